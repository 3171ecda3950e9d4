/**
 * How fields say what they are in a compiled statement. A field that is a column needs to say nothing when it
 * is exposed, and otherwise names the column; any other field gives its JSON as SQL. A field that says neither
 * is left to its resolver, and with it the entry point that it stands under.
 */
import type { SQL } from 'drizzle-orm';
import type { EntityKind } from '../../model/entities.ts';
import { CaptureSql, type Columns, EdgeSql, EvidenceSql, type SqlRow } from '../../read/sql-row.ts';
import type { PageLimits } from '../../read/window.ts';

/** A field as it is asked in an operation that is being compiled. */
export interface Asked {
  /** Its arguments. Values that come from variables and do not shape the statement are placeholders in it. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly limits: PageLimits;
  /** Whether a field of this name is asked of its value. */
  asksFor(field: string): boolean;
  /** What is asked of an object that stands in a row: of the field's type, or of the one named. */
  object(row: SqlRow, typeName?: string): SQL;
  /** What is asked of the entity with a database id, of one of these kinds; null where there is none. */
  entity(id: SQL, kinds: readonly EntityKind[], held?: Columns | null): SQL;
  /** An alias that nothing else in the statement has. */
  alias(): string;
  /** Of an id, the part before the colon. */
  kindOfId(id: unknown): string;
  /** A value read from another, at each request where that comes from a variable. What it throws, ordinary execution says. */
  derived(value: unknown, read: (value: string) => string): string;
}

/** The JSON of a field's value, from the row of the object that it stands in. */
export type Compile<Row extends SqlRow = SqlRow> = (asked: Asked, row: Row) => SQL;

/** What a field carries for the compiler. */
export interface CompiledExtensions {
  readonly compile?: Compile<never>;
  /** The column that its value is, by its name in a row that was loaded. */
  readonly column?: string;
}

/** Says of a field how its JSON is had. */
export function compiled<Row extends SqlRow = SqlRow>(compile: Compile<Row>) {
  return { extensions: { compile } };
}

/** Says of a field which column it is. */
export function column(column: string) {
  return { extensions: { column } };
}

/** Raised where an operation cannot be compiled; the message says why, for developers. */
export class Aside extends Error {}

/** What is asked of the capture with a database id; null where there is none. */
export function captureAt(asked: Asked, id: SQL): SQL {
  const row = new CaptureSql(asked.alias());
  return row.at(id, asked.object(row, 'Capture'));
}

/** What is asked of the piece of evidence with a number; null where there is none. */
export function evidenceAt(asked: Asked, id: SQL, held: Columns | null = null): SQL {
  const row = new EvidenceSql(asked.alias(), held);
  return row.at(id, asked.object(row, 'Evidence'));
}

/** What is asked of the edge with a database id, read from its target or not; null where there is none. */
export function relationAt(asked: Asked, id: SQL, backward: SQL, held: Columns | null = null): SQL {
  const row = new EdgeSql(asked.alias(), backward, held);
  return row.at(id, asked.object(row, 'Relation'));
}
