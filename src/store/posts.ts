import { sql } from 'drizzle-orm';
import { fold, slugify } from '../model/slug.ts';
import type { ParsedPost } from '../parse/document.ts';
import { sha256 } from '../parse/page.ts';
import type { StoredEntity } from './claims.ts';
import { rowsOf, type Statements } from './database.ts';

/** How many words of a body tell a post from every other. */
const OPENING_WORDS = 24;

/** How many words name a post that has no title. */
const NAME_WORDS = 8;

/** A post's row, as far as its comments need it. */
export interface StoredPost {
  readonly entity: StoredEntity;
  readonly slug: string;
  readonly name: string;
  readonly publishedOn: string | null;
  readonly added: boolean;
}

/** Fingerprint of the first words of a post: alike wherever the post is shown. */
export function openingOf({ body }: ParsedPost): string {
  return sha256(fold(body.text).split(' ').slice(0, OPENING_WORDS).join(' ')).slice(0, 20);
}

/** The name of a post: its title, or its opening words. */
function nameOf({ title, body }: ParsedPost): string {
  if (title) return title;
  const words = body.text.split(/\s+/);
  return words.length <= NAME_WORDS ? words.join(' ') : `${words.slice(0, NAME_WORDS).join(' ')}…`;
}

/** The slug a post gets when no other post has it. */
export function slugOf(post: ParsedPost): string {
  return slugify(nameOf(post));
}

/**
 * Stores a post, or finds it again: it is the same post when the opening words agree and neither title nor
 * date contradict. What an earlier page did not give is filled in; what it gave stands.
 */
export async function storePost(tx: Statements, post: ParsedPost, url: string | null): Promise<StoredPost> {
  const opening = openingOf(post);
  const titleSlug = post.title === null ? null : slugify(post.title);
  const alike = await rowsOf<{ id: number; title: string | null; published_on: string | null }>(
    tx,
    sql`/* same_post */
    select id, title, published_on from posts
    where opening = ${opening}
      and (published_on is null or ${post.publishedOn}::date is null or published_on = ${post.publishedOn}::date)
    order by id`,
  );
  const known = alike.find(
    ({ title }) => title === null || titleSlug === null || slugify(title) === titleSlug,
  );
  return known ? completePost(tx, known, post, url) : addPost(tx, post, opening, url);
}

async function completePost(
  tx: Statements,
  known: { id: number; title: string | null },
  post: ParsedPost,
  url: string | null,
): Promise<StoredPost> {
  // A title found later names the post, but its slug stays: ids last.
  const name = known.title === null && post.title !== null ? post.title : null;
  await tx.execute(sql`/* complete_post */
    update posts set
      title = coalesce(title, ${post.title}), byline = coalesce(byline, ${post.byline?.name ?? null}),
      published_on = coalesce(published_on, ${post.publishedOn}::date),
      published_precision = coalesce(published_precision, ${post.publishedOn && 'day'}),
      body = case when length(body) >= length(${post.body.text}::text) then body else ${post.body.text} end,
      labels = array(select distinct label from unnest(labels || ${labelsOf(post)}) label order by label)
    where id = ${known.id}`);
  const [row] = await rowsOf<{ slug: string; name: string; published_on: string | null }>(
    tx,
    sql`/* name_post */
    update entities set name = coalesce(${name}, entities.name),
      sort_name = coalesce(${name && fold(name)}, entities.sort_name), url = coalesce(url, ${url})
    from posts where entities.id = ${known.id} and posts.id = entities.id
    returning entities.slug, entities.name, posts.published_on`,
  );
  await tx.execute(sql`/* date_thread */
    update comments set published_on = ${row!.published_on}::date, published_precision = 'day'
    where post_id = ${known.id} and published_on is null and ${row!.published_on}::date is not null`);
  return {
    entity: { id: known.id, kind: 'post' },
    slug: row!.slug,
    name: row!.name,
    publishedOn: row!.published_on,
    added: false,
  };
}

async function addPost(
  tx: Statements,
  post: ParsedPost,
  opening: string,
  url: string | null,
): Promise<StoredPost> {
  const name = nameOf(post);
  const slug = await freeSlug(tx, post, opening);
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`/* add_post */
    with entity as (
      insert into entities (kind, slug, name, sort_name, url)
      values ('post', ${slug}, ${name}, ${fold(name)}, ${url}) returning id)
    insert into posts (id, title, byline, published_on, published_precision, labels, body, opening)
    select id, ${post.title}, ${post.byline?.name ?? null}, ${post.publishedOn}::date,
      ${post.publishedOn && 'day'}, array(select distinct l from unnest(${labelsOf(post)}) l order by l),
      ${post.body.text}, ${opening}
    from entity returning id`,
  );
  return { entity: { id: row!.id, kind: 'post' }, slug, name, publishedOn: post.publishedOn, added: true };
}

/** The plainest slug that no other post has or had: the title's, then with the date, then with the opening. */
async function freeSlug(tx: Statements, post: ParsedPost, opening: string): Promise<string> {
  const plain = slugOf(post);
  const candidates = [
    plain,
    ...(post.publishedOn ? [`${plain}-${post.publishedOn}`] : []),
    `${plain}-${opening}`,
  ];
  const rows = await rowsOf<{ slug: string }>(
    tx,
    sql`/* taken_slugs */
    select slug from (select kind, slug from entities union all select kind, slug from past_slugs) taken
    where kind = 'post' and slug in (select jsonb_array_elements_text(${JSON.stringify(candidates)}::jsonb))`,
  );
  const taken = new Set(rows.map(({ slug }) => slug));
  return candidates.find((slug) => !taken.has(slug))!;
}

function labelsOf({ labels }: ParsedPost) {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(labels)}::jsonb))`;
}
