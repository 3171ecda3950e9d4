/**
 * LINKED PAGE → ROWS. Comes in: a page taken apart, its texts tied to the entities they name. Goes out:
 * what changed. The page is stored whole or not at all, in one transaction; the same page again changes
 * nothing; the same post on another page becomes one more capture of it. Never happens here: reading or
 * interpreting text.
 */
import { sql } from 'drizzle-orm';
import { entityKey } from '../link/gazetteer.ts';
import type { LinkedPage, Reference } from '../link/linked-page.ts';
import type { Span } from '../parse/span.ts';
import { isHeld, type StoredCapture, storeCapture } from './captures.ts';
import { type Claim, replaceClaims, type StoredEntity } from './claims.ts';
import { CodePoints } from './code-points.ts';
import { storeComments } from './comments.ts';
import { type Database, rowsOf, type Statements, writing } from './database.ts';
import { anyHidden, settleHidden } from './hiding.ts';
import { saidStored } from './listening.ts';
import { type Similar, storePosts } from './posts.ts';
import { type PageRecord, type PostRecord, recordOf } from './record.ts';
import { takeTurn } from './turns.ts';

/** What storing a page changed. */
export interface Receipt {
  /** False when the page was held already, read in this very way. */
  readonly changed: boolean;
  readonly postsAdded: number;
  readonly commentsAdded: number;
  readonly edgesAdded: number;
  readonly edgesRemoved: number;
  /** Posts of the page that share words with others, and were kept apart: for a curator to decide. */
  readonly similar: readonly Similar[];
}

const UNCHANGED: Receipt = {
  changed: false,
  postsAdded: 0,
  commentsAdded: 0,
  edgesAdded: 0,
  edgesRemoved: 0,
  similar: [],
};

/** An entity and where it stands on the page. */
interface Appearance {
  readonly entity: StoredEntity;
  readonly span: Span;
}

/** Stores a linked page. Throws, with nothing stored, when an edge or a quote does not hold. */
export function store(database: Database, linked: LinkedPage): Promise<Receipt> {
  return storeRecord(database, recordOf(linked));
}

/** Stores the record of a page, as `store` does the page; the number of statements does not grow with it. */
export async function storeRecord({ statements }: Database, record: PageRecord): Promise<Receipt> {
  const { page } = record;
  if (await isHeld(statements, page, record)) return UNCHANGED;
  return writing(statements, async (tx) => {
    await takeTurn(tx);
    const capture = await storeCapture(tx, page, record);
    if (capture.held) return UNCHANGED;
    const targets = await resolveTargets(tx, record);
    const { posts, similar } = await storePosts(tx, record.posts, await stoodBefore(tx, capture, record));
    const comments = await storeComments(
      tx,
      capture,
      record.posts.map(({ comments }, i) => ({ post: posts[i]!, comments })),
    );
    const claims: Claim[] = [];
    const claim = (source: StoredEntity, { target, ...reference }: Reference) => {
      claims.push({ ...reference, source, target: targets.get(entityKey(target))! });
    };
    const appearances: Appearance[] = [];
    for (const [i, { place, references, comments: shown }] of record.posts.entries()) {
      const post: StoredEntity = { id: posts[i]!.id, kind: 'post' };
      if (place) appearances.push({ entity: post, span: place });
      for (const reference of references) claim(post, reference);
      for (const { position, parent, place, ground, references } of shown) {
        const thread = comments.entities[i]!;
        const entity = thread.get(position)!;
        for (const reference of references) claim(entity, reference);
        if (!place || !ground) continue;
        appearances.push({ entity, span: place });
        const said = { source: entity, method: 'markup', confidence: 1, span: ground } as const;
        claims.push({ ...said, kind: 'comments_on', target: post });
        if (parent !== null) claims.push({ ...said, kind: 'replies_to', target: thread.get(parent)! });
      }
    }
    await replaceAppearances(tx, capture, appearances);
    const { added, removed } = await replaceClaims(tx, capture, claims);
    if (await anyHidden(tx)) await settleHidden(tx, [capture.id]);
    await tx.execute(saidStored());
    return {
      changed: true,
      postsAdded: new Set(posts.filter(({ added }) => added).map(({ id }) => id)).size,
      commentsAdded: comments.added,
      edgesAdded: added,
      edgesRemoved: removed,
      similar,
    };
  });
}

async function resolveTargets(tx: Statements, { posts }: PageRecord): Promise<Map<string, StoredEntity>> {
  const references = posts.flatMap((post) => [
    ...post.references,
    ...post.comments.flatMap((comment) => comment.references),
  ]);
  const wanted = new Map(references.map(({ target }) => [entityKey(target), target]));
  if (wanted.size === 0) return new Map();
  const rows = await rowsOf<StoredEntity & { slug: string }>(
    tx,
    sql`/* resolve_targets */
    select e.id, e.kind, e.slug
    from jsonb_to_recordset(${JSON.stringify([...wanted.values()])}::jsonb) as w(kind text, slug text)
    join entities e on e.kind = w.kind and e.slug = w.slug`,
  );
  const found = new Map(rows.map(({ id, kind, slug }) => [entityKey({ kind, slug }), { id, kind }]));
  const missing = [...wanted.keys()].filter((key) => !found.has(key));
  if (missing.length > 0)
    throw new Error(`The page was linked to entities that are not there: ${missing.join(', ')}`);
  return found;
}

/** The posts that an earlier reading of the capture found where those of this one begin. */
async function stoodBefore(tx: Statements, capture: StoredCapture, { posts }: PageRecord) {
  if (capture.added) return new Map<PostRecord, number>();
  const rows = await rowsOf<{ id: number; start: number }>(
    tx,
    sql`/* posts_of_capture */
    select a.entity_id as id, a.start from appearances a join posts p on p.id = a.entity_id
    where a.capture_id = ${capture.id}`,
  );
  const ids = new Map(rows.map(({ id, start }) => [start, id]));
  const codePoints = new CodePoints(capture.text);
  return new Map(
    posts.flatMap((post): [PostRecord, number][] => {
      const id = post.place ? ids.get(codePoints.at(post.place.start)) : undefined;
      return id === undefined ? [] : [[post, id]];
    }),
  );
}

/** Makes what appears in a capture exactly this; a post shown twice on a page stands where it stands first. */
async function replaceAppearances(
  tx: Statements,
  capture: StoredCapture,
  appearances: readonly Appearance[],
): Promise<void> {
  const codePoints = new CodePoints(capture.text);
  const rows = appearances.map(({ entity, span }) => ({
    id: entity.id,
    start: codePoints.at(span.start),
    end: codePoints.at(span.end),
  }));
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(id bigint, start integer, "end" integer)`;
  if (!capture.added) {
    await tx.execute(sql`/* retract_appearances */
      delete from appearances where capture_id = ${capture.id} and entity_id not in (select id from ${given})`);
  }
  await tx.execute(sql`/* store_appearances */
    insert into appearances (entity_id, capture_id, start, "end")
    select distinct on (id) id, ${capture.id}, start, "end" from ${given} order by id, start
    on conflict (entity_id, capture_id) do update set start = excluded.start, "end" = excluded."end"`);
}
