/**
 * Erases authors: the entity with all relations, and their names in whatever is kept of pages. What they wrote stays,
 * without a name. Fingerprints of the names are kept, so that no page and no vocabulary brings them back.
 */
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { RequestError } from '../errors.ts';
import type { ErasedName } from '../model/curation.ts';
import { captures, comments, edges, entities, evidence, posts, reports } from '../model/schema.ts';
import { fold } from '../model/slug.ts';
import { audit } from './audit.ts';
import { around } from './claims.ts';
import { commentName } from './comments.ts';
import { rowsOf, type Statements } from './database.ts';
import { erasedName, withoutErased } from './erased-names.ts';
import { settleHidden } from './hiding.ts';
import { takeTurn } from './turns.ts';

/** Where names can stand in what is kept, besides in the quotes from captures. */
const TEXTS: readonly (readonly [PgTable & { id: PgColumn }, readonly string[]])[] = [
  [entities, ['name', 'sort_name', 'summary']],
  [reports, ['body']],
  [posts, ['title', 'byline', 'body']],
  [edges, ['role']],
];

/** How many rows are rewritten at once. */
const ROWS_AT_ONCE = 200;

/** An author to erase, and who decides it. */
export interface Erasure {
  readonly slug: string;
  readonly reason: string;
  readonly actor: string;
}

/** Erases an author. Throws RequestError when there is none of that name. */
export async function eraseAuthor(tx: Statements, { slug, reason, actor }: Erasure): Promise<void> {
  await takeTurn(tx);
  const [author] = await rowsOf<{ id: number; names: string[] }>(
    tx,
    sql`/* author_to_erase */
    select n.id, array(select n.name union select text from aliases where entity_id = n.id and rule = '{}') as names
    from entities n where n.kind = 'author' and n.slug = ${slug}`,
  );
  if (!author) throw new RequestError('NOT_FOUND', `There is no author “${slug}”.`);
  const erased = author.names.map(erasedName).filter((name) => name !== null);
  await tx.execute(sql`/* keep_erasure */
    insert into erasures (fingerprint, words)
    select fingerprint, words from jsonb_to_recordset(${JSON.stringify(erased)}::jsonb) as e(fingerprint text, words integer)
    on conflict do nothing`);
  await tx.execute(sql`/* erase_author */ delete from entities where id = ${author.id}`);
  const heard = sql.join(author.names.map(likeOf), sql`, `);
  for (const [table, columns] of TEXTS) await rewrite(tx, table, columns, heard, erased);
  await nameComments(tx, await rewrite(tx, comments, ['author_name', 'body'], heard, erased));
  const touched = await rewrite(tx, captures, ['text', 'file', 'url'], heard, erased);
  for (const id of touched) await requote(tx, id);
  await settleHidden(tx, touched);
  await forgetAnswers(tx);
  // Neither the name nor what would lead to it.
  await audit(tx, { actor, action: 'erase', subject: null, detail: { reason } });
}

/** What was unsure on pages that were sent is told in words of these pages. */
async function forgetAnswers(tx: Statements): Promise<void> {
  await tx.execute(sql`/* forget_unsure_words */
    update answered_writes set answer = jsonb_set(answer, '{unsure}', '[]') where answer -> 'unsure' <> '[]'`);
}

/** The names that are erased. */
export function loadErased(statements: Statements): Promise<ErasedName[]> {
  return rowsOf<ErasedName>(
    statements,
    sql`/* erased_names */ select fingerprint, words from public.erasures order by fingerprint`,
  );
}

/** A pattern that finds at least every text in which a name stands, whatever stands between its words. */
function likeOf(name: string): SQL {
  const words = fold(name)
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]+/g, '%'));
  return sql`${`%${words.join('%')}%`}`;
}

/** Takes erased names out of columns of a table; answers the ids of the rows that had some. */
async function rewrite(
  tx: Statements,
  table: PgTable & { id: PgColumn },
  columns: readonly string[],
  heard: SQL,
  erased: readonly ErasedName[],
): Promise<number[]> {
  const name = sql.raw(getTableName(table));
  const list = sql.raw(columns.join(', '));
  // Accents may stand in the text where the pattern has none.
  const plain = (column: string) =>
    sql`regexp_replace(normalize(${sql.raw(column)}, NFKD), '[\u0300-\u036f’''‘\u0060´]', '', 'g')`;
  const hears = sql.join(
    columns.map((column) => sql`${plain(column)} ilike any(array[${heard}])`),
    sql` or `,
  );
  const found = await rowsOf<{ id: number }>(
    tx,
    sql`/* texts_with_names */ select id from ${name} where ${hears} order by id`,
  );
  const ids: number[] = [];
  for (let from = 0; from < found.length; from += ROWS_AT_ONCE) {
    const some = found.slice(from, from + ROWS_AT_ONCE).map(({ id }) => id);
    const rows = await rowsOf<Record<string, string | null> & { id: number }>(
      tx,
      sql`/* texts_to_rewrite */ select id, ${list} from ${name} where id = any(${sql.param(some)}::bigint[])`,
    );
    const changed = rows
      .map(({ id, ...texts }) => ({ id, texts, now: rewritten(texts, erased) }))
      .filter(({ texts, now }) => columns.some((column) => texts[column] !== now[column]))
      .map(({ id, now }) => ({ id, ...now }));
    if (changed.length === 0) continue;
    const types = columns.map((column) => `${column} text`).join(', ');
    await tx.execute(sql`/* rewrite_texts */
      update ${name} t set ${sql.raw(columns.map((column) => `${column} = r.${column}`).join(', '))}
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id bigint, ${sql.raw(types)})
      where t.id = r.id`);
    ids.push(...changed.map(({ id }) => Number(id)));
  }
  return ids;
}

/** Who signs is a name and nothing else: where it is erased there is none. */
const SIGNED = ['author_name', 'byline'];

function rewritten(
  texts: Readonly<Record<string, string | null>>,
  erased: readonly ErasedName[],
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(texts).map(([column, text]) => {
      const now = text === null ? null : withoutErased(text, erased);
      return [column, SIGNED.includes(column) && now !== text ? null : now];
    }),
  );
}

/** Names comments anew, some of which are no longer signed. */
async function nameComments(tx: Statements, ids: readonly number[]): Promise<void> {
  const rows = await rowsOf<{ id: number; author: string | null; post: string }>(
    tx,
    sql`/* comments_to_name */
    select c.id, c.author_name as author, p.name as post from comments c join entities p on p.id = c.post_id
    where c.id = any(${sql.param(ids)}::bigint[])`,
  );
  const named = rows.map(({ id, author, post }) => {
    const name = commentName(author, post);
    return { id, name, sort_name: fold(name) };
  });
  await tx.execute(sql`/* name_comments */
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
