/** Which texts names may stand in, as far as a database can tell at little cost. */
import { type SQL, sql } from 'drizzle-orm';
import { spellingsOf } from './erased-names.ts';

/** A condition that holds at least where one of the names stands in one of the texts, whatever stands between its words. */
export function hears(texts: readonly SQL[], names: readonly string[]): SQL {
  const patterns = sql.join(
    patternsOf(names).map((pattern) => sql`${pattern}`),
    sql`, `,
  );
  return sql.join(
    texts.map((text) => sql`${plain(text)} ilike any(array[${patterns}])`),
    sql` or `,
  );
}

/** Letters and signs that may stand for others, such as É or the ligature of f and i; most texts have none. */
const ODD = '[\u00aa-\u1fff\u2028-\u218f\u2460-\u24ff\u2c00-\u{10ffff}]';

/** A text as patterns are compared with it. To take accents off one takes five times as long as to see that it has none. */
const plain = (text: SQL) => sql`
  case when ${text} ~ ${ODD} then regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f]', '', 'g') else ${text} end`;

function patternsOf(names: readonly string[]): string[] {
  const patterns = names.flatMap(spellingsOf).map((spelling) => `%${spelling.replace(/[^a-z0-9]+/g, '%')}%`);
  // Who is found by a name is found by the same with a title before it.
  return patterns.filter(
    (pattern, at) => !patterns.some((other, i) => pattern.includes(other) && (pattern !== other || i < at)),
  );
}
