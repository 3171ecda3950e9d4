/** Writes the statement that counts the rows of one traversal by keys, for many starting rows at once. */
import { type SQL, sql } from 'drizzle-orm';
import { named, reached, type Selection, startsFrom } from './arms.ts';
import { GROUP_KEYS, type GroupKey } from './groups.ts';
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
    cross join lateral (${groupRows(traversal, selection, keys, limit, sql`p.id`)}) r
    order by p.id, r.count desc, r.keys`;
}

/** The query for the largest groups of the rows from a row, largest first. */
export function groupRows(
  traversal: Traversal,
  selection: Selection,
  keys: readonly string[],
  limit: number,
  start: SQL,
): SQL {
  const known = groupKeysOf(traversal);
  const chosen = keys.map((key) => known[key]!);
  const columns = columnsFor(chosen);
  const uses = { own: chosen.some(({ own }) => own) };
  const { rows, parts } = reached(
    traversal,
    selection,
    uses,
    start,
    (arm) =>
      sql`select ${arm.node} as node, ${arm.edge} as edge, ${sql.join(
        chosen.map(({ by }, i) => sql`${by(arm.keys.date ?? sql`null::date`)} as ${columns[i]}`),
        sql`, `,
      )} from ${arm.from} where ${sql.join([...arm.where], sql` and `)}`,
  );
  const counted =
    parts === null
      ? countedBy(columns, rows, sql`true`)
      : sql`${countedBy(columns, rows, sql`not ${parts.exist}`)} union all ${countedBy(
          columns,
          // A row that parts reach too counts once, by the first edge that reaches it.
          sql`select distinct on (node) * from (${parts.rows}) rows order by node, edge`,
          parts.exist,
        )}`;
  return largestGroups(chosen, counted, limit);
}

/** How many rows have the same of these columns, where a condition holds that is not about them. */
function countedBy(columns: readonly SQL[], rows: SQL, condition: SQL): SQL {
  const list = sql.join([...columns], sql`, `);
  return sql`select ${list}, count(*) as count from (${rows}) rows where ${condition} group by ${list}`;
}

/** The largest groups of rows that were counted by what their keys are made of, as the columns `g0`, `g1` and so on. */
function largestGroups(chosen: readonly GroupKey[], counted: SQL, limit: number): SQL {
  const columns = columnsFor(chosen);
  // Counted first by what the keys are made of: they are then made for each group, not for each row.
  return sql`select array[${sql.join(
    chosen.map(({ key }, i) => sql`coalesce(${key(columns[i]!)}, '')`),
    sql`, `,
  )}]::text[] as keys, sum(count)::bigint as count
    from (${counted}) counted
    group by 1 order by 2 desc, 1 limit ${sql.raw(String(limit))}`;
}

const columnsFor = (chosen: readonly GroupKey[]) => chosen.map((_, i) => sql.raw(`g${i}`));

/** The query for the largest groups of rows that are no traversal's: `from` calls them as their keys do. */
export function groupsOf(
  name: 'SearchGroupKey' | 'TraversalGroupKey',
  keys: readonly string[],
  from: SQL,
  limit: number,
): SQL {
  const known: Readonly<Record<string, GroupKey>> = GROUP_KEYS[name];
  const chosen = keys.map((key) => known[key]!);
  const columns = columnsFor(chosen);
  const made = chosen.map(({ by }, i) => sql`${by(sql`null`)} as ${columns[i]!}`);
  const rows = sql`select ${sql.join(made, sql`, `)} from ${from}`;
  return largestGroups(chosen, countedBy(columns, rows, sql`true`), limit);
}
