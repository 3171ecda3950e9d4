/**
 * ROWS → RESULTS. Comes in: what one request asks for, thing by thing. Goes out: rows. What is asked for
 * together is read together: one statement for each kind of question on each level, however many rows ask
 * it. Loaders live as long as their request and remember what they read. Never happens here: writing.
 */
import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { TooLargeError } from '../errors.ts';
import type { EdgeKind } from '../model/edges.ts';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.ts';
import { captures, edges, entities, evidence } from '../model/schema.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import { aliasesOf, capturesOf, entityNamed, othersOf, siblingsOf, verifiedEvidence } from './about.ts';
import { Batches, found, grouped, isAny } from './batches.ts';
import { type CoCitation, citedTogether } from './co-citation.ts';
import { ConnectionLoaders } from './connection-loaders.ts';
import type { RowOf } from './entity-row.ts';
import { constant, named } from './sql-parts.ts';
import type { PageLimits } from './window.ts';

export type EdgeRow = typeof edges.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
export type CaptureRow = Omit<typeof captures.$inferSelect, 'text'>;

/** An entity by the database's id. */
export interface EntityKey {
  readonly kind: EntityKind;
  readonly id: number;
}

export class Loaders {
  readonly connections: ConnectionLoaders;
  readonly #statements: Statements;
  readonly #limits: PageLimits;
  readonly #answerBytes: number;
  readonly #batches = new Batches();

  constructor(statements: Statements, limits: PageLimits, answerBytes: number) {
    this.#statements = statements;
    this.#limits = limits;
    this.#answerBytes = answerBytes;
    this.connections = new ConnectionLoaders(statements, limits, this.#batches);
  }

  /** The same over other statements, with nothing read yet. */
  over(statements: Statements): Loaders {
    return new Loaders(statements, this.#limits, this.#answerBytes);
  }

  /** The entity with a database id that a row gave: it is there. */
  entity<K extends EntityKind>({ kind, id }: { readonly kind: K; readonly id: number }): Promise<RowOf<K>> {
    return this.#batches.load(`entity ${kind}`, id, async (ids: readonly number[]) => {
      const own: PgTable = ENTITY_KINDS[kind].table;
      const rows = await this.#statements
        .select({ shared: getTableColumns(entities), own: getTableColumns(own) })
        .from(entities)
        .innerJoin(own, sql`${own}.id = ${entities.id}`)
        .where(isAny(entities.id, ids));
      return found(
        ids,
        rows.map(({ shared, own }) => ({ ...own, ...shared })),
      );
    }) as Promise<unknown> as Promise<RowOf<K>>;
  }

  /** Finds an entity by its slug or by one that it once had. */
  async findEntity<K extends EntityKind>(kind: K, slug: string): Promise<RowOf<K> | null> {
    const id = await this.#batches.load(`slug ${kind}`, slug, async (slugs: readonly string[]) => {
      const rows = await rowsOf<{ id: number | null; slug: string }>(
        this.#statements,
        sql`${named(`${kind}_by_slug`)}
        select wanted.slug, ${entityNamed(constant(kind), sql`wanted.slug`)} as id
        from unnest(${sql.param(slugs)}::text[]) wanted(slug)`,
      );
      const ids = new Map(rows.map(({ slug, id }) => [slug, id]));
      return slugs.map((slug) => ids.get(slug) ?? null);
    });
    return id === null ? null : this.entity({ kind, id });
  }

  edge(id: number): Promise<EdgeRow> {
    return this.#batches.load('edge', id, async (ids: readonly number[]) =>
      found(ids, await this.#statements.select().from(edges).where(isAny(edges.id, ids))),
    );
  }

  /** The edge with this identity, or null: its kind, its ends and what tells it from others between them. */
  async findEdge(
    source: EntityKey,
    kind: EdgeKind,
    target: EntityKey,
    qualifier: string,
  ): Promise<EdgeRow | null> {
    const [row] = await rowsOf<{ id: number }>(
      this.#statements,
      sql`/* edge_by_identity */
      select id from edges where source_id = ${source.id} and kind = ${kind}
        and target_id = ${target.id} and qualifier = ${qualifier}`,
    );
    return row ? this.edge(row.id) : null;
  }

  evidence(id: number): Promise<EvidenceRow> {
    return this.#batches.load('evidence', id, async (ids: readonly number[]) =>
      found(ids, await this.#statements.select().from(evidence).where(isAny(evidence.id, ids))),
    );
  }

  /** Finds a piece of evidence by its number. */
  async findEvidence(id: number): Promise<EvidenceRow | null> {
    const [row] = await this.#statements.select().from(evidence).where(eq(evidence.id, id));
    return row ?? null;
  }

  /** Whether the words of a piece of evidence stand where it says, now, in the stored text. */
  verified(evidenceId: number): Promise<boolean> {
    return this.#batches.load('verified', evidenceId, async (ids: readonly number[]) => {
      const rows = await this.#about<{ id: number; verified: boolean }>(
        'verified_evidence',
        ids,
        verifiedEvidence,
      );
      return found(ids, rows).map(({ verified }) => verified);
    });
  }

  capture(id: number): Promise<CaptureRow> {
    return this.#batches.load('capture', id, async (ids: readonly number[]) => {
      const { text: _, ...columns } = getTableColumns(captures);
      return found(ids, await this.#statements.select(columns).from(captures).where(isAny(captures.id, ids)));
    });
  }

  /** The text of a capture: by far its largest part, so read only where it is asked for. Throws TooLargeError where all that is asked for together fits in no answer. */
  captureText(id: number): Promise<string> {
    return this.#batches.load('capture text', id, async (ids: readonly number[]) => {
      const { id: captureId, text } = captures;
      const rows = await this.#statements
        .select({
          id: captureId,
          text: sql<
            string | null
          >`case when sum(octet_length(${text})) over () <= ${this.#answerBytes}::bigint then ${text} end`,
        })
        .from(captures)
        .where(isAny(captureId, ids));
      return found(ids, rows).map(({ text }) => {
        if (text === null) throw new TooLargeError(this.#answerBytes);
        return text;
      });
    });
  }

  /** Finds a capture by the fingerprint of its bytes. */
  async findCapture(sha256: string): Promise<CaptureRow | null> {
    const [row] = await rowsOf<{ id: number }>(
      this.#statements,
      sql`/* capture_by_sha256 */ select id from captures where sha256 = ${sha256}`,
    );
    return row ? this.capture(row.id) : null;
  }

  /** The captures that show a post or comment, oldest first. */
  async capturesOf(entityId: number): Promise<CaptureRow[]> {
    const ids = await this.#batches.load('captures of', entityId, async (ids: readonly number[]) => {
      const rows = await this.#about<{ id: number; capture_id: number }>('captures_of', ids, capturesOf);
      return grouped(ids, rows).map((group) => group.map(({ capture_id }) => capture_id));
    });
    return Promise.all(ids.map((id) => this.capture(id)));
  }

  /** The other names of an entity, in order of writing. */
  aliases(entityId: number): Promise<string[]> {
    return this.#batches.load('aliases', entityId, async (ids: readonly number[]) => {
      const rows = await this.#about<{ id: number; text: string }>('aliases', ids, aliasesOf);
      return grouped(ids, rows).map((group) => group.map(({ text }) => text));
    });
  }

  /** The entities at the other end of all edges of a kind, in the order in which they were recorded. */
  others(id: number, kind: EdgeKind, direction: 'forward' | 'backward'): Promise<EntityKey[]> {
    return this.#batches.load(`others ${kind} ${direction}`, id, async (ids: readonly number[]) => {
      const rows = await this.#about<{ id: number; other: number; kind: EntityKind }>(
        `others_${kind}_${direction}`,
        ids,
        (whose) => othersOf(kind, direction, whose),
      );
      return grouped(ids, rows).map((group) => group.map(({ other, kind }) => ({ id: other, kind })));
    });
  }

  /** Where a comment stands among those that answer the same comment or, at top level, the same post. */
  siblings(commentId: number): Promise<{ position: number; count: number }> {
    return this.#batches.load('siblings', commentId, async (ids: readonly number[]) => {
      const rows = await this.#about<{ id: number; position: number; count: number }>(
        'siblings',
        ids,
        siblingsOf,
      );
      return found(ids, rows);
    });
  }

  /** The reports that the same documents cite as one, those cited together most often first. */
  citedTogether(reportId: number, limit: number): Promise<CoCitation[]> {
    return this.#batches.load(`cited together ${limit}`, reportId, async (ids: readonly number[]) => {
      const rows = await citedTogether(this.#statements, ids, limit);
      return grouped(
        ids,
        rows.map((row) => ({ ...row, id: row.start })),
      );
    });
  }

  #about<Row>(name: string, ids: readonly number[], query: (whose: SQL) => SQL): Promise<Row[]> {
    return rowsOf<Row>(this.#statements, sql`${named(name)} ${query(sql`any(${sql.param(ids)}::bigint[])`)}`);
  }
}
