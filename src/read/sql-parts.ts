/** Parts that many statements have: values held to, names written in, the rows they start from. */
import { type SQL, sql } from 'drizzle-orm';

/**
 * Holds a column to the values that the traversal allows and the client chose among them: not at all where it has no
 * others. One value is always said, as an index may go on behind it in the order that is asked for.
 */
export function among(
  column: SQL,
  allowed: readonly string[],
  all: readonly string[],
  chosen: readonly string[] | null | undefined,
): SQL[] {
  const values = chosen ? allowed.filter((value) => chosen.includes(value)) : allowed;
  if (values.length === 1) return [sql`${column} = ${constant(values[0]!)}`];
  if (all.every((value) => values.includes(value))) return [];
  return [sql`${column} = any(array[${sql.join(values.map(constant), sql`, `)}]::text[])`];
}

/** Any of these values. */
export function anyOf(values: readonly string[]): SQL {
  return sql`any(${sql.param(values)}::text[])`;
}

/** A name that the program knows, written into a statement: what is planned once is planned knowing it. */
export function constant(name: string): SQL {
  return sql.raw(`'${name.replaceAll("'", "''")}'`);
}

/** The starting rows, as the table `p`. */
export function startsFrom(starts: readonly number[]): SQL {
  return sql`unnest(${sql.param(starts)}::bigint[]) as p(id)`;
}

/** The name that a statement begins with, for logs and tests. */
export function named(name: string): SQL {
  return sql.raw(`/* ${name} */`);
}
