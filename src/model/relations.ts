/** Edges between entities, the rules they keep to, and the words they rest on. */
import { type SQL, sql } from 'drizzle-orm';
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { captures } from './captures.ts';
import { datePrecision, hidden, id, reference } from './columns.ts';
import type { EdgeKind } from './edges.ts';
import type { EntityKind } from './entities.ts';
import { entities } from './identity.ts';
import { type ExtractionMethod, extractionMethods } from './methods.ts';

const methods = extractionMethods as [ExtractionMethod, ...ExtractionMethod[]];

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
