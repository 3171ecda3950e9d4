import { fold } from '../model/slug.ts';
import { sha256 } from '../parse/page.ts';
import type { StoredCapture } from './captures.ts';
import type { StoredEntity } from './claims.ts';
import { addComments, knownReadings, knownThreads, type Thread, updateComments } from './comment-rows.ts';
import type { Statements } from './database.ts';
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
  const added = await addComments(tx, threads);
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
      const { url, author, body, publishedOn } = comment;
      thread.set(slug, {
        id: null,
        slug,
        name: '',
        url,
        author,
        publishedOn: publishedOn ?? post.publishedOn,
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
    const url = plainer(held.url, comment.url);
    const publishedOn = dayOf(held.publishedOn, comment.publishedOn, post.publishedOn);
    if (body !== held.body || author !== held.author || url !== held.url || publishedOn !== held.publishedOn)
      Object.assign(held, { body, author, url, publishedOn, words: new Words(body), changed: true });
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

/**
 * The day of a comment of which another page is read, whichever was first. Where pages give it none it has
 * its post's, so a day of its own is one that differs from that; of several the earliest counts.
 */
function dayOf(held: string | null, read: string | null, post: string | null): string | null {
  const own = [held, read].filter((day) => day !== null && day !== post);
  return own.sort()[0] ?? post ?? null;
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
