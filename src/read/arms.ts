/**
 * The ways to reach the rows of a traversal, as pieces of SQL. In it, `e` is an edge, `n` the entity at its other
 * end, `k` that entity's own columns or the row of a child table.
 */
import { type SQL, sql } from 'drizzle-orm';
import { edgeKinds, kindsAt } from '../model/edges.ts';
import { ENTITY_KINDS } from '../model/entities.ts';
import { conditions, type FilterValues } from './filters.ts';
import type { OrderKey } from './orders.ts';
import { among, constant } from './sql-parts.ts';
import type { AlongEdges, Traversal } from './traversals.ts';

/** What a client can set on a traversal besides the page. */
export interface Selection {
  readonly where?: FilterValues | null | undefined;
  /** Conditions on the relation by which a row is reached. */
  readonly relation?: FilterValues | null | undefined;
  /** Relations of these kinds only. */
  readonly kinds?: readonly string[] | null | undefined;
  /** Other ends of these kinds only. */
  readonly types?: readonly string[] | null | undefined;
  /** Relations that are read this way from the starting row only. */
  readonly direction?: AlongEdges['direction'] | null | undefined;
  /** Whether to start from the parts of the starting row too. */
  readonly includeParts?: boolean | null | undefined;
  /** Comments that answer no other comment only. */
  readonly topLevelOnly?: boolean | null | undefined;
}

/** One way to reach rows from a starting row. */
export interface Arm {
  readonly backward: boolean;
  readonly from: SQL;
  readonly where: readonly SQL[];
  readonly node: SQL;
  readonly kind: SQL;
  readonly edge: SQL;
  readonly keys: Readonly<Partial<Record<OrderKey, SQL>>>;
  /** What tells apart rows that are alike in the key. */
  readonly ids: readonly SQL[];
}

/** Whether the same other end can be reached twice and counts once. */
export function countsOnce({ path }: Traversal, { includeParts }: Selection): boolean {
  return 'along' in path && path.acrossParts === true && includeParts !== false;
}

/** How many ids a row's place ends in: that of the edge tells apart rows with the same other end. */
export function idsInPlace(traversal: Traversal, selection: Selection): number {
  return 'along' in traversal.path && !countsOnce(traversal, selection) ? 2 : 1;
}

/** What is asked of the rows besides which they are. */
export interface Uses {
  readonly order?: OrderKey;
  /** Whether their own columns are read. */
  readonly own?: boolean;
}

/** The ways to reach the rows of a traversal from the row with the id `start`; lists start nowhere. */
export function armsOf(traversal: Traversal, selection: Selection, uses: Uses, start: SQL): Arm[] {
  const { path } = traversal;
  const filters = [
    ...conditions(traversal.filter, selection.where),
    ...conditions('RelationFilter', selection.relation),
  ];
  const where = filters.map(({ sql }) => sql);
  const needs = (subject: 'entity' | 'own') => filters.some(({ about }) => about === subject);
  if ('along' in path) {
    const direction = selection.direction ?? path.direction;
    const walks = direction === 'both' ? ([false, true] as const) : [direction === 'backward'];
    return walks.map((backward) =>
      edgeArm(traversal, path, selection, {
        start,
        backward,
        where,
        entity: needs('entity') || uses.order === 'name',
        own: needs('own') || ['position', 'rank'].includes(uses.order ?? '') || uses.own === true,
      }),
    );
  }
  if ('children' in path) {
    return [
      {
        backward: false,
        from: sql`${sql.identifier(path.children)} k`,
        where: [
          sql`k.${sql.identifier(path.by)} = ${start}`,
          ...(selection.topLevelOnly ? [sql`k.depth = 0`] : []),
          ...where,
        ],
        node: sql`k.id`,
        kind: path.children === 'comments' ? sql`k.kind` : sql`null::text`,
        edge: sql`null::bigint`,
        keys: {
          position: path.children === 'comments' ? sql`k.position` : sql`k.id`,
          date: sql`k.ordered_on`,
        },
        ids: [sql`k.id`],
      },
    ];
  }
  if (path.all === 'relation') {
    return kindsAmong(selection).map((ofKind) => ({
      backward: false,
      from: sql`edges e`,
      where: [ofKind, ...where],
      node: sql`e.target_id`,
      kind: sql`e.target_kind`,
      edge: sql`e.id`,
      keys: edgeKeys,
      ids: [sql`e.id`],
    }));
  }
  return [
    {
      backward: false,
      from: sql`${ENTITY_KINDS[path.all].table} k join entities n on n.id = k.id`,
      where: [sql`n.kind = ${path.all}`, ...where],
      node: sql`k.id`,
      kind: sql`k.kind`,
      edge: sql`null::bigint`,
      keys: { date: sql`k.ordered_on`, name: sql`n.sort_name`, position: threadPlace, rank: sql`k.rank` },
      ids: [sql`k.id`],
    },
  ];
}

/** The kinds of all relations that are wanted, one by one: an index has those of each in the order of their days. */
function kindsAmong({ where }: Selection): SQL[] {
  const chosen = where?.kinds as readonly string[] | null | undefined;
  const kinds = chosen ? edgeKinds.filter((kind) => chosen.includes(kind)) : edgeKinds;
  return kinds.length === 0 ? [sql`false`] : kinds.map((kind) => sql`e.kind = ${constant(kind)}`);
}

/** A comment's place among the comments of all posts: thread after thread, no thread being longer than this. */
const threadPlace = sql`k.post_id * 1000000 + k.position`;

const edgeKeys = { date: sql`e.ordered_on`, confidence: sql`e.confidence`, recorded: sql`e.recorded_at` };

function edgeArm(
  traversal: Traversal,
  path: AlongEdges,
  selection: Selection,
  {
    start,
    backward,
    where,
    entity,
    own,
  }: { start: SQL; backward: boolean; where: readonly SQL[]; entity: boolean; own: boolean },
): Arm {
  const near = sql.raw(backward ? 'e.target_id' : 'e.source_id');
  const far = sql.raw(backward ? 'e.source_id' : 'e.target_id');
  const farKind = sql.raw(backward ? 'e.source_kind' : 'e.target_kind');
  const { table } = ENTITY_KINDS[path.to[0]!];
  return {
    backward,
    from: sql.join([
      sql`edges e`,
      ...(entity ? [sql` join entities n on n.id = ${far}`] : []),
      ...(own ? [sql` join ${table} k on k.id = ${far}`] : []),
    ]),
    where: [
      sql`${near} = ${start}`,
      ...among(sql`e.kind`, path.along, edgeKinds, selection.kinds),
      ...among(farKind, path.to, kindsAt(backward ? 'source' : 'target', path.along), selection.types),
      ...where,
    ],
    node: far,
    kind: farKind,
    edge: sql`e.id`,
    keys: { ...edgeKeys, name: sql`n.sort_name`, position: threadPlace, rank: sql`k.rank` },
    ids: countsOnce(traversal, selection) ? [far] : [far, sql`e.id`],
  };
}

/**
 * The table whose rows a traversal reads one for one, with its alias. Lists of entities have none: they may sort all
 * there are, which is cheaper without their texts.
 */
export function readBy({ path }: Traversal): { table: string; alias: string } | null {
  if ('children' in path) return { table: path.children, alias: 'k' };
  return 'along' in path || path.all === 'relation' ? { table: 'edges', alias: 'e' } : null;
}
