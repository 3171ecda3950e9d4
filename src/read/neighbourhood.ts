/**
 * What stands around an entity: the nearest entities, level by level, one statement to a level, and the
 * relations among them. However many neighbours an entity has, only so many of them are read.
 */
import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';
import { type ReadHop, relationsOf, relationsOfAll } from './incident.ts';
import type { EntityKey } from './loaders.ts';

/** The most hops from the middle. */
export const MOST_DEPTH = 3;
/** The most entities. */
export const MOST_ENTITIES = 500;

/** An entity and how many hops it is from the middle. */
export interface Neighbour extends EntityKey {
  readonly distance: number;
}

type Kinds = readonly string[] | null | undefined;

/** The nearest entities, the middle one first; where there are too many, some neighbours of each, in turn. */
export async function neighboursOf(
  statements: Statements,
  middle: EntityKey,
  { depth, kinds, limit }: { depth: number; kinds: Kinds; limit: number },
  relationsPerStep: number,
): Promise<Neighbour[]> {
  const taken = new Map<number, Neighbour>([[middle.id, { ...middle, distance: 0 }]]);
  for (let distance = 1; distance <= depth && taken.size < limit; distance++) {
    const rim = [...taken.values()].filter((entity) => entity.distance === distance - 1);
    if (rim.length === 0) break;
    const rows = await rowsOf<ReadHop>(
      statements,
      levelStatement(rim, kinds, [...taken.keys()], limit, relationsPerStep),
    );
    for (const { node, kind } of inTurns(rows)) {
      if (taken.size === limit) break;
      if (!taken.has(node)) taken.set(node, { id: node, kind, distance });
    }
  }
  return [...taken.values()];
}

/** Reads on from entities to others than those taken: enough to fill the limit with two relations to each. */
export function levelStatement(
  rim: readonly EntityKey[],
  kinds: Kinds,
  taken: readonly number[],
  limit: number,
  relationsPerStep: number,
): SQL {
  const share = Math.min(2 * (limit - taken.length), Math.ceil(relationsPerStep / rim.length));
  return sql`/* neighbourhood_level */ ${relationsOfAll(
    rim,
    { direction: 'both', kinds },
    { share, most: relationsPerStep, notTo: taken },
  )}`;
}

/** The first hop of each entity, then the second of each, and so on: no entity crowds out the others. */
function inTurns(rows: readonly ReadHop[]): ReadHop[] {
  const turns = new Map<number, number>();
  return rows
    .map((row) => {
      const turn = turns.get(row.from) ?? 0;
      turns.set(row.from, turn + 1);
      return { row, turn };
    })
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ row }) => row);
}

/** The relations among entities, and whether there are too many, or an entity says too much, to read them all. */
export async function relationsAmong(
  statements: Statements,
  entities: readonly EntityKey[],
  kinds: Kinds,
  relationsPerStep: number,
): Promise<{ edges: readonly number[]; truncated: boolean }> {
  const share = Math.max(MOST_ENTITIES, Math.ceil(relationsPerStep / entities.length));
  const rows = await rowsOf<{ edge: number; truncated: boolean }>(
    statements,
    sql`/* neighbourhood_relations */
    select x.edge, x.place > ${share} as truncated
    from ${each(entities)} cross join lateral (
      select e.edge, e.node, row_number() over () as place
      from ${relationsOf({ direction: 'forward', kinds }, share + 1)} e) x
    where x.node = any(${idsOf(entities)}) or x.place > ${share}
    order by x.edge limit ${relationsPerStep + 1}`,
  );
  const among = rows.filter(({ truncated }) => !truncated).map(({ edge }) => edge);
  return {
    edges: among.slice(0, relationsPerStep),
    truncated: among.length > relationsPerStep || among.length < rows.length,
  };
}

/** Those entities, in their order, that have neighbours beyond them all. */
export async function frontierOf(
  statements: Statements,
  entities: readonly Neighbour[],
  kinds: Kinds,
): Promise<Neighbour[]> {
  const ids = entities.map(({ id }) => id);
  const rows = await rowsOf<{ id: number }>(
    statements,
    sql`/* neighbourhood_frontier */
    select f.node as id from ${each(entities)}
    where exists ${relationsOf({ direction: 'both', kinds }, 1, ids)}`,
  );
  const beyond = new Set(rows.map(({ id }) => id));
  return entities.filter(({ id }) => beyond.has(id));
}

const idsOf = (entities: readonly EntityKey[]) => sql`${sql.param(entities.map(({ id }) => id))}::bigint[]`;

const each = (entities: readonly EntityKey[]) =>
  sql`unnest(${idsOf(entities)}, ${sql.param(entities.map(({ kind }) => kind))}::text[]) as f(node, kind)`;
