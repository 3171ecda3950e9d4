/**
 * Writes the statement that answers one traversal for many starting rows at once: a page of rows for each,
 * or their number. Each starting row reads its page from an index and stops, however many rows it has.
 * In the SQL, `p` is the starting row; the rest is said in `arms.ts`. What is asked of one row is a query by itself,
 * so that a compiled statement can ask it too.
 */
import { type SQL, sql } from 'drizzle-orm';
import { idsInPlace, type Selection } from './arms.ts';
import type { Order, OrderKey } from './orders.ts';
import { reached } from './reached.ts';
import { named, startsFrom } from './sql-parts.ts';
import type { Traversal } from './traversals.ts';
import type { Place, Window } from './window.ts';

/** One row of a page. */
export interface PageRow {
  readonly start: number;
  /** The row itself: an entity, a comment, a piece of evidence; for relations, the other end. */
  readonly node: number;
  readonly kind: string;
  readonly edge: number | null;
  /** Whether the edge was walked from its target. */
  readonly backward: boolean;
  readonly place: Place;
}

const TYPES: Readonly<Record<OrderKey, SQL>> = {
  date: sql`date`,
  name: sql`text`,
  position: sql`bigint`,
  confidence: sql`double precision`,
  recorded: sql`timestamptz`,
  rank: sql`double precision`,
};

/** The statement for a page of rows for each starting row: one row more than asked, to tell whether there are more. */
export function pageStatement(
  name: string,
  traversal: Traversal,
  selection: Selection,
  order: Order,
  window: Window,
  starts: readonly number[],
): SQL {
  const place = placeOf(traversal, selection);
  return sql`${named(name)}
    select p.id as start, r.node, r.kind, r.edge, r.backward,
      array[${sql.join(
        place.map((key) => sql`r.${key}::text`),
        sql`, `,
      )}] as place
    from ${startsFrom(starts)}
    cross join lateral (${pageRows(traversal, selection, order, window, window.limit + 1, sql`p.id`)}) r
    order by p.id, ${sortedAs(sortKeys(traversal, selection, order), order.descending !== window.fromEnd)}`;
}

/** The statement for the starting rows that have a row in a window. */
export function existStatement(
  name: string,
  traversal: Traversal,
  selection: Selection,
  order: Order,
  window: Window,
  starts: readonly number[],
): SQL {
  return sql`${named(`beside_${name}`)}
    select p.id from ${startsFrom(starts)}
    where exists (${pageRows(traversal, selection, order, window, window.limit, sql`p.id`)})`;
}

/** The columns that hold a row's place: `k0` what it is ordered by, behind that its ids. */
export function placeOf(traversal: Traversal, selection: Selection): SQL[] {
  return Array.from({ length: 1 + idsInPlace(traversal, selection) }, (_, i) => sql.raw(`k${i}`));
}

/** The columns that rows are sorted by: their place, or as much of it as tells them apart. */
export function sortKeys(traversal: Traversal, selection: Selection, { by }: Order): SQL[] {
  const place = placeOf(traversal, selection);
  // In a thread no two comments have the same position, which an index knows and ids behind it would hide.
  return 'children' in traversal.path && by === 'position' ? place.slice(0, 1) : place;
}

/** What rows are sorted by, in one direction. */
export function sortedAs(place: readonly SQL[], descending: boolean): SQL {
  return sql.join(
    place.map((key) => sql`${key} ${sql.raw(descending ? 'desc' : 'asc')}`),
    sql`, `,
  );
}

/**
 * The query for a page of rows from a row, in the order in which they are read: from the end, if so asked. Its rows
 * hold the columns named by `held` too: of the edge, or of the row of a child table.
 */
export function pageRows(
  traversal: Traversal,
  selection: Selection,
  order: Order,
  window: Window,
  limit: number,
  start: SQL,
  held: readonly SQL[] = [],
): SQL {
  const place = placeOf(traversal, selection);
  const sorted = sql`order by ${sortedAs(sortKeys(traversal, selection, order), order.descending !== window.fromEnd)}`;
  const most = sql.raw(String(limit));
  const { rows, ways, parts } = reached(traversal, selection, { order: order.by }, start, (arm) => {
    const keys = [arm.keys[order.by]!, ...arm.ids];
    const columns = [...keys.map((key, i) => sql`${key} as ${place[i]}`), ...held];
    return sql`select ${arm.node} as node, ${arm.kind} as kind, ${arm.edge} as edge,
        ${sql.raw(String(arm.backward))} as backward, ${sql.join(columns, sql`, `)}
      from ${arm.from}
      where ${sql.join([...arm.where, ...bounds(keys, order, window)], sql` and `)}
      ${sorted} limit ${most}`;
  });
  if (parts === null) return ways === 1 ? rows : sql`select * from (${rows}) rows ${sorted} limit ${most}`;
  return sql`select * from (
      (select * from (${rows}) own where not ${parts.exist})
      union all (select distinct on (k0, k1) * from (${parts.rows}) own where ${parts.exist} ${sorted}, edge limit ${most})
    ) rows ${sorted} limit ${most}`;
}

/** The statement for the number of rows for each starting row, under the same selection as its page. */
export function countStatement(
  name: string,
  traversal: Traversal,
  selection: Selection,
  starts: readonly number[],
): SQL {
  return sql`${named(`count_${name}`)}
    select p.id as start, (${countRows(traversal, selection, sql`p.id`)}) as count
    from ${startsFrom(starts)}`;
}

/** The query for the number of rows from a row. */
export function countRows(traversal: Traversal, selection: Selection, start: SQL): SQL {
  const { rows, parts } = reached(
    traversal,
    selection,
    {},
    start,
    ({ node, from, where }) =>
      sql`select ${node} as node from ${from} where ${sql.join([...where], sql` and `)}`,
  );
  const count = sql`select count(*) from (${rows}) rows`;
  // Without parts no row comes twice, which saves sorting them.
  return parts === null
    ? count
    : sql`select case when ${parts.exist} then (select count(distinct node) from (${parts.rows}) rows) else (${count}) end`;
}

/** The rows between two places, as comparisons of whole places. */
function bounds(keys: readonly SQL[], { by, descending }: Order, { after, before, withEnds }: Window): SQL[] {
  const at = (place: Place) =>
    sql`(${sql.join(
      place.map((value, i) => sql`${value}::text::${i === 0 ? TYPES[by] : sql`bigint`}`),
      sql`, `,
    )})`;
  const here = sql`(${sql.join([...keys], sql`, `)})`;
  const behind = (place: Place, forward: boolean) =>
    sql`${here} ${sql.raw(`${forward === descending ? '<' : '>'}${withEnds ? '=' : ''}`)} ${at(place)}`;
  return [...(after ? [behind(after, true)] : []), ...(before ? [behind(before, false)] : [])];
}
