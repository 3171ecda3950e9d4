/** The rows of a traversal from one row, and from its parts where they count as it. */
import { type SQL, sql } from 'drizzle-orm';
import { type Arm, armsOf, countsOnce, type Selection, type Uses } from './arms.ts';
import type { Traversal } from './traversals.ts';

/** The rows of a traversal from one row, as queries. */
export interface Reached {
  /** Those of the row itself. */
  readonly rows: SQL;
  /** In how many ways they are reached: by one they come in its order. */
  readonly ways: number;
  /** Where the row's parts count as it. */
  readonly parts: PartsReached | null;
}

/** The rows of a row and all its parts. */
export interface PartsReached {
  /** Whether it has a part. */
  readonly exist: SQL;
  /** Some may come more than once. */
  readonly rows: SQL;
}

/** The rows of a traversal from a row and, where they count as it, from its parts; `rows` writes one way to reach them. */
export function reached(
  traversal: Traversal,
  selection: Selection,
  uses: Uses,
  start: SQL,
  rows: (arm: Arm) => SQL,
): Reached {
  const from = (start: SQL) => armsOf(traversal, selection, uses, start).map((arm) => sql`(${rows(arm)})`);
  const own = from(start);
  const all = (ways: readonly SQL[]) => sql.join([...ways], sql` union all `);
  return {
    rows: all(own),
    ways: own.length,
    parts: countsOnce(traversal, selection) ? partsReached(start, all(from(sql`part.id`))) : null,
  };
}

// Most rows have no parts. That is asked first, as finding all parts of parts takes as long as reading a page.
function partsReached(start: SQL, rows: SQL): PartsReached {
  return {
    exist: sql`exists (${directPartsOf(start)})`,
    rows: sql`${partsOf(start)}
      select reached.* from part cross join lateral (${rows}) reached`,
  };
}

const directPartsOf = (whole: SQL) =>
  sql`select x.source_id as id from edges x where x.target_id = ${whole} and x.kind = 'part_of'`;

/** A `with` that names a row and all its parts as `part`. */
export function partsOf(start: SQL): SQL {
  // By itself, with its offset, what is part of one row is found by an index; joined, all parts there are are read.
  return sql`with recursive part(id) as (
      select ${start} union
      select below.id from part cross join lateral (${directPartsOf(sql`part.id`)} offset 0) below)`;
}
