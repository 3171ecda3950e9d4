/** Columns that several tables have. */
import { bigint, boolean, text } from 'drizzle-orm/pg-core';

/** The database's own id of a row; what the public sees of an entity is `kind:slug`. */
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

/** A column that holds the id of a row. */
export const reference = (name: string) => bigint(name, { mode: 'number' }).notNull();

/** How much of a date is known; a date of which less than the day is known names the first day it can mean. */
export const datePrecision = (name: string) => text(name, { enum: ['day', 'month', 'year'] });

/**
 * Whether a row is left out of all that is read: kept by `store/hiding.ts`. Reading sees the views of
 * `store/visible.ts`, which have no such rows; only the store sees the tables themselves.
 */
export const hidden = () => boolean('hidden').notNull().default(false);
