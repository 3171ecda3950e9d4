/**
 * Hides documents and shows them again. What stands under a hidden document is hidden with it: the comments of a post,
 * the replies to a comment. Hidden rows keep their place in the tables, so that pages go on being read into them; the
 * views that reading sees leave them out. Where a page shows something hidden, its text is blank but for what is not.
 */
import { sql } from 'drizzle-orm';
import { RequestError } from '../errors.ts';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.ts';
import { audit } from './audit.ts';
import { around } from './claims.ts';
import { rowsOf, type Statements } from './database.ts';
import { BLANK } from './erased-names.ts';
import { refreshRanks } from './ranks.ts';
import { takeTurn } from './turns.ts';

/** A decision about a document. */
export interface Decision {
  readonly kind: EntityKind;
  readonly slug: string;
  readonly reason: string;
  /** Whoever decides it, as the audit log names them. */
  readonly actor: string;
}

/** Hides a document; answers whether it was not hidden before. Throws RequestError when there is no such document. */
export async function hide(tx: Statements, { reason, actor, ...document }: Decision): Promise<boolean> {
  const id = await documentId(tx, document);
  const hidden = await rowsOf(
    tx,
    sql`/* hide */ insert into hidings (entity_id, reason, actor) values (${id}, ${reason}, ${actor})
      on conflict do nothing returning 1`,
  );
  if (hidden.length === 0) return false;
  await decided(tx, 'hide', { reason, actor, ...document });
  return true;
}

/** Shows a document again, unless what it stands under is hidden; answers whether it was hidden itself. */
export async function unhide(tx: Statements, { reason, actor, ...document }: Decision): Promise<boolean> {
  const id = await documentId(tx, document);
  const shown = await rowsOf(tx, sql`/* unhide */ delete from hidings where entity_id = ${id} returning 1`);
  if (shown.length === 0) return false;
  await decided(tx, 'unhide', { reason, actor, ...document });
  return true;
}

async function documentId(tx: Statements, { kind, slug }: Pick<Decision, 'kind' | 'slug'>): Promise<number> {
  if (!ENTITY_KINDS[kind].document)
    throw new RequestError(
      'BAD_ID',
      `“${kind}:${slug}” is no document; expected the id of a report, post or comment.`,
    );
  await takeTurn(tx);
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`/* document_to_hide */ select id from entities where kind = ${kind} and slug = ${slug}`,
  );
  if (!row) throw new RequestError('NOT_FOUND', `There is no ${kind} “${slug}”.`);
  return row.id;
}

async function decided(
  tx: Statements,
  action: 'hide' | 'unhide',
  { kind, slug, reason, actor }: Decision,
): Promise<void> {
  await settleHidden(tx);
  await refreshRanks(tx);
  await audit(tx, { actor, action, subject: `${kind}:${slug}`, detail: { reason } });
}

/** Whether anything is hidden at all. */
export async function anyHidden(tx: Statements): Promise<boolean> {
  const [row] = await rowsOf<{ hidden: boolean }>(
    tx,
    sql`/* any_hidden */ select exists (select from hidings) as hidden`,
  );
  return row!.hidden;
}

/** Makes everything that says what is hidden agree with the decisions; captures are those that were just read. */
export async function settleHidden(tx: Statements, captures: readonly number[] = []): Promise<void> {
  const entities = await settleEntities(tx);
  const read = sql`any(${sql.param(captures)}::bigint[])`;
  const changed = sql`any(${sql.param(entities)}::bigint[])`;
  await tx.execute(sql`/* settle_edges */
    with touched as (
      select id from edges where source_id = ${changed} union
      select id from edges where target_id = ${changed} union
      select edge_id from evidence where capture_id = ${read}
    ), settled as (
      select e.id, exists (select from entities n where n.hidden and n.id in (e.source_id, e.target_id)) as hidden
      from touched join edges e using (id)
    ), pieces as (
      update evidence v set hidden = s.hidden from settled s where v.edge_id = s.id and v.hidden <> s.hidden
    )
    update edges e set hidden = s.hidden from settled s where e.id = s.id and e.hidden <> s.hidden`);
  const showing = await rowsOf<{ id: number }>(
    tx,
    sql`/* captures_to_settle */
    select capture_id as id from appearances where entity_id = ${changed} union select id from captures where id = ${read}`,
  );
  for (const { id } of showing) await settleCapture(tx, id);
}

/** Marks the entities that are hidden, by a decision or under one; answers those for which that changed. */
async function settleEntities(tx: Statements): Promise<number[]> {
  const changed = await rowsOf<{ id: number; hidden: boolean }>(
    tx,
    sql`/* settle_entities */
    with recursive hidden as (
      select entity_id as id from hidings union
      select below.id from hidden h cross join lateral (
        select id from comments where post_id = h.id union all
        select id from comments where parent_id = h.id) below
    ), settled as (
      select id, hidden.id is not null as hidden
      from hidden full join (select id from entities where entities.hidden) was using (id)
      where hidden.id is null or was.id is null
    )
    update entities n set hidden = s.hidden from settled s where n.id = s.id returning n.id, n.hidden`,
  );
  const ids = changed.map(({ id }) => id);
  if (ids.length === 0) return ids;
  for (const { document, table } of Object.values(ENTITY_KINDS)) {
    if (!document) continue;
    await tx.execute(sql`/* settle_documents */
      update ${table} k set hidden = n.hidden from entities n
      where n.id = k.id and k.id = any(${sql.param(ids)}::bigint[])`);
  }
  return ids;
}

/** A stretch of a text, in code points. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Makes what is shown of a capture's text, and around the quotes from it, what is not hidden. */
async function settleCapture(tx: Statements, id: number): Promise<void> {
  const [capture] = await rowsOf<{ text: string; shown: string | null }>(
    tx,
    sql`/* capture_to_settle */ select text, shown from captures where id = ${id}`,
  );
  const places = await rowsOf<Stretch & { hidden: boolean }>(
    tx,
    sql`/* places_in_capture */ select a.start, a."end", n.hidden from appearances a join entities n on n.id = a.entity_id
      where a.capture_id = ${id}`,
  );
  const isPartly = places.some(({ hidden }) => hidden);
  if (!isPartly && capture!.shown === null) return;
  const quotes = await rowsOf<Stretch & { id: number }>(
    tx,
    sql`/* quotes_in_capture */ select id, start, "end" from evidence where capture_id = ${id} and not hidden`,
  );
  const text = Array.from(capture!.text);
  const shown = isPartly ? shownOf(text, places, quotes) : text;
  const isHidden = isPartly && places.every(({ hidden }) => hidden);
  await tx.execute(sql`/* show_capture */
    update captures set shown = ${isPartly ? shown.join('') : null}, hidden = ${isHidden} where id = ${id}`);
  const contexts = quotes.map((quote) => ({ id: quote.id, ...around(shown, quote) }));
  await tx.execute(sql`/* show_contexts */
    update evidence v set prefix = c.prefix, suffix = c.suffix
    from jsonb_to_recordset(${JSON.stringify(contexts)}::jsonb) as c(id bigint, prefix text, suffix text)
    where v.id = c.id and (v.prefix, v.suffix) is distinct from (c.prefix, c.suffix)`);
}

/** A text with all letters blank but those of what is not hidden, and of the quotes that stand elsewhere. */
function shownOf(
  text: readonly string[],
  places: readonly (Stretch & { readonly hidden: boolean })[],
  quotes: readonly Stretch[],
): string[] {
  const shows = new Uint8Array(text.length);
  for (const { start, end, hidden } of places) if (!hidden) shows.fill(1, start, end);
  for (const { start, end } of quotes) shows.fill(1, start, end);
  for (const { start, end, hidden } of places) if (hidden) shows.fill(0, start, end);
  return text.map((letter, at) => (shows[at] || /\s/.test(letter) ? letter : BLANK));
}
