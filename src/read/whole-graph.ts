/**
 * Reads the graph whole, or what passes a filter, as flat rows: every entity kind by kind, every relation with
 * its evidence, each in the order in which they were recorded.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';
import { rowsOf } from '../store/database.ts';
import {
  type EntityRecord,
  type EvidenceRecord,
  entitySelection,
  moment,
  type RelationRecord,
} from './columns.ts';
import { entityId } from './entity-row.ts';
import { conditions, type FilterName, type FilterValues } from './filters.ts';
import { relationId } from './ids.ts';
import type { Snapshot } from './snapshot.ts';

/** Which entities: of these kinds, under a filter that all of them take, at the ends of relations. */
export interface EntitySelection {
  readonly kinds?: readonly EntityKind[];
  readonly where?: FilterValues;
  /** Only those at an end of a relation that is selected. */
  readonly endsOf?: RelationSelection;
}

/** Which relations: under the API's filter of relations, between entities of these kinds. */
export interface RelationSelection {
  readonly where?: FilterValues;
  readonly types?: readonly EntityKind[];
}

/**
 * Waits for the locks of all that is going to be read: what comes of that can still be told, before anything is given
 * out.
 */
export async function expectReadable({ statements }: Snapshot, withRelations: boolean): Promise<void> {
  const kinds = entityKinds.map((kind) => sql`${ENTITY_KINDS[kind].table}`);
  const tables = [sql`entities`, ...kinds, ...(withRelations ? [sql`edges, evidence, captures`] : [])];
  await statements.execute(sql`/* readable */ select from ${sql.join(tables, sql`, `)} limit 0`);
}

/** How many rows a selection has, by kind. */
export type Counts = Readonly<Record<string, number>>;

/** The entities, some at a time; with their texts where `body` is set. */
export async function* entityRecords(
  snapshot: Snapshot,
  selection: EntitySelection,
  { body = false } = {},
): AsyncGenerator<readonly EntityRecord[]> {
  for (const kind of selection.kinds ?? entityKinds) {
    yield* snapshot.batches<EntityRecord>(
      `${kind}_records`,
      sql`select ${entitySelection(kind, body)} from ${entitiesOf(kind, selection)} order by k.id`,
    );
  }
}

/** The relations with their evidence, some at a time. */
export async function* relationRecords(
  snapshot: Snapshot,
  selection: RelationSelection,
): AsyncGenerator<readonly RelationRecord[]> {
  const rows = snapshot.batches<RelationRow>(
    'relation_records',
    sql`select e.kind, s.kind as "sourceKind", s.slug as "sourceSlug", s.name as "sourceName",
      t.kind as "targetKind", t.slug as "targetSlug", t.name as "targetName", e.qualifier, e.role,
      e.occurred_on::text as "occurredOn", e.valid_from::text as "validFrom",
      e.valid_from_precision as "validFromPrecision", e.valid_to::text as "validTo",
      e.valid_to_precision as "validToPrecision", e.confidence, e.method,
      ${moment(sql`e.recorded_at`)} as "recordedAt", v.evidence
    from edges e join entities s on s.id = e.source_id join entities t on t.id = e.target_id
    cross join lateral (select coalesce(json_agg(json_build_object('id', 'evidence:' || v.id,
        'exact', v.exact, 'prefix', v.prefix, 'suffix', v.suffix, 'start', v.start, 'end', v."end",
        'confidence', v.confidence, 'method', v.method, 'capture', 'capture:' || c.sha256, 'url', c.url,
        'file', c.file, 'retrievedAt', ${moment(sql`c.retrieved_at`)})
      order by v.confidence desc, v.id), '[]') as evidence
      from evidence v join captures c on c.id = v.capture_id where v.edge_id = e.id) v
    where ${selected(selection)} order by e.id`,
  );
  for await (const batch of rows) yield batch.map(relationRecord);
}

/** A relation as the database has it, beside what its public id is made of. */
type RelationRow = Omit<RelationRecord, 'id' | 'source' | 'target' | 'evidence'> & {
  readonly kind: EdgeKind;
  readonly sourceKind: EntityKind;
  readonly sourceSlug: string;
  readonly targetKind: EntityKind;
  readonly targetSlug: string;
  readonly qualifier: string;
  readonly evidence: readonly Omit<EvidenceRecord, 'relation'>[];
};

function relationRecord({
  sourceSlug,
  targetSlug,
  qualifier,
  evidence,
  ...row
}: RelationRow): RelationRecord {
  const source = { kind: row.sourceKind, slug: sourceSlug };
  const target = { kind: row.targetKind, slug: targetSlug };
  const id = relationId(source, row.kind, target, qualifier);
  return {
    ...row,
    id,
    source: entityId(source),
    target: entityId(target),
    methods: [...new Set(evidence.map(({ method }) => method))],
    evidenceCount: evidence.length,
    quote: evidence[0]?.exact ?? null,
    quoteUrl: evidence[0]?.url ?? null,
    evidence: evidence.map((piece) => ({ ...piece, relation: id })) as EvidenceRecord[],
  };
}

/** How many entities a selection has, by kind; kinds that have none are left out. */
export async function countEntities({ statements }: Snapshot, selection: EntitySelection): Promise<Counts> {
  const counts: [string, number][] = [];
  for (const kind of selection.kinds ?? entityKinds) {
    const [row] = await rowsOf<{ count: number }>(
      statements,
      sql`/* count_${sql.raw(kind)}_records */ select count(*) from ${entitiesOf(kind, selection)}`,
    );
    if (row!.count > 0) counts.push([kind, row!.count]);
  }
  return Object.fromEntries(counts);
}

/** How many relations a selection has, by kind, and how many pieces of evidence they rest on. */
export async function countRelations(
  { statements }: Snapshot,
  selection: RelationSelection,
): Promise<{ relations: Counts; evidence: number }> {
  const rows = await rowsOf<{ kind: string; count: number; evidence: number }>(
    statements,
    sql`/* count_relation_records */ select e.kind, count(*), coalesce(sum(
        (select count(*) from evidence v where v.edge_id = e.id)), 0)::bigint as evidence
      from edges e where ${selected(selection)} group by e.kind order by e.kind`,
  );
  return {
    relations: Object.fromEntries(rows.map(({ kind, count }) => [kind, count])),
    evidence: rows.reduce((sum, { evidence }) => sum + evidence, 0),
  };
}

/** The name of the filter that entities of a kind take. */
export function filterOf(kind: EntityKind): FilterName {
  return `${ENTITY_KINDS[kind].typeName}Filter`;
}

function entitiesOf(kind: EntityKind, { where, endsOf }: EntitySelection): SQL {
  const tests = [
    sql`n.kind = ${kind}`,
    ...conditions(filterOf(kind), where).map(({ sql }) => sql),
    ...(endsOf
      ? [
          sql`(k.id in (select e.source_id from edges e where ${selected(endsOf)})
            or k.id in (select e.target_id from edges e where ${selected(endsOf)}))`,
        ]
      : []),
  ];
  return sql`${ENTITY_KINDS[kind].table} k join entities n on n.id = k.id where ${sql.join(tests, sql` and `)}`;
}

function selected({ where, types }: RelationSelection): SQL {
  const tests = conditions('RelationFilter', where).map(({ sql }) => sql);
  const among = types && sql`any(${sql.param(types)}::text[])`;
  if (among) tests.push(sql`e.source_kind = ${among} and e.target_kind = ${among}`);
  return tests.length > 0 ? sql.join(tests, sql` and `) : sql`true`;
}
