/** The comments of threads as rows: read with how other pages showed them, added, brought up to date. */
import { sql } from 'drizzle-orm';
import { fold } from '../model/slug.ts';
import type { StoredCapture } from './captures.ts';
import { rowsOf, type Statements } from './database.ts';
import { Words } from './likeness.ts';
import type { Reading } from './thread.ts';

/** A comment as the database has it, or will have it. */
export interface Comment {
  id: number | null;
  readonly slug: string;
  name: string;
  url: string | null;
  author: string | null;
  publishedOn: string | null;
  body: string;
  words: Words;
  parent: string | null;
  depth: number;
  position: number;
  /** Whether what the database has is out of date. */
  changed: boolean;
}

/** The comments under one post, by slug, in thread order. */
export type Thread = Map<string, Comment>;

/** The threads of posts that are held already, by post. */
export async function knownThreads(tx: Statements, posts: readonly number[]): Promise<Map<number, Thread>> {
  if (posts.length === 0) return new Map();
  const rows = await rowsOf<Omit<Comment, 'words' | 'changed'> & { post_id: number }>(
    tx,
    sql`/* known_threads */
    select c.post_id, c.id, e.slug, e.name, e.url, c.author_name as author, c.published_on::text as "publishedOn", coalesce(c.body, '') as body,
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
export async function knownReadings(
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

/** Stores the comments that are new, and says how many there were. */
export async function addComments(tx: Statements, threads: ReadonlyMap<number, Thread>): Promise<number> {
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
  }));
  const stored = await rowsOf<{ id: number; slug: string }>(
    tx,
    sql`/* add_comments */
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
        place integer, slug text, name text, sort_name text, url text, post_id bigint, parent text, parent_id bigint,
        depth integer, position integer, author_name text, body text, published_on date)),
    entity as (
      insert into entities (kind, slug, name, sort_name, url)
      select 'comment', slug, name, sort_name, url from given order by place returning id, slug),
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

/** Brings rows up to date of which more is known now. */
export async function updateComments(tx: Statements, threads: ReadonlyMap<number, Thread>): Promise<void> {
  const rows = [...threads.values()].flatMap((thread) =>
    [...thread.values()]
      .filter(({ changed, id }) => changed && id !== null)
      .map((comment) => ({ id: comment.id, ...columnsOf(comment, thread) })),
  );
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
    id bigint, name text, sort_name text, url text, parent_id bigint, depth integer, position integer, author_name text, published_on date, body text)`;
  await tx.execute(sql`/* update_comments */
    with named as (
      update entities set name = g.name, sort_name = g.sort_name, url = g.url from ${given}
      where entities.id = g.id and (entities.name, entities.url) is distinct from (g.name, g.url)),
    dated as (
      update edges set occurred_on = g.published_on from ${given}
      where edges.source_id = g.id and edges.occurred_on is distinct from g.published_on)
    update comments set parent_id = g.parent_id, depth = g.depth, position = g.position,
      author_name = g.author_name, body = g.body, published_on = g.published_on,
      published_precision = case when g.published_on is not null then 'day' end
    from ${given}
    where comments.id = g.id
      and (comments.parent_id, comments.depth, comments.position, comments.author_name, comments.body,
        comments.published_on)
        is distinct from (g.parent_id, g.depth, g.position, g.author_name, g.body, g.published_on)`);
}

function columnsOf(
  { name, url, parent, depth, position, author, publishedOn, body }: Comment,
  thread: Thread,
) {
  return {
    name,
    sort_name: fold(name),
    url,
    parent_id: parent === null ? null : thread.get(parent)!.id,
    depth,
    position,
    author_name: author,
    published_on: publishedOn,
    body,
  };
}
