/** What every entity has: an identity and names. What its kind has besides stands in a table of its own, under `entities/`. */
import { sql } from 'drizzle-orm';
import {
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import type { AliasRule } from './alias.ts';
import { hidden, id, reference } from './columns.ts';

/** Text that is ordered by its code points, alike on every database. */
const orderedText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Everything that has an identity, a name and relations. */
export const entities = pgTable(
  'entities',
  {
    id: id(),
    kind: text('kind').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** The name as lists are ordered by it: folded, without leading punctuation. */
    sortName: orderedText('sort_name').notNull(),
    summary: text('summary'),
    url: text('url'),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
    hidden: hidden(),
  },
  (t) => [
    unique('entities_kind_slug').on(t.kind, t.slug),
    unique('entities_id_kind').on(t.id, t.kind),
    index('entities_by_name').on(t.kind, t.sortName, t.id),
    index('entities_hidden').on(t.id).where(sql`hidden`),
  ],
);

/** Slugs that entities once had, or fingerprints of those that nobody is to read: they go on finding them. */
export const pastSlugs = pgTable(
  'past_slugs',
  {
    kind: text('kind').notNull(),
    slug: text('slug').notNull(),
    entityId: reference('entity_id'),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.slug] }),
    foreignKey({
      name: 'past_slugs_entity',
      columns: [t.entityId, t.kind],
      foreignColumns: [entities.id, entities.kind],
    }).onDelete('cascade'),
  ],
);

/** Names by which texts call an entity, each with the rule for when it counts. */
export const aliases = pgTable(
  'aliases',
  {
    id: id(),
    entityId: reference('entity_id').references(() => entities.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    rule: jsonb('rule').$type<AliasRule>().notNull().default({}),
  },
  (t) => [unique('aliases_entity_text_rule').on(t.entityId, t.text, t.rule)],
);
