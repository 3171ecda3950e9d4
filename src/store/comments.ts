import { sql } from 'drizzle-orm';
import { fold } from '../model/slug.ts';
import { sha256 } from '../parse/page.ts';
import type { StoredCapture } from './captures.ts';
import type { StoredEntity } from './claims.ts';
import { rowsOf, type Statements } from './database.ts';
import { Words } from './likeness.ts';
import type { StoredPost } from './posts.ts';
import type { CommentRecord } from './record.ts';
import { fuller, plainer } from './standing.ts';
import { depths, orderOf, type Reading, recognise } from './thread.ts';

/** A post as it stands on a page, and the comments that the page shows under it. */
export interface Shown {
  readonly post: StoredPost;
  readonly comments: readonly CommentRecord[];
}

/** The comments of a page's posts after it was read into them. */
export interface StoredComments {
  readonly added: number;
  /** For each post on the page, by the position that the page gave them, which other pages may not share. */
  readonly entities: readonly ReadonlyMap<number, StoredEntity>[];
}

/** A comment as the database has it, or will have it. */
interface Comment {
  id: number | null;
  readonly slug: string;
  name: string;
  author: string | null;
  body: string;
  words: Words;
  parent: string | null;
  depth: number;
  position: number;
  /** Whether what the database has is out of date. */
  changed: boolean;
}

/** The comments under one post, by slug, in thread order. */
type Thread = Map<string, Comment>;

/**
 * Stores the comments that a page shows under its posts. A comment is known again by its words and
 * signature, so its id holds while the thread around it grows; its position is where it stands in all that
 * was read, in whichever order.
 */
export async function storeComments(
  tx: Statements,
  capture: StoredCapture,
  page: readonly Shown[],
): Promise<StoredComments> {
  const posts = new Map(page.map(({ post }) => [post.id, post]));
  const touched = new Set(page.filter(({ comments }) => comments.length > 0).map(({ post }) => post.id));
  const known = [...posts.values()].filter(
    ({ id, added, renamed }) => !added && (renamed || touched.has(id)),
  );
  const ids = known.map(({ id }) => id);
  const threads = await knownThreads(tx, ids);
  const readings = await knownReadings(tx, ids, capture);
  const places = page.map(({ post, comments }) => {
    const thread = threads.get(post.id) ?? new Map();
    threads.set(post.id, thread);
    const slugs = addTo(thread, post, comments);
    const all = readings.get(post.id) ?? [];
    readings.set(post.id, all);
    // A page may show a post twice: both together are its reading.
    const earlier = all.find(({ id }) => id === capture.sha256);
    if (earlier) earlier.keys = [...new Set([...earlier.keys, ...slugs])];
    else all.push({ id: capture.sha256, keys: slugs });
    return slugs;
  });
  for (const [id, thread] of threads) arrange(thread, posts.get(id)!, readings.get(id)!);
  const added = await addComments(tx, posts, threads);
  await updateComments(tx, threads);
  return {
    added,
    entities: page.map(({ post, comments }, i) => {
      const thread = threads.get(post.id)!;
      return new Map(
        comments.map(({ position }, at) => [
          position,
          { id: thread.get(places[i]![at]!)!.id!, kind: 'comment' },
        ]),
      );
    }),
  };
}

async function knownThreads(tx: Statements, posts: readonly number[]): Promise<Map<number, Thread>> {
  if (posts.length === 0) return new Map();
  const rows = await rowsOf<Omit<Comment, 'words' | 'changed'> & { post_id: number }>(
    tx,
    sql`/* known_threads */
    select c.post_id, c.id, e.slug, e.name, c.author_name as author, coalesce(c.body, '') as body,
      parent.slug as parent, c.depth, c.position
    from comments c join entities e on e.id = c.id left join entities parent on parent.id = c.parent_id
    where c.post_id = any(${sql.param(posts)}::bigint[]) order by c.post_id, c.position`,
  );
  const threads = new Map<number, Thread>(posts.map((id) => [id, new Map()]));
  for (const { post_id, ...row } of rows) {
    threads.get(post_id)!.set(row.slug, { ...row, words: new Words(row.body), changed: false });
  }
  return threads;
}

/** How other pages showed the threads; a comment that no page shows any more stays where it was. */
async function knownReadings(
  tx: Statements,
  posts: readonly number[],
  capture: StoredCapture,
): Promise<Map<number, (Reading & { keys: readonly string[] })[]>> {
  if (posts.length === 0) return new Map();
  const rows = await rowsOf<{ post_id: number; id: string; keys: string[] }>(
    tx,
    sql`/* thread_readings */
    select c.post_id, k.sha256 as id, array_agg(e.slug order by a.start, c.position) as keys
    from comments c join appearances a on a.entity_id = c.id join captures k on k.id = a.capture_id
      join entities e on e.id = c.id
    where c.post_id = any(${sql.param(posts)}::bigint[]) and k.id <> ${capture.id}
    group by c.post_id, k.sha256`,
  );
  return Map.groupBy(rows, ({ post_id }) => post_id);
}

/** Finds the comments of a page in a thread, or adds them; answers their slugs. */
function addTo(thread: Thread, post: StoredPost, read: readonly CommentRecord[]): string[] {
  const said = (author: string | null) => (author === null ? null : fold(author));
  const known = [...thread.values()];
  const words = read.map(({ body }) => new Words(body));
  const found = recognise(
    known.map(({ words, author }) => ({ words, author: said(author) })),
    read.map(({ author }, i) => ({ words: words[i]!, author: said(author) })),
  );
  const slugs = read.map((comment, i) => {
    const at = found[i];
    if (at === null || at === undefined) {
      const slug = freeSlug(thread, post.slug, comment);
      const { author, body } = comment;
      thread.set(slug, {
        id: null,
        slug,
        name: '',
        author,
        body,
        words: words[i]!,
        parent: null,
        depth: 0,
        position: 0,
        changed: false,
      });
      return slug;
    }
    const held = known[at]!;
    const body = fuller(held.body, comment.body);
    const author = plainer(held.author, comment.author);
    if (body !== held.body || author !== held.author)
      Object.assign(held, { body, author, words: new Words(body), changed: true });
    return held.slug;
  });
  // What it answers, on this page and on others: of two answers the one further down says more.
  const slugAt = new Map(read.map(({ position }, i) => [position, slugs[i]!]));
  const order = new Map([...thread.keys()].map((slug, at) => [slug, at]));
  for (const [i, { parent }] of read.entries()) {
    const comment = thread.get(slugs[i]!)!;
    const other = parent === null ? null : slugAt.get(parent)!;
    if (other === null || other === comment.parent || other === comment.slug) continue;
    if (comment.parent === null || order.get(other)! > order.get(comment.parent)!)
      Object.assign(comment, { parent: other, changed: true });
  }
  return slugs;
}

/** A slug made from a comment's words and signature; the same words said again get a number. */
function freeSlug(thread: Thread, postSlug: string, { body, author }: CommentRecord): string {
  const words = `${fold(body) || body}\n${fold(author ?? '')}`;
  const plain = `${postSlug}.${sha256(words).slice(0, 10)}`;
  let slug = plain;
  for (let times = 2; thread.has(slug); times++) slug = `${plain}-${times}`;
  return slug;
}

/** What a comment is called, which has no title: by who signed it and the name of its post. */
export function commentName(author: string | null, post: string): string {
  return author === null ? `Comment on ${post}` : `Comment by ${author} on ${post}`;
}

/** Gives every comment of a thread its place, depth and name. */
function arrange(thread: Thread, post: StoredPost, readings: readonly Reading[]): void {
  const seen = new Set(readings.flatMap(({ keys }) => keys));
  const unseen = { id: '', keys: [...thread.keys()].filter((slug) => !seen.has(slug)) };
  const order = orderOf(readings);
  const slugs = unseen.keys.length > 0 ? orderOf([{ id: '', keys: order }, unseen]) : order;
  const place = new Map(slugs.map((slug, at) => [slug, at]));
  const placed = slugs.map((key, at) => {
    const { parent } = thread.get(key)!;
    return { key, parent: parent !== null && place.get(parent)! < at ? parent : null };
  });
  const depth = depths(placed);
  for (const [at, { key, parent }] of placed.entries()) {
    const comment = thread.get(key)!;
    const { author } = comment;
    const now = {
      parent,
      depth: depth.get(key)!,
      position: at + 1,
      name: commentName(author, post.name),
    };
    if (Object.entries(now).some(([column, value]) => comment[column as keyof typeof now] !== value))
      Object.assign(comment, now, { changed: true });
  }
}

async function addComments(
  tx: Statements,
  posts: ReadonlyMap<number, StoredPost>,
  threads: ReadonlyMap<number, Thread>,
): Promise<number> {
  const fresh = [...threads].flatMap(([id, thread]) =>
    [...thread.values()].filter((comment) => comment.id === null).map((comment) => ({ comment, id })),
  );
  if (fresh.length === 0) return 0;
  const rows = fresh.map(({ comment, id }, place) => ({
    ...columnsOf(comment, threads.get(id)!),
    place,
    parent: comment.parent,
    post_id: id,
    slug: comment.slug,
    published_on: posts.get(id)!.publishedOn,
  }));
  const stored = await rowsOf<{ id: number; slug: string }>(
    tx,
    sql`/* add_comments */
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
        place integer, slug text, name text, sort_name text, post_id bigint, parent text, parent_id bigint,
        depth integer, position integer, author_name text, body text, published_on date)),
    entity as (
      insert into entities (kind, slug, name, sort_name)
      select 'comment', slug, name, sort_name from given order by place returning id, slug),
    comment as (
      insert into comments (id, post_id, parent_id, depth, position, author_name, body, published_on, published_precision)
      select e.id, g.post_id, coalesce(g.parent_id, parent.id), g.depth, g.position, g.author_name, g.body,
        g.published_on, case when g.published_on is not null then 'day' end
      from given g join entity e on e.slug = g.slug left join entity parent on parent.slug = g.parent)
    select id, slug from entity`,
  );
  const idOf = new Map(stored.map(({ id, slug }) => [slug, id]));
  for (const { comment } of fresh) Object.assign(comment, { id: idOf.get(comment.slug)!, changed: false });
  return fresh.length;
}

async function updateComments(tx: Statements, threads: ReadonlyMap<number, Thread>): Promise<void> {
  const rows = [...threads.values()].flatMap((thread) =>
    [...thread.values()]
      .filter(({ changed, id }) => changed && id !== null)
      .map((comment) => ({ id: comment.id, ...columnsOf(comment, thread) })),
  );
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
    id bigint, name text, sort_name text, parent_id bigint, depth integer, position integer, author_name text, body text)`;
  await tx.execute(sql`/* update_comments */
    with named as (
      update entities set name = g.name, sort_name = g.sort_name from ${given}
      where entities.id = g.id and entities.name <> g.name)
    update comments set parent_id = g.parent_id, depth = g.depth, position = g.position,
      author_name = g.author_name, body = g.body
    from ${given}
    where comments.id = g.id
      and (comments.parent_id, comments.depth, comments.position, comments.author_name, comments.body)
        is distinct from (g.parent_id, g.depth, g.position, g.author_name, g.body)`);
}

function columnsOf({ name, parent, depth, position, author, body }: Comment, thread: Thread) {
  return {
    name,
    sort_name: fold(name),
    parent_id: parent === null ? null : thread.get(parent)!.id,
    depth,
    position,
    author_name: author,
    body,
  };
}
