/**
 * LINKED PAGE → ROWS. Comes in: a page taken apart, its texts tied to the entities they name. Goes out:
 * what changed. The page is stored whole or not at all, in one transaction; the same page again changes
 * nothing; the same post on another page becomes one more capture of it. Never happens here: reading or
 * interpreting text.
 */
import { sql } from 'drizzle-orm';
import type { EntityRef } from '../link/gazetteer.ts';
import type { LinkedPage, Reference } from '../link/linked-page.ts';
import { isHeld, storeCapture } from './captures.ts';
import { type Claim, dateEdges, replaceClaims, type StoredEntity } from './claims.ts';
import { CodePoints } from './code-points.ts';
import { storeComments } from './comments.ts';
import { type Database, rowsOf, type Statements } from './database.ts';
import { openingOf, slugOf, storePost } from './posts.ts';

/** What storing a page changed. */
export interface Receipt {
  /** False when the page was held already, read in this very way. */
  readonly changed: boolean;
  readonly postsAdded: number;
  readonly commentsAdded: number;
  readonly edgesAdded: number;
  readonly edgesRemoved: number;
}

/** Stores a page. Throws, with nothing stored, when an edge or a quote does not hold. */
export async function store(database: Database, linked: LinkedPage): Promise<Receipt> {
  const { page, parser } = linked.parsed;
  const reading = { parser, gazetteer: linked.gazetteer };
  return database.statements.transaction(async (tx) => {
    await lockPosts(tx, linked);
    if (await isHeld(tx, page, reading)) {
      return { changed: false, postsAdded: 0, commentsAdded: 0, edgesAdded: 0, edgesRemoved: 0 };
    }
    const capture = await storeCapture(tx, page, reading);
    const targets = await resolveTargets(tx, linked);
    const claims: Claim[] = [];
    const claim = (source: StoredEntity, { target, ...reference }: Reference) => {
      claims.push({ ...reference, source, target: targets.get(keyOf(target))! });
    };
    const appearances: { entity: StoredEntity; span: { start: number; end: number } }[] = [];
    let postsAdded = 0;
    let commentsAdded = 0;
    for (const { post, references, comments } of linked.posts) {
      const stored = await storePost(tx, post, linked.posts.length === 1 ? page.url : null);
      postsAdded += stored.added ? 1 : 0;
      const span = post.body.extent ?? post.titleSpan;
      if (span) appearances.push({ entity: stored.entity, span });
      for (const reference of references) claim(stored.entity, reference);

      const thread = await storeComments(
        tx,
        stored,
        comments.map(({ comment }) => comment),
      );
      commentsAdded += thread.added;
      for (const { comment, references } of comments) {
        const entity = thread.entities.get(comment.position)!;
        const place = comment.body.extent ?? comment.signature?.span;
        for (const reference of references) claim(entity, reference);
        if (!place) continue;
        appearances.push({ entity, span: place });
        const ground = {
          source: entity,
          method: 'markup',
          confidence: 1,
          span: firstLine(page.text, place),
        } as const;
        claims.push({ ...ground, kind: 'comments_on', target: stored.entity });
        if (comment.parent !== null) {
          claims.push({ ...ground, kind: 'replies_to', target: thread.entities.get(comment.parent)! });
        }
      }
    }
    await storeAppearances(tx, capture, appearances);
    const { added, removed } = await replaceClaims(tx, capture, claims);
    await dateEdges(tx, capture.id);
    return { changed: true, postsAdded, commentsAdded, edgesAdded: added, edgesRemoved: removed };
  });
}

/** Makes writers of the same posts take turns, so that a post is not made twice and slugs are given once. */
async function lockPosts(tx: Statements, { posts }: LinkedPage): Promise<void> {
  const keys = posts.flatMap(({ post }) => [openingOf(post), slugOf(post)]);
  await tx.execute(sql`/* lock_posts */
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(k, 0) as key from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) k
      order by 1
    ) ordered`);
}

const keyOf = ({ kind, slug }: EntityRef) => `${kind}:${slug}`;

async function resolveTargets(tx: Statements, linked: LinkedPage): Promise<Map<string, StoredEntity>> {
  const references = linked.posts.flatMap((post) => [
    ...post.references,
    ...post.comments.flatMap((comment) => comment.references),
  ]);
  const keys = [...new Set(references.map(({ target }) => keyOf(target)))];
  const rows = await rowsOf<StoredEntity & { key: string }>(
    tx,
    sql`/* resolve_targets */
    select e.id, e.kind, w.kind || ':' || w.slug as key
    from (select split_part(k, ':', 1) as kind, split_part(k, ':', 2) as slug
          from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) k) w
    join entities e on e.kind = w.kind and e.slug = w.slug`,
  );
  const found = new Map(rows.map(({ key, id, kind }) => [key, { id, kind }]));
  const missing = keys.filter((key) => !found.has(key));
  if (missing.length > 0)
    throw new Error(`The page was linked to entities that are not there: ${missing.join(', ')}`);
  return found;
}

/** The first line of a stretch: enough words to show where it stands. */
function firstLine(text: string, { start, end }: { start: number; end: number }) {
  const stop = text.slice(start, Math.min(end, start + 200)).search(/\s*\n/);
  return { start, end: stop > 0 ? start + stop : Math.min(end, start + 200) };
}

async function storeAppearances(
  tx: Statements,
  capture: { id: number; text: string },
  appearances: readonly { entity: StoredEntity; span: { start: number; end: number } }[],
): Promise<void> {
  const codePoints = new CodePoints(capture.text);
  const rows = appearances.map(({ entity, span }) => ({
    id: entity.id,
    start: codePoints.at(span.start),
    end: codePoints.at(span.end),
  }));
  await tx.execute(sql`/* store_appearances */
    insert into appearances (entity_id, capture_id, start, "end")
    select id, ${capture.id}, start, "end"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(id bigint, start integer, "end" integer)
    on conflict (entity_id, capture_id) do update set start = excluded.start, "end" = excluded."end"`);
}
