/**
 * The relations at an entity, as pieces of SQL that stop. An entity can have a million relations: each way
 * of reading them is one walk down an index that already has them in order, and ends at a limit.
 */
import { type SQL, sql } from 'drizzle-orm';
import { edgeRules } from '../model/edges.ts';
import type { EntityKind } from '../model/entities.ts';
import type { AlongEdges } from './traversals.ts';

/** Which relations of an entity to follow; without kinds or types, those of all. */
export interface Reach {
  readonly direction: AlongEdges['direction'];
  readonly kinds?: readonly string[] | null | undefined;
  /** Kinds of entity at the other end. */
  readonly types?: readonly string[] | null | undefined;
}

/** One hop that was read: the edge, by which it was left, and the entity at its other end. */
export interface ReadHop {
  readonly from: number;
  readonly edge: number;
  readonly node: number;
  readonly kind: EntityKind;
}

/**
 * The relations of the entity `f.node`, which is of the kind `f.kind`, as rows of `edge`, `node` and `kind`:
 * what it says itself before what is said of it, kind by kind, and of each kind the newest first.
 * With `notTo`, without those that lead to entities among these.
 */
export function relationsOf(reach: Reach, most: number | SQL, notTo?: readonly number[]): SQL {
  const { direction } = reach;
  const walks = direction === 'both' ? [false, true] : [direction === 'backward'];
  const arms = walks.map((backward) => arm(reach, backward, most, notTo));
  return sql`(select * from (${sql.join(arms, sql` union all `)}) e limit ${most})`;
}

/**
 * The relations of several entities, as `ReadHop`s. Each gives at most `share`, all together at most `most`,
 * those of an entity one after the other.
 */
export function relationsOfAll(
  entities: readonly { readonly id: number; readonly kind: EntityKind }[],
  reach: Reach,
  { share, most, notTo }: { share: number; most: number; notTo?: readonly number[] },
): SQL {
  return sql`select f.node as "from", e.edge, e.node, e.kind
    from unnest(${sql.param(entities.map(({ id }) => id))}::bigint[],
      ${sql.param(entities.map(({ kind }) => kind))}::text[]) as f(node, kind)
    cross join lateral ${relationsOf(reach, share, notTo)} e limit ${most}`;
}

function arm(
  { kinds, types }: Reach,
  backward: boolean,
  most: number | SQL,
  notTo: readonly number[] | undefined,
): SQL {
  const [near, far] = backward ? (['target', 'source'] as const) : (['source', 'target'] as const);
  const [nearId, farId, farKind] = [`e.${near}_id`, `e.${far}_id`, `e.${far}_kind`].map((name) =>
    sql.raw(name),
  );
  // Ordered as one index has them, which holds all that is asked for. The limit is hidden from the planner:
  // where it knew that most entities have fewer relations, it would read all there are and sort them, also
  // those of the entity that has a million.
  const newest = (along: SQL) => sql`(
    select e.id as edge, ${farId} as node, ${farKind} as kind from edges e
    where ${nearId} = f.node ${along} ${notTo ? sql`and ${farId} <> all(${sql.param(notTo)}::bigint[])` : sql``}
    order by e.kind desc, ${farKind} desc, e.ordered_on desc, ${farId} desc, e.id desc
    limit (select ${most}::bigint))`;
  if (!kinds && !types) return newest(sql``);
  // One kind and one other end at a time, to begin in the index where these begin. Said as two bounds, not as
  // equal: else the order would be as well that of other indexes, which have others of no use in between.
  const rules = edgeRules().filter(
    (rule) => (!kinds || kinds.includes(rule.kind)) && (!types || types.includes(rule[`${far}Kind`])),
  );
  const column = (name: 'kind' | 'sourceKind' | 'targetKind') =>
    sql`${sql.param(rules.map((rule) => rule[name]))}::text[]`;
  return sql`(
    select e.* from unnest(${column(`${near}Kind`)}, ${column('kind')}, ${column(`${far}Kind`)}) as r(near, kind, far)
    cross join lateral ${newest(
      sql`and (e.kind, ${farKind}) >= (r.kind, r.far) and (e.kind, ${farKind}) <= (r.kind, r.far)`,
    )} e
    where r.near = f.kind)`;
}
