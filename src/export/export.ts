import { createHash } from 'node:crypto';
import type { RelationRecord } from '../read/columns.ts';
import type { Snapshot } from '../read/snapshot.ts';
import {
  type Counts,
  countEntities,
  countRelations,
  entityRecords,
  relationRecords,
} from '../read/whole-graph.ts';
import { columnsOf, type ExportFile, type What } from './files.ts';
import type { Batches, Chunks } from './format.ts';
import type { Selection } from './parameters.ts';

/** Raised when a column or key changes its meaning or goes; new ones leave it alone. */
export const FORMAT_VERSION = 1;

/** How many rows a file has, by kind; what it has none of by nature is left out. */
export interface FileCounts {
  readonly entities?: Counts;
  readonly relations?: Counts;
  readonly evidence?: number;
}

/** What was written. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
  readonly counts: FileCounts;
}

/** Is told, as rows go by, how many did. */
export type Watch = (rows: number) => void;

/**
 * Writes one file of a snapshot to a sink, which says when it is ready for more. Nothing is read ahead of it. When
 * the sink throws, reading ends.
 */
export async function writeFile(
  snapshot: Snapshot,
  file: ExportFile,
  selection: Selection,
  sink: (chunk: Uint8Array) => Promise<void> | void,
  watch: Watch = () => {},
): Promise<Written> {
  const tally = new Tally(watch);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(snapshot, file, selection, tally)) {
    const written = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    hash.update(written);
    bytes += written.length;
    await sink(written);
  }
  return { file: file.name, bytes, sha256: hash.digest('hex'), counts: tally.counts(file) };
}

function chunksOf(snapshot: Snapshot, file: ExportFile, selection: Selection, tally: Tally): Chunks {
  const entities = () => tally.entitiesIn(entityRecords(snapshot, selection.entities, selection));
  const relations = () => tally.relationsIn(relationRecords(snapshot, selection.relations));
  if (file.what === 'graph') return file.format.write({ entities: entities(), relations: relations() });
  const rows: Record<typeof file.what, () => Batches> = {
    entities,
    edges: relations,
    evidence: () => evidenceOf(relations()),
  };
  return file.format.write(columnsOf(file.what, selection.body), rows[file.what]());
}

async function* evidenceOf(batches: AsyncIterable<readonly RelationRecord[]>): Batches {
  for await (const batch of batches) yield batch.flatMap(({ evidence }) => evidence);
}

/** Counts rows as they go by. */
class Tally {
  readonly #watch: Watch;
  readonly #entities = new Map<string, number>();
  readonly #relations = new Map<string, number>();
  #evidence = 0;
  #rows = 0;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  async *entitiesIn<Row extends { readonly kind: string }>(batches: AsyncIterable<readonly Row[]>) {
    for await (const batch of batches) {
      this.#add(this.#entities, batch);
      yield batch;
    }
  }

  async *relationsIn(batches: AsyncIterable<readonly RelationRecord[]>) {
    for await (const batch of batches) {
      this.#add(this.#relations, batch);
      for (const { evidence } of batch) this.#evidence += evidence.length;
      yield batch;
    }
  }

  counts({ what }: ExportFile): FileCounts {
    return {
      ...((what === 'entities' || what === 'graph') && { entities: sorted(this.#entities) }),
      ...((what === 'edges' || what === 'graph') && { relations: sorted(this.#relations) }),
      ...(what !== 'entities' && { evidence: this.#evidence }),
    };
  }

  #add(counts: Map<string, number>, batch: readonly { readonly kind: string }[]): void {
    for (const { kind } of batch) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    this.#rows += batch.length;
    this.#watch(this.#rows);
  }
}

const sorted = (counts: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a set of files holds, and of which moment. */
export interface Manifest {
  readonly formatVersion: number;
  readonly takenAt: string;
  /** Equal for two exports only when they show the same rows. */
  readonly snapshot: string;
  /** The parameters of the export, as they were understood. */
  readonly filters: Selection['filters'];
}

/** What an export has to say of itself. */
export function manifestOf({ takenAt, version }: Snapshot, { filters }: Selection): Manifest {
  return { formatVersion: FORMAT_VERSION, takenAt: takenAt.toISOString(), snapshot: version, filters };
}

/** How many rows a file would have, counted without writing it. */
export async function countedIn(snapshot: Snapshot, what: What, selection: Selection): Promise<FileCounts> {
  const entities =
    what === 'entities' || what === 'graph' ? await countEntities(snapshot, selection.entities) : {};
  if (what === 'entities') return { entities };
  const { relations, evidence } = await countRelations(snapshot, selection.relations);
  return {
    ...(what === 'graph' && { entities }),
    ...(what !== 'evidence' && { relations }),
    evidence,
  };
}
