/**
 * ROWS → FILES. Comes in: flat rows of a snapshot, some at a time. Goes out: the same, written in one of the
 * formats that other programs read, some at a time. Never happens here: HTTP, files, holding a graph whole.
 */
import type { Column, EntityRecord, RelationRecord } from '../read/columns.ts';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows, some at a time. */
export type Batches = AsyncIterable<readonly Row[]>;

/** A whole graph: the entities are read to their end before the first relation. */
export interface Graph {
  readonly entities: AsyncIterable<readonly EntityRecord[]>;
  readonly relations: AsyncIterable<readonly RelationRecord[]>;
}

/** Text is UTF-8. */
export type Chunks = AsyncIterable<string | Uint8Array>;

interface Format {
  readonly mediaType: string;
  readonly description: string;
}

/** A way to write a table. */
export interface TableFormat extends Format {
  readonly write: (columns: readonly Column[], rows: Batches) => Chunks;
}

/** A way to write a graph. */
export interface GraphFormat extends Format {
  readonly write: (graph: Graph) => Chunks;
}
