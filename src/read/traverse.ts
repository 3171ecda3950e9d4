/**
 * Walks declared steps from several entities at once, in one statement: a chain of hops. Each step reads a
 * bounded number of relations, however often it is repeated. What comes out are paths, shortest first.
 */
import { type SQL, sql } from 'drizzle-orm';
import { RequestError } from '../errors.ts';
import type { EntityKind } from '../model/entities.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import { conditions, type FilterValues } from './filters.ts';
import { type Group, groupsOf } from './group-statement.ts';
import { type Reach, relationsOf } from './incident.ts';
import type { EntityKey } from './loaders.ts';
import { expectRange } from './range.ts';
import { cursorFor, type PageArguments, type PageLimits, type PageOf, windowOf } from './window.ts';

/** The most entities to start from. */
export const MOST_STARTS = 100;
/** The most steps of a walk. */
export const MOST_STEPS = 6;
/** The most often that a step can be repeated. */
export const MOST_REPEATS = 5;

/** One declared step: which relations it follows, and how many times in a row. */
export interface Step extends Reach {
  readonly where?: FilterValues | null | undefined;
  readonly least: number;
  readonly most: number;
}

/** One hop of a path: the edge, and the entity that it is left from. */
export interface Hop {
  readonly edge: number;
  readonly from: number;
}

/** One path, with its ends. */
export interface TraversalRow {
  readonly start: EntityKey;
  readonly node: EntityKey;
  readonly hops: readonly Hop[];
}

/** A page of paths, and what is known of all of them. */
export interface Traversed extends PageOf<TraversalRow> {
  readonly totalCount: number;
  /** Whether a step had more relations to read than it may. */
  readonly truncated: boolean;
  /** How many paths of each sort there are, by keys, as far as they were walked; the largest groups first. */
  groups(keys: readonly string[], first: number): Promise<Group[]>;
}

export interface Traversal {
  readonly from: readonly EntityKey[];
  readonly steps: readonly Step[];
  readonly page: PageArguments;
}

/** How many hops, where the path starts, and its edges: shortest first, then by ids. */
const ORDER = sql`cardinality(edges), start, edges`;
const SHAPE = { name: 'HOPS', by: 'position', ids: (hops: string) => Number(hops) + 1 } as const;

/** Throws RequestError with BAD_RANGE for a walk that is too long or starts from too many entities. */
export function expectWalkable(starts: number, steps: readonly Step[]): void {
  if (starts > MOST_STARTS) {
    throw new RequestError('BAD_RANGE', `\`from\` has ${starts} ids; expected at most ${MOST_STARTS}.`);
  }
  if (steps.length === 0 || steps.length > MOST_STEPS) {
    throw new RequestError('BAD_RANGE', `\`steps\` has ${steps.length} steps; expected 1 to ${MOST_STEPS}.`);
  }
  for (const [i, { least, most }] of steps.entries()) {
    expectRange(`steps[${i}].repeat.most`, most, 1, MOST_REPEATS);
    expectRange(`steps[${i}].repeat.least`, least, 0, most);
  }
}

/** A page of the paths that the steps make; each step reads at most `relationsPerStep` relations. */
export async function traverse(
  statements: Statements,
  { from, steps, page }: Traversal,
  limits: PageLimits,
  relationsPerStep: number,
): Promise<Traversed> {
  const window = windowOf(page, SHAPE, limits);
  const rows = await rowsOf<{
    total: number;
    truncated: boolean;
    earlier: boolean;
    start: number | null;
    start_kind: EntityKind;
    node: number;
    kind: EntityKind;
    nodes: string[];
    edges: string[];
  }>(statements, traverseStatement(from, steps, window.after, window.limit, relationsPerStep));
  const paths = rows.filter(({ start }) => start !== null);
  return {
    rows: paths.slice(0, window.limit).map((row) => ({
      start: { id: row.start!, kind: row.start_kind },
      node: { id: row.node, kind: row.kind },
      hops: row.edges.map((edge, i) => ({ edge: Number(edge), from: Number(row.nodes[i]) })),
      cursor: cursorFor(SHAPE.name, [String(row.edges.length), String(row.start), ...row.edges]),
    })),
    hasNextPage: () => paths.length > window.limit,
    hasPreviousPage: () => rows[0]!.earlier,
    totalCount: rows[0]!.total,
    truncated: rows[0]!.truncated,
    groups: (keys, first) => rowsOf(statements, groupsStatement(from, steps, keys, first, relationsPerStep)),
  };
}

/** The statement for a page of paths: always at least one row, with what is known of all. */
export function traverseStatement(
  from: readonly EntityKey[],
  steps: readonly Step[],
  after: readonly string[] | null,
  limit: number,
  relationsPerStep: number,
): SQL {
  const { reached, cut } = walk(from, steps, relationsPerStep);
  const behind = after
    ? sql`(${ORDER}) > (${after[0]}::text::int, ${after[1]}::text::bigint, ${sql.param(after.slice(2))}::bigint[])`
    : sql`true`;
  return sql`/* traverse */ ${reached}
    select w.total, w.truncated, w.earlier, p.start, p.start_kind, p.node, p.kind,
      p.nodes::text[] as nodes, p.edges::text[] as edges
    from (select (select count(*) from reached) as total, ${sql.join(cut, sql` or `)} as truncated,
      ${after ? sql`exists (select from reached where not ${behind})` : sql`false`} as earlier) w
    left join (select * from reached where ${behind} order by ${ORDER} limit ${limit + 1}) p on true
    order by cardinality(p.edges), p.start, p.edges`;
}

/** The statement for the largest groups of the paths; what walks them again reads no more than the first time. */
export function groupsStatement(
  from: readonly EntityKey[],
  steps: readonly Step[],
  keys: readonly string[],
  limit: number,
  relationsPerStep: number,
): SQL {
  const { reached } = walk(from, steps, relationsPerStep);
  return sql`/* group_traverse */ ${reached} ${groupsOf('TraversalGroupKey', keys, sql`reached p`, limit)}`;
}

/** The beginning of a statement that reads the paths as `reached`, and whether each step was cut short. */
function walk(
  from: readonly EntityKey[],
  steps: readonly Step[],
  relationsPerStep: number,
): { reached: SQL; cut: SQL[] } {
  const { hops, ends, cut } = chain(steps, relationsPerStep);
  const reached = sql`with begun as materialized (
      select id as start, kind as start_kind, id as node, kind, array[id] as nodes, array[]::bigint[] as edges
      from unnest(${sql.param(from.map(({ id }) => id))}::bigint[],
        ${sql.param(from.map(({ kind }) => kind))}::text[]) as s(id, kind)),
    ${sql.join(
      hops.map(({ ctes }) => ctes),
      sql`, `,
    )},
    reached as materialized (${ends})`;
  return { reached, cut };
}

/** What all steps come to: their hops, the paths at the end of the last, and whether each step was cut short. */
function chain(steps: readonly Step[], relationsPerStep: number): { hops: HopSql[]; ends: SQL; cut: SQL[] } {
  const hops: HopSql[] = [];
  const cut: SQL[] = [];
  let ends = [sql`begun`];
  for (const step of steps) {
    const done = step.least === 0 ? [...ends] : [];
    let here = union(ends);
    const reads: SQL[] = [];
    for (let time = 1; time <= step.most; time++) {
      const hop = hopSql(hops.length + 1, here, step, left(reads, relationsPerStep));
      hops.push(hop);
      reads.push(hop.read);
      if (time >= step.least) done.push(hop.made);
      here = union([hop.made]);
    }
    ends = done;
    cut.push(sql`${left(reads, relationsPerStep)} <= 0`);
  }
  return { hops, ends: union(ends), cut };
}

/** The paths of several stages, each once: with repeated steps, one path can be walked in several ways. */
function union(stages: readonly SQL[]): SQL {
  const all = sql.join(
    stages.map((stage) => sql`select * from ${stage}`),
    sql` union `,
  );
  return stages.length === 1 ? all : sql`select * from (${all}) ends order by ${ORDER}`;
}

interface HopSql {
  readonly ctes: SQL;
  readonly read: SQL;
  readonly made: SQL;
}

/** How many relations a step may still read, with one more to tell whether there are more; after what it read. */
function left(reads: readonly SQL[], relationsPerStep: number): SQL {
  const counts = reads.map((read) => sql` - (select count(*) from ${read})`);
  return sql`(${relationsPerStep + 1}::bigint${sql.join(counts)})`;
}

/** One hop further. The limit stands on what is read, before conditions, so that none can make it read more. */
function hopSql(number: number, here: SQL, step: Step, most: SQL): HopSql {
  const [read, made] = [sql.raw(`read_${number}`), sql.raw(`hop_${number}`)];
  const where = conditions('RelationFilter', step.where).map(({ sql }) => sql);
  // `offset 0` keeps it a look-up for each relation that was read: as a join, it could read all that there are.
  const passing =
    where.length === 0
      ? sql``
      : sql`cross join lateral (
          select from edges e where e.id = w.edge and ${sql.join(where, sql` and `)} offset 0) passing`;
  const ctes = sql`${read} as materialized (
      select f.start, f.start_kind, f.nodes, f.edges, e.edge, e.node, e.kind from (${here}) f
      cross join lateral ${relationsOf(step, most)} e limit ${most}),
    ${made} as materialized (
      select w.start, w.start_kind, w.node, w.kind, w.nodes || w.node as nodes, w.edges || w.edge as edges
      from ${read} w ${passing} where w.node <> all(w.nodes))`;
  return { ctes, read, made };
}
