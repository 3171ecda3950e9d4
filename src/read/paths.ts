/**
 * Finds the shortest paths between two entities: searches from both ends, level by level, one statement to a
 * level, always on the side that has fewer relations to read. What was read is then searched in memory.
 */
import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';
import { type ReadHop, relationsOfAll } from './incident.ts';
import type { EntityKey } from './loaders.ts';
import { EdgeSet, shortestPaths } from './shortest-paths.ts';
import type { Hop } from './traverse.ts';

/** The most hops of a path. */
export const MOST_HOPS = 6;
/** The most paths at a time. */
export const MOST_PATHS = 20;
/** Relations that each entity of a level may give, however many share the level. */
const SHARE = 100;

export interface PathQuestion {
  readonly from: EntityKey;
  readonly to: EntityKey;
  readonly maxHops: number;
  readonly kinds?: readonly string[] | null | undefined;
  readonly first: number;
}

/** What a search found, and where it did not look. */
export interface PathSearch {
  readonly paths: readonly (readonly Hop[])[];
  /** The entities that had more relations than were read, those nearest to either end first. */
  readonly cut: readonly EntityKey[];
}

/** One of the two ends of a search, with the entities that it has come to last. */
interface Side {
  readonly rim: readonly EntityKey[];
  readonly seen: Set<number>;
}

/** The shortest paths, without an entity twice: those of one length by the ids of their relations. */
export async function findPaths(
  statements: Statements,
  { from, to, maxHops, kinds, first }: PathQuestion,
  relationsPerStep: number,
): Promise<PathSearch> {
  const graph = new EdgeSet();
  const cut: EntityKey[] = [];
  let paths: Hop[][] = [];
  if (from.id === to.id) return { paths, cut };
  let sides: Side[] = [from, to].map((end) => ({ rim: [end], seen: new Set([end.id]) }));
  for (let level = 1; level <= maxHops && paths.length < first; level++) {
    // Where both have too many to read, the one with fewer entities: more of each can be read.
    sides = sides.toSorted((one, other) => one.rim.length - other.rim.length);
    const [near, far] = sides as [Side, Side];
    const rows = await rowsOf<ReadHop & { second: boolean }>(
      statements,
      levelStatement([near.rim, far.rim], kinds, relationsPerStep),
    );
    const [side, other] = rows[0]?.second ? [far, near] : [near, far];
    cut.push(...cutAmong(side.rim, rows, relationsPerStep));
    for (const { from, edge, node } of rows) graph.add(edge, from, node);
    const rim = freshAmong(rows, side.seen);
    sides = [{ rim, seen: side.seen }, other];
    // All there is on one side has been read: no path can be missing, however long.
    const complete = rim.length === 0;
    paths = shortestPaths(graph, from.id, to.id, complete ? maxHops : level, first);
    if (complete) break;
  }
  return { paths, cut };
}

/** The entities that were come to for the first time. */
function freshAmong(rows: readonly ReadHop[], seen: Set<number>): EntityKey[] {
  return rows.flatMap(({ node, kind }) => {
    if (seen.has(node)) return [];
    seen.add(node);
    return [{ id: node, kind }];
  });
}

/** The entities of which not all relations were read. */
function cutAmong(rim: readonly EntityKey[], rows: readonly ReadHop[], most: number): EntityKey[] {
  const read = Map.groupBy(rows, ({ from }) => from);
  const share = shareOf(rim, most);
  const ended = rows.length > most ? rows.at(-1)!.from : null;
  return rim.filter(({ id }) => {
    const count = read.get(id)?.length ?? 0;
    return count > share || id === ended || (ended !== null && count === 0);
  });
}

const shareOf = (rim: readonly EntityKey[], most: number) => Math.max(SHARE, Math.ceil(most / rim.length));

/** Reads on from the one of two rims that has fewer relations, or from the first if neither has. */
export function levelStatement(
  rims: readonly [readonly EntityKey[], readonly EntityKey[]],
  kinds: readonly string[] | null | undefined,
  relationsPerStep: number,
): SQL {
  const [first, second] = rims.map((rim) =>
    relationsOfAll(
      rim,
      { direction: 'both', kinds },
      { share: shareOf(rim, relationsPerStep) + 1, most: relationsPerStep + 1 },
    ),
  );
  return sql`/* path_level */
    with sizes as materialized (
      select (select count(*) from (${first}) x) as first, (select count(*) from (${second}) x) as second)
    select false as second, x.* from (${first}) x where (select sizes.first <= sizes.second from sizes)
    union all
    select true as second, x.* from (${second}) x where (select sizes.first > sizes.second from sizes)`;
}
