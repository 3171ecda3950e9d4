/**
 * What a capture says: edges, each with the words it rests on. A capture's claims are stored as one set,
 * so that reading the page again with a better reader replaces them, keeps the ids of what stays, and
 * takes away only what no other capture says.
 */
import { sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import type { EntityKind } from '../model/entities.ts';
import type { ExtractionMethod } from '../model/methods.ts';
import type { PartialDate } from '../model/partial-date.ts';
import type { Span } from '../parse/span.ts';
import { CodePoints } from './code-points.ts';
import { rowsOf, type Statements } from './database.ts';

/** How many characters of context a quote carries on either side. */
const CONTEXT = 64;

/** An entity as the database knows it. */
export interface StoredEntity {
  readonly id: number;
  readonly kind: EntityKind;
}

/** One edge as one place in a capture says it. */
export interface Claim {
  readonly kind: EdgeKind;
  readonly source: StoredEntity;
  readonly target: StoredEntity;
  readonly method: ExtractionMethod;
  readonly confidence: number;
  /** Where the words stand, as offsets into the capture's text. */
  readonly span: Span;
  readonly role?: string | null;
  readonly validFrom?: PartialDate | null;
  readonly validTo?: PartialDate | null;
  /** Tells apart several edges of a kind between the same ends. */
  readonly qualifier?: string;
}

/** Makes a capture's claims exactly these; answers how many edges came and went. */
export async function replaceClaims(
  tx: Statements,
  capture: { readonly id: number; readonly text: string; readonly added?: boolean },
  claims: readonly Claim[],
): Promise<{ added: number; removed: number }> {
  const claimed = sql`jsonb_to_recordset(${JSON.stringify(rowsFor(capture.text, claims))}::jsonb) as c(
    kind text, source_id bigint, source_kind text, target_id bigint, target_kind text, qualifier text, role text,
    valid_from date, valid_from_precision text, valid_to date, valid_to_precision text, confidence double precision, method text,
    start integer, "end" integer, exact text, prefix text, suffix text)`;
  const edgeOfClaim = sql`join edges e on e.source_id = c.source_id and e.kind = c.kind
    and e.target_id = c.target_id and e.qualifier = c.qualifier`;

  const edges = await rowsOf<{ id: number; added: boolean }>(
    tx,
    sql`/* claim_edges */
    insert into edges (kind, source_id, source_kind, target_id, target_kind, qualifier, role, valid_from,
      valid_from_precision, valid_to, valid_to_precision, confidence, method, occurred_on)
    select distinct on (source_id, kind, target_id, qualifier)
      kind, source_id, source_kind, target_id, target_kind, qualifier, role, valid_from,
      valid_from_precision, valid_to, valid_to_precision, confidence, method,
      case source_kind
        when 'post' then (select published_on from posts where id = source_id)
        when 'comment' then (select published_on from comments where id = source_id)
        when 'report' then (select published_on from reports where id = source_id)
      end
    from ${claimed} order by source_id, kind, target_id, qualifier, confidence desc
    on conflict on constraint edges_identity do update set role = excluded.role, valid_to = excluded.valid_to, valid_to_precision = excluded.valid_to_precision
      where excluded.method = 'curated'
        and (edges.role, edges.valid_to) is distinct from (excluded.role, excluded.valid_to)
    returning id, xmax = 0 as added`,
  );
  const touched = await rowsOf<{ edge_id: number }>(
    tx,
    sql`/* claim_evidence */
    insert into evidence (edge_id, capture_id, start, "end", confidence, method, exact, prefix, suffix)
    select distinct on (e.id, c.start, c."end")
      e.id, ${capture.id}, c.start, c."end", c.confidence, c.method, c.exact, c.prefix, c.suffix
    from ${claimed} ${edgeOfClaim} order by e.id, c.start, c."end", c.confidence desc
    on conflict on constraint evidence_identity do update
      set confidence = excluded.confidence, method = excluded.method,
        exact = excluded.exact, prefix = excluded.prefix, suffix = excluded.suffix
      where (evidence.confidence, evidence.method, evidence.exact, evidence.prefix, evidence.suffix)
        is distinct from (excluded.confidence, excluded.method, excluded.exact, excluded.prefix, excluded.suffix)
    returning edge_id`,
  );
  // A capture that was not there before has nothing to take back.
  const stale = capture.added
    ? []
    : await rowsOf<{ edge_id: number }>(
        tx,
        sql`/* retract_evidence */
        delete from evidence v where v.capture_id = ${capture.id} and not exists (
          select from ${claimed} ${edgeOfClaim} where e.id = v.edge_id and c.start = v.start and c."end" = v."end")
        returning edge_id`,
      );
  const added = new Set(edges.filter(({ added }) => added).map(({ id }) => id));
  const changed = [...new Set([...touched, ...stale].map(({ edge_id }) => edge_id))].filter(
    (id) => !added.has(id),
  );
  return { added: added.size, removed: changed.length === 0 ? 0 : await settleEdges(tx, changed) };
}

/** Takes away edges that lost their last evidence, and gives the others what their strongest says. */
async function settleEdges(tx: Statements, ids: readonly number[]): Promise<number> {
  const removed = await rowsOf<{ id: number }>(
    tx,
    sql`/* retract_edges */
    delete from edges where id = any(${sql.param(ids)}::bigint[])
      and not exists (select from evidence where edge_id = edges.id)
    returning id`,
  );
  await tx.execute(sql`/* strongest_evidence */
    update edges set confidence = best.confidence, method = best.method
    from unnest(${sql.param(ids)}::bigint[]) as changed(id)
    cross join lateral (
      select confidence, method from evidence where edge_id = changed.id order by confidence desc, method, id limit 1
    ) best
    where edges.id = changed.id
      and (edges.confidence, edges.method) is distinct from (best.confidence, best.method)`);
  return removed.length;
}

/** Gives the edges that rest on a capture the date of the document they are said of, if it is one. */
export async function dateEdges(tx: Statements, captureId: number): Promise<void> {
  await tx.execute(sql`/* date_edges */
    update edges set occurred_on = document.published_on
    from (
      select id, published_on from posts union all
      select id, published_on from comments union all
      select id, published_on from reports
    ) document
    where document.id = edges.source_id
      and edges.occurred_on is distinct from document.published_on
      and edges.source_id in (
        select e.source_id from evidence v join edges e on e.id = v.edge_id where v.capture_id = ${captureId})`);
}

/** What stands around a stretch of a text that is given by its code points. */
export function around(text: readonly string[], { start, end }: Span): { prefix: string; suffix: string } {
  const before = text.slice(Math.max(0, start - CONTEXT), start).join('');
  const after = text.slice(end, end + CONTEXT).join('');
  return {
    prefix: before.slice(Math.max(0, before.length - CONTEXT)).toWellFormed(),
    suffix: after.slice(0, CONTEXT).toWellFormed(),
  };
}

function rowsFor(text: string, claims: readonly Claim[]) {
  const codePoints = new CodePoints(text);
  return claims.map(({ source, target, span, ...claim }) => ({
    kind: claim.kind,
    source_id: source.id,
    source_kind: source.kind,
    target_id: target.id,
    target_kind: target.kind,
    qualifier: claim.qualifier ?? '',
    role: claim.role ?? null,
    valid_from: claim.validFrom?.date ?? null,
    valid_from_precision: claim.validFrom?.precision ?? null,
    valid_to: claim.validTo?.date ?? null,
    valid_to_precision: claim.validTo?.precision ?? null,
    confidence: claim.confidence,
    method: claim.method,
    start: codePoints.at(span.start),
    end: codePoints.at(span.end),
    exact: text.slice(span.start, span.end),
    prefix: text.slice(Math.max(0, span.start - CONTEXT), span.start).toWellFormed(),
    suffix: text.slice(span.end, span.end + CONTEXT).toWellFormed(),
  }));
}
