/** Writes the statement that counts the rows of one traversal by keys, for many starting rows at once. */
import { type SQL, sql } from 'drizzle-orm';
import { armsOf, countsOnce, named, type Selection, scopeOf, startsFrom } from './arms.ts';
import { GROUP_KEYS, type GroupKey } from './groups.ts';
import type { Traversal } from './traversals.ts';

/** Rows that share their keys. */
export interface GroupRow {
  readonly start: number;
  /** As many as were asked for, in their order; empty where the row has no such key. */
  readonly keys: readonly string[];
  readonly count: number;
}

/** What the groups of a traversal are counted by. */
export function groupKeysOf({ groups }: Traversal): Readonly<Record<string, GroupKey>> {
  return groups === null ? {} : GROUP_KEYS[groups];
}

/** The statement for the largest groups of each starting row, under the same selection as its page and count. */
export function groupStatement(
  name: string,
  traversal: Traversal,
  selection: Selection,
  keys: readonly string[],
  limit: number,
  starts: readonly number[],
): SQL {
  return sql`${named(`group_${name}`)}
    select p.id as start, r.keys, r.count
    from ${startsFrom(starts)}
    cross join lateral (${groupRows(traversal, selection, keys, limit)}) r
    order by p.id, r.count desc, r.keys`;
}

/** The query for the largest groups of the rows from the row `p`, largest first. */
export function groupRows(
  traversal: Traversal,
  selection: Selection,
  keys: readonly string[],
  limit: number,
): SQL {
  const known = groupKeysOf(traversal);
  const chosen = keys.map((key) => known[key]!);
  const columns = chosen.map((_, i) => sql.raw(`g${i}`));
  const arms = armsOf(traversal, selection, { own: chosen.some(({ own }) => own) });
  const reached = arms.map(
    (arm) =>
      sql`(select ${arm.node} as node, ${arm.edge} as edge, ${sql.join(
        chosen.map(({ value }, i) => sql`${value(arm.keys.date ?? sql`null::date`)} as ${columns[i]}`),
        sql`, `,
      )} from ${arm.from} where ${sql.join([...arm.where], sql` and `)})`,
  );
  // A row that can be reached twice is counted by the first edge that reaches it.
  const [distinct, first] = countsOnce(traversal, selection)
    ? [sql`distinct on (node)`, sql`order by node, edge`]
    : [sql``, sql``];
  return sql`select array[${sql.join(
    columns.map((column) => sql`coalesce(${column}, '')`),
    sql`, `,
  )}]::text[] as keys, count(*) as count
    from (
      select ${distinct} reached.* from ${scopeOf(traversal, selection)} as s(id)
      cross join lateral (${sql.join(reached, sql` union all `)}) reached
      ${first}
    ) rows
    group by 1 order by 2 desc, 1 limit ${sql.raw(String(limit))}`;
}
