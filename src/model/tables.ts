/**
 * The tables that all kinds share. Kinds have tables of their own under `entities/`.
 * Ids are the database's; what the public sees is `kind:slug`.
 */
import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AliasRule } from './alias.ts';
import type { EdgeKind } from './edges.ts';
import type { EntityKind } from './entities.ts';
import { type ExtractionMethod, extractionMethods } from './methods.ts';

const methods = extractionMethods as [ExtractionMethod, ...ExtractionMethod[]];

/** How much of a date is known; a date of which less than the day is known names the first day it can mean. */
export const datePrecision = (name: string) => text(name, { enum: ['day', 'month', 'year'] });

const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const reference = (name: string) => bigint(name, { mode: 'number' }).notNull();

/**
 * Whether a row is left out of all that is read: kept by `store/hiding.ts`. Reading sees the views of
 * `store/visible.ts`, which have no such rows; only the store sees the tables themselves.
 */
export const hidden = () => boolean('hidden').notNull().default(false);

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

/** Slugs that entities once had: they go on finding them. */
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

/** The pairs of ends that each kind of edge allows, kept equal to `model/edges.ts`. */
export const edgeRulesTable = pgTable(
  'edge_rules',
  {
    kind: text('kind').notNull(),
    sourceKind: text('source_kind').notNull(),
    targetKind: text('target_kind').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.sourceKind, t.targetKind] })],
);

/** Edges between entities. `orderedOn` is `occurredOn` as a paging key: see `documentColumns`. */
export const edges = pgTable(
  'edges',
  {
    id: id(),
    kind: text('kind').$type<EdgeKind>().notNull(),
    sourceId: reference('source_id'),
    sourceKind: text('source_kind').$type<EntityKind>().notNull(),
    targetId: reference('target_id'),
    targetKind: text('target_kind').$type<EntityKind>().notNull(),
    /** Tells apart edges of one kind between the same two ends; empty for kinds that allow only one. */
    qualifier: text('qualifier').notNull().default(''),
    role: text('role'),
    occurredOn: date('occurred_on'),
    orderedOn: date('ordered_on')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(occurred_on, date '0001-01-01')`),
    validFrom: date('valid_from'),
    validFromPrecision: datePrecision('valid_from_precision'),
    validTo: date('valid_to'),
    validToPrecision: datePrecision('valid_to_precision'),
    confidence: doublePrecision('confidence').notNull(),
    method: text('method', { enum: methods }).notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
    hidden: hidden(),
  },
  (t) => [
    unique('edges_identity').on(t.sourceId, t.kind, t.targetId, t.qualifier),
    foreignKey({
      name: 'edges_source',
      columns: [t.sourceId, t.sourceKind],
      foreignColumns: [entities.id, entities.kind],
    }).onDelete('cascade'),
    foreignKey({
      name: 'edges_target',
      columns: [t.targetId, t.targetKind],
      foreignColumns: [entities.id, entities.kind],
    }).onDelete('cascade'),
    foreignKey({
      name: 'edges_rule',
      columns: [t.kind, t.sourceKind, t.targetKind],
      foreignColumns: [edgeRulesTable.kind, edgeRulesTable.sourceKind, edgeRulesTable.targetKind],
    }),
    check('edges_confidence', sql`${t.confidence} >= 0 and ${t.confidence} <= 1`),
    check('edges_ends_differ', sql`${t.sourceId} <> ${t.targetId}`),
    check('edges_validity', sql`${t.validFrom} <= ${t.validTo}`),
    // Pages of one kind of edge, by the kind at the other end, newest first, in either direction. Counting reads
    // nothing else, so what is hidden is not in them.
    index('edges_forward')
      .on(t.sourceId, t.kind, t.targetKind, t.orderedOn, t.targetId, t.id)
      .where(sql`not hidden`),
    index('edges_backward')
      .on(t.targetId, t.kind, t.sourceKind, t.orderedOn, t.sourceId, t.id)
      .where(sql`not hidden`),
    // Pages of all relations of an entity.
    index('edges_of_source').on(t.sourceId, t.orderedOn, t.targetId, t.id),
    index('edges_of_target').on(t.targetId, t.orderedOn, t.sourceId, t.id),
    index('edges_by_kind').on(t.kind, t.orderedOn, t.id),
    index('edges_hidden').on(t.id).where(sql`hidden`),
  ],
);

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

/** The exact words an edge rests on; offsets in Unicode code points into the capture's text. */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    edgeId: reference('edge_id').references(() => edges.id, { onDelete: 'cascade' }),
    captureId: reference('capture_id').references(() => captures.id),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    /** How sure this one place makes the edge, and why; the edge has those of its strongest evidence. */
    confidence: doublePrecision('confidence').notNull(),
    method: text('method', { enum: methods }).notNull(),
    exact: text('exact').notNull(),
    prefix: text('prefix').notNull(),
    suffix: text('suffix').notNull(),
    hidden: hidden(),
  },
  (t) => [
    unique('evidence_identity').on(t.edgeId, t.captureId, t.start, t.end),
    index('evidence_in_capture').on(t.captureId),
    check('evidence_span', sql`0 <= ${t.start} and ${t.start} < ${t.end}`),
  ],
);
