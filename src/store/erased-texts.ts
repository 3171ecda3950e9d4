/** Takes names that are erased out of whatever rows hold text, and out of the quotes that were cut from it. */
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { ErasedName } from '../model/curation.ts';
import { captures, comments, edges, entities, evidence, posts, reports } from '../model/schema.ts';
import { fold } from '../model/slug.ts';
import { around } from './claims.ts';
import { commentName } from './comments.ts';
import { rowsOf, type Statements } from './database.ts';
import { spellingsOf, withoutErased } from './erased-names.ts';

/** The names of an author, as texts have them and as they are kept. */
export interface Erased {
  readonly names: readonly string[];
  readonly fingerprints: readonly ErasedName[];
}

/** What stands in a column once names are out of it. */
type Rest = (text: string, erased: readonly ErasedName[]) => string | null;

/** Who signs is a name and nothing else: where it is erased there is none. */
const unsigned: Rest = (name, erased) => (withoutErased(name, erased) === name ? name : null);

/** Where names can stand in what is kept, besides in the quotes from captures. */
const PLACES = [
  { table: entities, columns: { name: withoutErased, summary: withoutErased } },
  { table: reports, columns: { body: withoutErased } },
  { table: posts, columns: { title: withoutErased, byline: unsigned, body: withoutErased } },
  { table: comments, columns: { author_name: unsigned, body: withoutErased } },
  { table: edges, columns: { role: withoutErased } },
  { table: captures, columns: { text: withoutErased, file: withoutErased, url: withoutErased } },
] as const satisfies readonly Place[];

interface Place {
  readonly table: PgTable & { readonly id: PgColumn };
  readonly columns: Readonly<Record<string, Rest>>;
}

/** How much text is rewritten at once, in bytes, and how many rows at most: others are answered in between. */
const AT_ONCE = { bytes: 1_000_000, rows: 200 };

/** Takes an author's names out of everything that is kept; answers the ids of the captures that had some. */
export async function forgetNames(tx: Statements, erased: Erased): Promise<number[]> {
  const changed = new Map<PgTable, number[]>();
  for (const place of PLACES) changed.set(place.table, await rewrite(tx, place, erased));
  await sortNames(tx, changed.get(entities)!);
  await nameComments(tx, changed.get(comments)!);
  const touched = changed.get(captures)!;
  for (const id of touched) await requote(tx, id);
  return touched;
}

/** Takes names out of the columns of a table; answers the ids of the rows that had some. */
async function rewrite(
  tx: Statements,
  { table, columns }: Place,
  { names, fingerprints }: Erased,
): Promise<number[]> {
  const name = sql.raw(getTableName(table));
  const listed = Object.keys(columns);
  const list = sql.raw(listed.join(', '));
  const types = sql.raw(listed.map((column) => `${column} text`).join(', '));
  const set = sql.raw(listed.map((column) => `${column} = r.${column}`).join(', '));
  const ids: number[] = [];
  for (const some of await found(tx, { table, columns }, names)) {
    const rows = await rowsOf<Record<string, string | null> & { id: number }>(
      tx,
      sql`/* texts_to_rewrite */ select id, ${list} from ${name} where id = any(${sql.param(some)}::bigint[])`,
    );
    const changed = rows
      .map((row) => {
        const rest = listed.map((column) => {
          const text = row[column] ?? null;
          return [column, text && columns[column]!(text, fingerprints)] as const;
        });
        return { row, rest };
      })
      .filter(({ row, rest }) => rest.some(([column, text]) => row[column] !== text))
      .map(({ row: { id }, rest }) => ({ id, ...Object.fromEntries(rest) }));
    if (changed.length === 0) continue;
    await tx.execute(sql`/* rewrite_texts */
      update ${name} t set ${set}
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id bigint, ${types}) where t.id = r.id`);
    ids.push(...changed.map(({ id }) => Number(id)));
  }
  return ids;
}

/** The ids of at least all rows in which names stand, as many together as are rewritten at once. */
async function found(
  tx: Statements,
  { table, columns }: Place,
  names: readonly string[],
): Promise<number[][]> {
  const patterns = patternsOf(names).map((pattern) => sql`${pattern}`);
  const heard = sql`any(array[${sql.join(patterns, sql`, `)}])`;
  const texts = Object.keys(columns).map((column) => sql.raw(column));
  const rows = await rowsOf<{ id: number; bytes: number }>(
    tx,
    sql`/* texts_with_names */
    select id, octet_length(concat(${sql.join(texts, sql`, `)})) as bytes from ${sql.raw(getTableName(table))}
    where ${sql.join(
      texts.map((text) => sql`${plain(text)} ilike ${heard}`),
      sql` or `,
    )} order by id`,
  );
  const batches: number[][] = [];
  let left = 0;
  for (const { id, bytes } of rows) {
    if (left < bytes || batches.at(-1)!.length >= AT_ONCE.rows) {
      batches.push([]);
      left = AT_ONCE.bytes;
    }
    batches.at(-1)!.push(id);
    left -= bytes;
  }
  return batches;
}

/** Letters and signs that may stand for others, such as É or the ligature of f and i; most texts have none. */
const ODD = '[\u00aa-\u1fff\u2028-\u218f\u2460-\u24ff\u2c00-\u{10ffff}]';

/** A text as patterns are compared with it. To take accents off one takes five times as long as to see that it has none. */
const plain = (text: SQL) => sql`
  case when ${text} ~ ${ODD} then regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f]', '', 'g') else ${text} end`;

/** Patterns that find at least every text in which one of the names stands, whatever stands between its words. */
function patternsOf(names: readonly string[]): string[] {
  const patterns = names.flatMap(spellingsOf).map((spelling) => `%${spelling.replace(/[^a-z0-9]+/g, '%')}%`);
  // Who is found by a name is found by the same with a title before it.
  return patterns.filter(
    (pattern, at) => !patterns.some((other, i) => pattern.includes(other) && (pattern !== other || i < at)),
  );
}

/** Orders entities by the names that they have now. */
async function sortNames(tx: Statements, ids: readonly number[]): Promise<void> {
  const rows = await rowsOf<{ id: number; name: string }>(
    tx,
    sql`/* entities_to_sort */ select id, name from entities where id = any(${sql.param(ids)}::bigint[])`,
  );
  await rename(tx, rows);
}

/** Names comments anew, some of which are no longer signed. */
async function nameComments(tx: Statements, ids: readonly number[]): Promise<void> {
  const rows = await rowsOf<{ id: number; author: string | null; post: string }>(
    tx,
    sql`/* comments_to_name */
    select c.id, c.author_name as author, p.name as post from comments c join entities p on p.id = c.post_id
    where c.id = any(${sql.param(ids)}::bigint[])`,
  );
  await rename(
    tx,
    rows.map(({ id, author, post }) => ({ id, name: commentName(author, post) })),
  );
}

async function rename(
  tx: Statements,
  entities: readonly { readonly id: number; readonly name: string }[],
): Promise<void> {
  const named = entities.map(({ id, name }) => ({ id, name, sort_name: fold(name) }));
  await tx.execute(sql`/* name_entities */
    update entities e set name = n.name, sort_name = n.sort_name
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(id bigint, name text, sort_name text) where e.id = n.id`);
}

/** Cuts the quotes from a capture anew from its text. */
async function requote(tx: Statements, capture: number): Promise<void> {
  const [row] = await rowsOf<{ text: string }>(
    tx,
    sql`/* text_to_quote */ select text from captures where id = ${capture}`,
  );
  const quotes = await rowsOf<{ id: number; start: number; end: number }>(
    tx,
    sql`/* quotes_to_cut */ select id, start, "end" from ${evidence} where capture_id = ${capture}`,
  );
  const text = Array.from(row!.text);
  const cut = quotes.map(({ id, start, end }) => ({
    id,
    exact: text.slice(start, end).join(''),
    ...around(text, { start, end }),
  }));
  await tx.execute(sql`/* cut_quotes */
    update evidence v set exact = c.exact, prefix = c.prefix, suffix = c.suffix
    from jsonb_to_recordset(${JSON.stringify(cut)}::jsonb) as c(id bigint, exact text, prefix text, suffix text)
    where v.id = c.id`);
}
