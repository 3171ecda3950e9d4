import { sql } from 'drizzle-orm';
import { fold, slugify } from '../model/slug.ts';
import { rowsOf, type Statements } from './database.ts';
import { compare, contradict, type Shown, type Verdict, Words } from './likeness.ts';
import type { PostRecord } from './record.ts';
import { type Standing, standingOf, together } from './standing.ts';
import { keepTraces, TRACES_VERSION } from './traces.ts';

/** How many posts that share one trace are looked at, and how many posts are held against one whole. */
const MOST_SHARING = 32;
const MOST_CANDIDATES = 8;

/** A post's row, as far as its comments need it. */
export interface StoredPost {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly publishedOn: string | null;
  readonly added: boolean;
  readonly renamed: boolean;
}

/** Two posts that share words, but not enough to be taken for one, or that contradict each other. */
export interface Similar {
  readonly post: string;
  readonly to: string;
  /** The share of the shorter text that stands in the longer one, from 0 to 1. */
  readonly howMuch: number;
}

/** One post of the graph while a page is read into it. */
interface Case {
  /** Null until it is stored. */
  id: number | null;
  /** Empty until it is given one. */
  slug: string;
  /** How the graph had it; null for a post that this page brings. */
  readonly before: Standing | null;
  now: Standing;
}

/**
 * Stores the posts of a page, or finds them again; answers them in the order of the page. What an earlier
 * page did not give is filled in, and of two readings of a text the fuller one stays.
 */
export async function storePosts(
  tx: Statements,
  records: readonly PostRecord[],
): Promise<{ posts: StoredPost[]; similar: Similar[] }> {
  const known = await candidates(tx, records);
  const onPage = new Map<number, Set<Case>>();
  const doubts: { post: Case; other: Case; howMuch: number }[] = [];
  const cases = records.map((record, place) => {
    const shown = standingOf(record);
    const alike = new Set(known.get(place));
    for (const trace of record.traces) for (const other of onPage.get(trace) ?? []) alike.add(other);
    const { same, others } = choose(shown, [...alike]);
    const post = same ?? { id: null, slug: '', before: null, now: shown };
    if (same) same.now = together(same.now, shown);
    for (const { other, verdict } of others) doubts.push({ post, other, howMuch: verdict.likeness });
    for (const trace of record.traces) onPage.set(trace, (onPage.get(trace) ?? new Set()).add(post));
    return post;
  });
  const all = [...new Set(cases)];
  await addPosts(
    tx,
    all.filter(({ before }) => before === null),
    new Map(records.map((record, i) => [cases[i]!, record.opening])),
  );
  await completePosts(tx, all);
  await keepTraces(
    tx,
    records.flatMap(({ traces }, i) => traces.map((trace) => ({ id: cases[i]!.id!, trace }))),
  );
  const posts = cases.map(({ id, slug, before, now: { name, publishedOn } }) => ({
    id: id!,
    slug,
    name,
    publishedOn,
    added: before === null,
    renamed: before !== null && before.name !== name,
  }));
  const similar = doubts.map(({ post, other, howMuch }) => ({ post: post.slug, to: other.slug, howMuch }));
  return { posts, similar };
}

/** The posts in the graph that share a trace with a post of the page, by its place on the page. */
async function candidates(tx: Statements, records: readonly PostRecord[]): Promise<Map<number, Case[]>> {
  const wanted = records.flatMap(({ traces }, place) => traces.map((trace) => ({ place, trace })));
  const near = await rowsOf<{ place: number; id: number }>(
    tx,
    sql`/* posts_sharing_traces */
    select place, id from (
      select w.place, t.post_id as id, row_number() over (partition by w.place order by count(*) desc, t.post_id) as rank
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(place integer, trace integer)
      cross join lateral (select post_id from post_traces where trace = w.trace limit ${MOST_SHARING}) t
      group by w.place, t.post_id
    ) ranked where rank <= ${MOST_CANDIDATES}`,
  );
  if (near.length === 0) return new Map();
  const rows = await rowsOf<Omit<Standing, 'words'> & { id: number; slug: string }>(
    tx,
    sql`/* candidate_posts */
    select p.id, e.slug, e.name, e.url, p.title, p.published_on as "publishedOn", p.byline, p.labels,
      coalesce(p.body, '') as body
    from posts p join entities e on e.id = p.id
    where p.id = any(${sql.param([...new Set(near.map(({ id }) => id))])}::bigint[])`,
  );
  const cases = new Map(
    rows.map(({ id, slug, ...columns }): [number, Case] => {
      const before = { ...columns, words: new Words(columns.body) };
      return [id, { id, slug, before, now: before }];
    }),
  );
  const found = near.filter(({ id }) => cases.has(id));
  return new Map(
    [...Map.groupBy(found, ({ place }) => place)].map(([place, ids]) => [
      place,
      ids.map(({ id }) => cases.get(id)!),
    ]),
  );
}

/** The post that is shown, if it is among these, and those that are like it. */
function choose(shown: Shown, cases: readonly Case[]) {
  const judged = cases
    .map((other) => ({ other, verdict: compare(shown, other.now) }))
    .filter((judgement): judgement is { other: Case; verdict: Verdict } => judgement.verdict !== null)
    .sort(
      (a, b) =>
        Number(b.verdict.same) - Number(a.verdict.same) ||
        b.verdict.agreement - a.verdict.agreement ||
        b.verdict.likeness - a.verdict.likeness ||
        (a.other.slug < b.other.slug ? -1 : 1),
    );
  const [best, next] = judged;
  // The same words under two dates, and no date here to choose by: neither is taken.
  const open =
    next?.verdict.same &&
    next.verdict.agreement === best!.verdict.agreement &&
    contradict(best!.other.now, next.other.now);
  const same = best?.verdict.same && !open ? best.other : null;
  return { same, others: judged.filter(({ other }) => other !== same) };
}

async function addPosts(
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
  const rows = await rowsOf<{ slug: string }>(
    tx,
    sql`/* taken_slugs */
    with wished as (select jsonb_array_elements_text(${JSON.stringify(wished.flat())}::jsonb) as slug)
    select slug from entities join wished using (slug) where kind = 'post'
    union select slug from past_slugs join wished using (slug) where kind = 'post'`,
  );
  const taken = new Set(rows.map(({ slug }) => slug));
  for (const [i, post] of cases.entries()) {
    const [plain, last] = [wished[i]!.find((slug) => !taken.has(slug)), wished[i]!.at(-1)!];
    let slug = plain ?? last;
    for (let times = 2; taken.has(slug); times++) slug = `${last}-${times}`;
    post.slug = slug;
    taken.add(slug);
  }
}

/** Brings the posts that were there already up to what is known of them now. */
async function completePosts(tx: Statements, cases: readonly Case[]): Promise<void> {
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
