/**
 * Stores the curated vocabulary: entities with their names, and the relations between them. A vocabulary
 * file is a capture like any page, so a curated edge has evidence too: the line that says it.
 */
import { sql } from 'drizzle-orm';
import { entityKey } from '../link/gazetteer.ts';
import type { ErasedName } from '../model/curation.ts';
import { EDGE_KINDS, type EdgeKindSpec } from '../model/edges.ts';
import { slugify } from '../model/slug.ts';
import { sha256 } from '../parse/page.ts';
import type {
  Vocabulary,
  VocabularyEntry,
  VocabularyFile,
  VocabularyRelation,
} from '../vocabulary/vocabulary.ts';
import { storeCapture } from './captures.ts';
import { type Claim, dateEdges, replaceClaims, type StoredEntity } from './claims.ts';
import { type Database, reading, rowsOf, type Statements, writing } from './database.ts';
import {
  addressWithoutErased,
  aliasesWithoutErased,
  isErased,
  pageWithoutErased,
  withoutErased,
} from './erased-names.ts';
import { loadErased } from './erasure.ts';
import { anyHidden, settleHidden } from './hiding.ts';
import { storeEntries, storeNames } from './vocabulary-entries.ts';

/** How vocabulary files are read; the version changes when the same file would be stored differently. */
const READING = { parser: 'vocabulary/2', gazetteer: '' };

/** What loading a vocabulary changed. */
export interface VocabularyReceipt {
  /** False when every file was held already. */
  readonly changed: boolean;
  /** How many entities were stored, new ones and others. */
  readonly entities: number;
  readonly edgesAdded: number;
  readonly edgesRemoved: number;
}

export const UNCHANGED: VocabularyReceipt = { changed: false, entities: 0, edgesAdded: 0, edgesRemoved: 0 };

/** Whether the curated part of the graph is what files with these texts say, and nothing else: they need not be read. */
export async function holdsVocabulary({ statements }: Database, texts: readonly string[]): Promise<boolean> {
  return reading(statements, (tx) => holdsExactly(tx, texts.map(sha256)));
}

/** Makes the curated part of the graph say what the vocabulary says; entities it no longer names stay. */
export async function storeVocabulary(
  { statements }: Database,
  { files: all }: Vocabulary,
): Promise<VocabularyReceipt> {
  return writing(statements, async (tx) => {
    await tx.execute(
      sql`/* lock_vocabulary */ select pg_advisory_xact_lock(hashtextextended('vocabulary', 0))`,
    );
    const files = withoutErasedAuthors(all, await loadErased(tx));
    const entries = files.flatMap(({ entries }) => entries);
    const held = await holdsExactly(
      tx,
      files.map(({ page }) => page.sha256),
    );
    if (held) return UNCHANGED;
    const ids = await storeEntries(tx, entries);
    await storeNames(tx, entries, ids);
    let [edgesAdded, edgesRemoved] = [0, 0];
    const captures: number[] = [];
    for (const file of files) {
      const capture = await storeCapture(tx, file.page, READING);
      const { added, removed } = await replaceClaims(tx, capture, claimsOf(file, ids));
      await dateEdges(tx, capture.id);
      captures.push(capture.id);
      edgesAdded += added;
      edgesRemoved += removed;
    }
    edgesRemoved += await dropSuperseded(tx, captures);
    if (await anyHidden(tx)) await settleHidden(tx, captures);
    return { changed: true, entities: entries.length, edgesAdded, edgesRemoved };
  });
}

/** Files as if they had never said anything of authors who were erased, nor named them. */
function withoutErasedAuthors(
  files: readonly VocabularyFile[],
  erased: readonly ErasedName[],
): readonly VocabularyFile[] {
  if (erased.length === 0) return files;
  const isGone = ({ kind, name }: VocabularyEntry) => kind === 'author' && isErased(name, erased);
  const gone = new Set(files.flatMap(({ entries }) => entries.filter(isGone)).map(entityKey));
  return files.map(({ page, entries, ...file }) => ({
    ...file,
    page: pageWithoutErased(page, erased),
    entries: entries
      .filter((entry) => !isGone(entry))
      .map((entry) => ({
        ...entry,
        name: withoutErased(entry.name, erased),
        summary: withoutErased(entry.summary, erased),
        url: addressWithoutErased(entry.url, erased),
        names: aliasesWithoutErased(entry.names, erased),
        relations: entry.relations
          .filter(({ target }) => !gone.has(entityKey(target)))
          .map((relation) => ({ ...relation, role: relation.role && withoutErased(relation.role, erased) })),
      })),
  }));
}

/** Whether the files with these digests are held, and no other version of them or further ones. */
async function holdsExactly(tx: Statements, digests: readonly string[]): Promise<boolean> {
  const rows = await rowsOf<{ sha256: string }>(
    tx,
    sql`/* held_vocabulary */ select sha256 from captures where parser = ${READING.parser}`,
  );
  const held = new Set(rows.map(({ sha256 }) => sha256));
  return held.size === digests.length && digests.every((sha256) => held.has(sha256));
}

function claimsOf({ entries }: VocabularyFile, ids: ReadonlyMap<string, StoredEntity>): Claim[] {
  return entries.flatMap((entry) =>
    entry.relations.map((relation) => ({
      kind: relation.kind,
      source: ids.get(entityKey(entry))!,
      target: ids.get(entityKey(relation.target))!,
      method: 'curated',
      confidence: 1,
      span: relation.span,
      role: relation.role,
      validFrom: relation.from,
      validTo: relation.to,
      qualifier: qualifierOf(relation),
    })),
  );
}

/** Tells apart edges of a kind that allows several between two ends: the role, and when it began. */
function qualifierOf({ kind, role, from }: VocabularyRelation): string {
  const spec: EdgeKindSpec = EDGE_KINDS[kind];
  if (!spec.qualified) return '';
  return [role && slugify(role), from?.date].filter(Boolean).join('-');
}

/** Takes away what earlier versions of the files said and these no longer do; answers how many edges. */
async function dropSuperseded(tx: Statements, current: readonly number[]): Promise<number> {
  const old = await rowsOf<{ id: number; text: string }>(
    tx,
    sql`/* superseded_vocabulary */
    select id, text from captures where parser like 'vocabulary/%' and id <> all(${sql.param(current)}::bigint[])`,
  );
  let removed = 0;
  for (const capture of old) {
    removed += (await replaceClaims(tx, capture, [])).removed;
    await tx.execute(sql`/* drop_vocabulary_capture */ delete from captures where id = ${capture.id}`);
  }
  return removed;
}
