/** Takes names that are erased out of whatever rows hold text, and out of the quotes that were cut from it. */
import { getTableName, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { AliasRule } from '../model/alias.ts';
import type { ErasedName } from '../model/curation.ts';
import { captures, comments, edges, entities, evidence, posts, reports } from '../model/schema.ts';
import { fold, slugify } from '../model/slug.ts';
import { around } from './claims.ts';
import { commentName } from './comments.ts';
import { rowsOf, type Statements } from './database.ts';
import {
  addressWithoutErased,
  aliasesWithoutErased,
  signatureWithoutErased,
  withoutErased,
  withoutThoseErased,
} from './erased-names.ts';
import { hears } from './heard-names.ts';

/** The names of an author, as texts have them and as they are kept. */
export interface Erased {
  readonly names: readonly string[];
  readonly fingerprints: readonly ErasedName[];
}

/** What stands in a column once names are out of it. */
type Rest = (text: string, erased: readonly ErasedName[]) => string | null;

/** What tells apart relations of a kind was made of words that may have a name in them. */
const qualified: Rest = (qualifier, erased) => {
  const rest = withoutErased(qualifier, erased);
  return rest === qualifier ? qualifier : slugify(rest);
};

/** Where names can stand in what is kept, besides in the quotes from captures, in lists and in slugs. */
const PLACES = [
  { table: entities, columns: { name: withoutErased, summary: withoutErased, url: addressWithoutErased } },
  { table: reports, columns: { body: withoutErased } },
  { table: posts, columns: { title: withoutErased, byline: signatureWithoutErased, body: withoutErased } },
  { table: comments, columns: { author_name: signatureWithoutErased, body: withoutErased } },
  { table: edges, columns: { role: withoutErased, qualifier: qualified } },
  {
    table: captures,
    columns: { text: withoutErased, file: addressWithoutErased, url: addressWithoutErased },
  },
] as const satisfies readonly Place[];

interface Place {
  readonly table: PgTable & { readonly id: PgColumn };
  readonly columns: Readonly<Record<string, Rest>>;
}

/** How much text is rewritten at once, in bytes, and how many rows at most: others are answered in between. */
const AT_ONCE = { bytes: 250_000, rows: 200 };

/** Takes an author's names out of everything that is kept; answers the ids of the captures that had some. */
export async function forgetNames(tx: Statements, erased: Erased): Promise<number[]> {
  const changed = new Map<PgTable, number[]>();
  for (const place of PLACES) changed.set(place.table, await rewrite(tx, place, erased));
  await sortNames(tx, changed.get(entities)!);
  await nameComments(tx, changed.get(comments)!);
  await rewriteLabels(tx, erased);
  await rewriteAliases(tx, erased);
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
  const texts = Object.keys(columns).map((column) => sql.raw(column));
  const addresses = texts.filter((_, at) => Object.values(columns)[at] === addressWithoutErased);
  const rows = await rowsOf<{ id: number; bytes: number }>(
    tx,
    sql`/* texts_with_names */
    select id, octet_length(concat(${sql.join(texts, sql`, `)})) as bytes from ${sql.raw(getTableName(table))}
    where ${sql.join(
      // An address may have letters beyond ASCII in a code of its own.
      [hears(texts, names), ...addresses.map((address) => sql`${address} ~* '%[c-f][0-9a-f]'`)],
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

/** Takes labels that have names in them off posts. */
async function rewriteLabels(tx: Statements, { names, fingerprints }: Erased): Promise<void> {
  const rows = await rowsOf<{ id: number; labels: string[] }>(
    tx,
    sql`/* labels_with_names */ select id, labels from posts where ${hears([sql`array_to_string(labels, ' ')`], names)}`,
  );
  const rest = rows.map(({ id, labels }) => ({ id, labels: withoutThoseErased(labels, fingerprints) }));
  await tx.execute(sql`/* rewrite_labels */
    update posts p set labels = r.labels
    from jsonb_to_recordset(${JSON.stringify(rest)}::jsonb) as r(id bigint, labels text[])
    where p.id = r.id and p.labels <> r.labels`);
}

/** Takes away what others are called with names in it, and with these the names of others in rules. */
async function rewriteAliases(tx: Statements, { names, fingerprints }: Erased): Promise<void> {
  const rows = await rowsOf<{ id: number; entity_id: number; text: string; rule: AliasRule }>(
    tx,
    sql`/* aliases_with_names */
    select id, entity_id, text, rule from aliases where ${hears([sql`text`, sql`rule::text`], names)} order by id`,
  );
  const rest = new Set(aliasesWithoutErased(rows, fingerprints));
  const gone = rows.filter((row) => !rest.has(row)).map(({ id }) => id);
  const changed = [...rest].filter((alias) => !rows.includes(alias));
  await tx.execute(sql`/* drop_aliases */ delete from aliases where id = any(${sql.param(gone)}::bigint[])`);
  await tx.execute(sql`/* change_aliases */
    insert into aliases (entity_id, text, rule)
    select entity_id, text, rule
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as a(entity_id bigint, text text, rule jsonb)
    on conflict do nothing`);
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
