/** Writes the statement that counts the rows of one traversal by keys, for many starting rows at once. */
import { type SQL, sql } from 'drizzle-orm';
import type { Selection } from './arms.ts';
import { GROUP_KEYS, type GroupKey } from './groups.ts';
import { reached } from './reached.ts';
import { named, startsFrom } from './sql-parts.ts';
import type { Traversal } from './traversals.ts';

/** Rows that share their keys. */
export interface Group {
  /** As many as were asked for, in their order; empty where the row has no such key. */
  readonly keys: readonly string[];
  readonly count: number;
}

/** A group of the rows from one starting row. */
export interface GroupRow extends Group {
  readonly start: number;
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
    cross join lateral (${largestGroups(traversal, keys, limit, sql`(${countedRows(traversal, selection, keys, sql`p.id`)})`)}) r
    order by p.id, r.count desc, r.keys`;
}

/**
 * The query for the number of rows from a row by what their keys are made of, which is less to make than keys and is
 * made for each row: as `g0` and so on, with their `count`. Keys may come more than once, rows are counted once.
 */
export function countedRows(
  traversal: Traversal,
  selection: Selection,
  keys: readonly string[],
  start: SQL,
): SQL {
  const chosen = chosenOf(groupKeysOf(traversal), keys);
  const { rows, parts } = reached(
    traversal,
    selection,
    { own: chosen.some(({ own }) => own) },
    start,
    (arm) =>
      sql`select ${arm.node} as node, ${arm.edge} as edge, ${sql.join(
        chosen.map(({ by, column }) => sql`${by(arm.keys.date ?? sql`null::date`)} as ${column}`),
        sql`, `,
      )} from ${arm.from} where ${sql.join([...arm.where], sql` and `)}`,
  );
  if (parts === null) return countedBy(chosen, rows, sql`true`);
  // A row that is reached twice counts once, by the first edge that reaches it.
  const once = sql`select distinct on (node) * from (${parts.rows}) rows order by node, edge`;
  return sql`${countedBy(chosen, rows, sql`not ${parts.exist}`)} union all ${countedBy(chosen, once, parts.exist)}`;
}

/** The query for the largest groups of rows that are counted already, largest first. */
export function largestGroups(
  traversal: Traversal,
  keys: readonly string[],
  limit: number,
  counted: SQL,
): SQL {
  return largestOf(chosenOf(groupKeysOf(traversal), keys), limit, counted);
}

/** The query for the largest groups of rows that are no traversal's: `from` calls them as their keys do. */
export function groupsOf(
  name: 'SearchGroupKey' | 'TraversalGroupKey',
  keys: readonly string[],
  from: SQL,
  limit: number,
): SQL {
  const chosen = chosenOf(GROUP_KEYS[name], keys);
  const made = chosen.map(({ by, column }) => sql`${by(sql`null`)} as ${column}`);
  const rows = sql`select ${sql.join(made, sql`, `)} from ${from}`;
  return largestOf(chosen, limit, sql`(${countedBy(chosen, rows, sql`true`)})`);
}

/** A key that was asked for, and the column of what it is made of. */
type Chosen = GroupKey & { readonly column: SQL };

const chosenOf = (known: Readonly<Record<string, GroupKey>>, keys: readonly string[]): Chosen[] =>
  keys.map((key, i) => ({ ...known[key]!, column: sql.raw(`g${i}`) }));

/** How many rows have the same of what keys are made of, where a condition holds that is not about them. */
function countedBy(chosen: readonly Chosen[], rows: SQL, condition: SQL): SQL {
  const columns = sql.join(
    chosen.map(({ column }) => column),
    sql`, `,
  );
  return sql`select ${columns}, count(*) as count from (${rows}) rows where ${condition} group by ${columns}`;
}

function largestOf(chosen: readonly Chosen[], limit: number, counted: SQL): SQL {
  return sql`select array[${sql.join(
    chosen.map(({ key, column }) => sql`coalesce(${key(column)}, '')`),
    sql`, `,
  )}]::text[] as keys, sum(count)::bigint as count
    from ${counted} counted
    group by 1 order by 2 desc, 1 limit ${sql.raw(String(limit))}`;
}
