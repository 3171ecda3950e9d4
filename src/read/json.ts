/** JSON as text, written by the database, byte for byte as `JSON.stringify` writes it. */
import { type SQL, sql } from 'drizzle-orm';

/** Text, dates, truth values, and arrays of text. */
export const jsonOf = (value: SQL): SQL => sql`to_json(${value})`;

/** The lower-case names of the database as those of enums: in capitals. */
export const jsonOfName = (value: SQL): SQL => sql`'"' || upper(${value}) || '"'`;

/** A moment in UTC, to the millisecond, as JavaScript writes it. */
export const jsonOfMoment = (value: SQL): SQL =>
  sql`'"' || to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`;

/** A double: PostgreSQL turns to exponents sooner than JavaScript, and pads small ones. */
export const jsonOfFloat = (value: SQL): SQL => sql`case when ${value} = 0 then '0'
  when abs(${value}) < 1e-6 or abs(${value}) >= 1e21 then replace(${value}::text, 'e-0', 'e-')
  else ${value}::text::numeric::text end`;

/** A value that may be missing. */
export const orNull = (json: SQL): SQL => sql`coalesce(${json}, 'null')`;

/** What stands in a statement as it is: JSON that is known before any row is read. */
export const known = (text: string): SQL => sql.raw(`'${text.replaceAll("'", "''")}'`);

/** Pieces of JSON one after the other; what is known stands as text. Null when one of the others is. */
export function joined(pieces: readonly (string | SQL)[]): SQL {
  const merged: (string | SQL)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return chained(merged.map((piece) => (typeof piece === 'string' ? known(piece) : sql`(${piece})::text`)));
}

// Half by half: in a row, all that stands before a piece would be copied again for it. The function `concat` copies
// less, but looks up the types of its arguments at every execution, which costs more than short pieces do.
function chained(parts: readonly SQL[]): SQL {
  const half = Math.ceil(parts.length / 2);
  return parts.length === 1
    ? parts[0]!
    : sql`(${chained(parts.slice(0, half))} || ${chained(parts.slice(half))})`;
}

/** An array of what each row of a query gives, in the order of the rows. */
export function jsonArray(item: SQL, rows: SQL): SQL {
  return sql`(select ${arrayOf(item)} from ${rows})`;
}

/** An array of what each row of the surrounding query gives, those that pass a condition. */
export function arrayOf(item: SQL, condition?: SQL): SQL {
  const passing = condition ? sql` filter (where ${condition})` : sql``;
  return sql`coalesce('[' || string_agg(${item}::text, ',')${passing} || ']', '[]')`;
}
