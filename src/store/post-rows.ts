import { sql } from 'drizzle-orm';
import { fold, slugify } from '../model/slug.ts';
import { rowsOf, type Statements } from './database.ts';
import type { Standing } from './standing.ts';
import { TRACES_VERSION } from './traces.ts';

/** One post of the graph while a page is read into it. */
export interface Case {
  /** Null until it is stored. */
  id: number | null;
  /** Empty until it is given one. */
  slug: string;
  /** How the graph had it; null for a post that this page brings. */
  readonly before: Standing | null;
  now: Standing;
}

/** Stores posts that the graph does not have, each with an id and a slug of its own. */
export async function addPosts(
  tx: Statements,
  cases: readonly Case[],
  openings: ReadonlyMap<Case, string>,
): Promise<void> {
  if (cases.length === 0) return;
  await giveSlugs(tx, cases, openings);
  const rows = cases.map((post, place) => ({
    ...columnsOf(post.now),
    slug: post.slug,
    opening: openings.get(post),
    place,
  }));
  const stored = await rowsOf<{ id: number; slug: string }>(
    tx,
    sql`/* add_posts */
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
        place integer, slug text, name text, sort_name text, url text, title text, byline text,
        published_on date, published_precision text, labels text[], body text, opening text)),
    entity as (
      insert into entities (kind, slug, name, sort_name, url)
      select 'post', slug, name, sort_name, url from given order by place returning id, slug),
    post as (
      insert into posts (id, title, byline, published_on, published_precision, labels, body, opening, traced)
      select id, title, byline, published_on, published_precision, labels, body, opening, ${TRACES_VERSION}::smallint
      from given join entity using (slug))
    select id, slug from entity`,
  );
  const idOf = new Map(stored.map(({ id, slug }) => [slug, id]));
  for (const post of cases) post.id = idOf.get(post.slug)!;
}

/** Gives each new post the plainest slug that no other post has or had: its name's, with its date, with its opening. */
async function giveSlugs(
  tx: Statements,
  cases: readonly Case[],
  openings: ReadonlyMap<Case, string>,
): Promise<void> {
  const wished = cases.map((post) => {
    const plain = slugify(post.now.name);
    const { publishedOn } = post.now;
    const dated = publishedOn === null ? [] : [`${plain}-${publishedOn}`];
    return [plain, ...dated, `${plain}-${openings.get(post)}`];
  });
  const slugs = await freeSlugs(tx, wished);
  for (const [i, post] of cases.entries()) post.slug = slugs[i]!;
}

/** For each list of slugs the first that no post has or had, nor one before in the lists; or its last one with a number. */
export async function freeSlugs(tx: Statements, wished: readonly (readonly string[])[]): Promise<string[]> {
  const rows = await rowsOf<{ slug: string }>(
    tx,
    sql`/* taken_slugs */
    with wished as (select jsonb_array_elements_text(${JSON.stringify(wished.flat())}::jsonb) as slug)
    select slug from entities join wished using (slug) where kind = 'post'
    union select slug from past_slugs join wished using (slug) where kind = 'post'`,
  );
  const taken = new Set(rows.map(({ slug }) => slug));
  return wished.map((slugs) => {
    const last = slugs.at(-1)!;
    let slug = slugs.find((slug) => !taken.has(slug)) ?? last;
    for (let times = 2; taken.has(slug); times++) slug = `${last}-${times}`;
    taken.add(slug);
    return slug;
  });
}

/** Brings the posts that were there already up to what is known of them now. */
export async function completePosts(tx: Statements, cases: readonly Case[]): Promise<void> {
  const changed = cases.filter(({ before, now }) => before !== null && differ(before, now));
  if (changed.length === 0) return;
  const rows = changed.map(({ id, now }) => ({ id, ...columnsOf(now) }));
  await tx.execute(sql`/* complete_posts */
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
        id bigint, name text, sort_name text, url text, title text, byline text,
        published_on date, published_precision text, labels text[], body text)),
    entity as (
      update entities e set name = g.name, sort_name = g.sort_name, url = g.url from given g where e.id = g.id)
    update posts p set title = g.title, byline = g.byline, labels = g.labels, body = g.body,
      published_on = g.published_on, published_precision = coalesce(p.published_precision, g.published_precision)
    from given g where p.id = g.id`);
  const dated = changed
    .filter(({ before, now }) => before!.publishedOn !== now.publishedOn)
    .map(({ id, now }) => ({ id, published_on: now.publishedOn }));
  if (dated.length === 0) return;
  await tx.execute(sql`/* date_threads */
    with dated as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) as d(id bigint, published_on date)),
    thread as (
      update comments c set published_on = d.published_on, published_precision = 'day'
      from dated d where c.post_id = d.id and c.published_on is null returning c.id, c.published_on)
    update edges e set occurred_on = d.published_on
    from (select * from dated union all select * from thread) d where e.source_id = d.id`);
}

function differ(a: Standing, b: Standing): boolean {
  return JSON.stringify(columnsOf(a)) !== JSON.stringify(columnsOf(b));
}

function columnsOf({ name, url, title, byline, publishedOn, labels, body }: Standing) {
  return {
    name,
    sort_name: fold(name),
    url,
    title,
    byline,
    published_on: publishedOn,
    published_precision: publishedOn && 'day',
    labels,
    body,
  };
}
