/** Pages as they were read, and what stands on them. */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { hidden, id, reference } from './columns.ts';
import { entities } from './identity.ts';

/** A page as it was read: frozen, so that evidence can be checked again. */
export const captures = pgTable(
  'captures',
  {
    id: id(),
    /** SHA-256 of the bytes, in hexadecimal. */
    sha256: text('sha256').notNull(),
    /** Where it came from: a path as it was given, or null. */
    file: text('file'),
    url: text('url'),
    /** The layout that read it, with its version: `label-archive/1`. */
    parser: text('parser').notNull(),
    /** Which names the linker knew, as a fingerprint: a page is read again when this changes. */
    gazetteer: text('gazetteer').notNull(),
    text: text('text').notNull(),
    /** What of the text is shown where something on the page is hidden: the rest is blank. Null: all of it. */
    shown: text('shown'),
    /** Whether all that stands on the page is hidden. */
    hidden: hidden(),
    retrievedAt: timestamp('retrieved_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('captures_sha256').on(t.sha256)],
);

/** Where a post or comment stands in a capture; offsets in Unicode code points. */
export const appearances = pgTable(
  'appearances',
  {
    entityId: reference('entity_id').references(() => entities.id, { onDelete: 'cascade' }),
    captureId: reference('capture_id').references(() => captures.id),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entityId, t.captureId] }),
    index('appearances_in_capture').on(t.captureId),
    check('appearances_span', sql`0 <= ${t.start} and ${t.start} <= ${t.end}`),
  ],
);
