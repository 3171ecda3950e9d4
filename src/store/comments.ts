import { sql } from 'drizzle-orm';
import { fold } from '../model/slug.ts';
import type { ParsedComment } from '../parse/document.ts';
import { sha256 } from '../parse/page.ts';
import type { StoredEntity } from './claims.ts';
import { rowsOf, type Statements } from './database.ts';
import type { StoredPost } from './posts.ts';
import { depths, mergeThreads } from './thread.ts';

/** The comments of a post after a page was read into it. */
export interface StoredThread {
  readonly added: number;
  /** By the position that the page gave them, which other pages may not share. */
  readonly entities: ReadonlyMap<number, StoredEntity>;
}

/**
 * Stores the comments that a page shows under a post. A comment is known again by its words and signature,
 * so its id holds while the thread around it grows; its position is where it stands in all that was read.
 */
export async function storeComments(
  tx: Statements,
  post: StoredPost,
  comments: readonly ParsedComment[],
): Promise<StoredThread> {
  const slugs = slugsOf(post.slug, comments);
  const bySlug = new Map(comments.map((comment, i) => [slugs[i]!, comment]));
  const slugAt = new Map(comments.map(({ position }, i) => [position, slugs[i]!]));
  const known = await rowsOf<{ key: string; parent: string | null }>(
    tx,
    sql`/* known_thread */
    select e.slug as key, parent.slug as parent
    from comments c join entities e on e.id = c.id left join entities parent on parent.id = c.parent_id
    where c.post_id = ${post.entity.id} order by c.position`,
  );
  const read = comments.map(({ position, parent }) => ({
    key: slugAt.get(position)!,
    parent: parent === null ? null : slugAt.get(parent)!,
  }));
  const thread = mergeThreads(known, read);
  const depth = depths(thread);
  const held = new Set(known.map(({ key }) => key));

  const rows = thread.map(({ key, parent }, i) => {
    const comment = bySlug.get(key);
    const name = comment?.signature
      ? `Comment by ${comment.signature.name} on ${post.name}`
      : `Comment on ${post.name}`;
    return {
      slug: key,
      parent,
      name,
      sort_name: fold(name),
      depth: depth.get(key),
      position: i + 1,
      author_name: comment?.signature?.name ?? null,
      body: comment?.body.text ?? null,
    };
  });
  const added = rows.filter(({ slug }) => !held.has(slug));
  await tx.execute(sql`/* add_comment_entities */
    insert into entities (kind, slug, name, sort_name)
    select 'comment', slug, name, sort_name
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as c(slug text, name text, sort_name text)`);
  await tx.execute(sql`/* place_comments */
    insert into comments (id, post_id, parent_id, depth, position, author_name, body, published_on, published_precision)
    select e.id, ${post.entity.id}, parent.id, c.depth, c.position, c.author_name, c.body,
      ${post.publishedOn}::date, ${post.publishedOn && 'day'}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c(slug text, parent text, depth integer, position integer, author_name text, body text)
    join entities e on e.kind = 'comment' and e.slug = c.slug
    left join entities parent on parent.kind = 'comment' and parent.slug = c.parent
    order by c.position
    on conflict (id) do update set position = excluded.position, depth = excluded.depth
      where (comments.position, comments.depth) is distinct from (excluded.position, excluded.depth)`);

  const ids = await rowsOf<{ id: number; slug: string }>(
    tx,
    sql`/* thread_ids */
    select e.id, e.slug from comments c join entities e on e.id = c.id where c.post_id = ${post.entity.id}`,
  );
  const idOf = new Map(ids.map(({ id, slug }) => [slug, id]));
  return {
    added: added.length,
    entities: new Map(
      comments.map(({ position }) => [position, { id: idOf.get(slugAt.get(position)!)!, kind: 'comment' }]),
    ),
  };
}

/** A slug for each comment, made from its words and signature; the same words said again get a number. */
function slugsOf(postSlug: string, comments: readonly ParsedComment[]): string[] {
  const seen = new Map<string, number>();
  return comments.map(({ body, signature }) => {
    const words = `${fold(body.text) || body.text}\n${fold(signature?.name ?? '')}`;
    const slug = `${postSlug}.${sha256(words).slice(0, 10)}`;
    const times = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, times);
    return times === 1 ? slug : `${slug}-${times}`;
  });
}
