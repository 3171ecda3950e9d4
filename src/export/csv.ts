import { stringify } from 'csv-stringify/sync';
import type { Column } from '../read/columns.ts';
import type { Batches } from './format.ts';

/** What stands between the items of a list in one cell. */
export const LIST_SEPARATOR = '; ';

/** Lines of cells. Those that a spreadsheet would run as formulas get an apostrophe before them. */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => row.map(cell)),
    { escape_formulas: true },
  );
}

/** A table as CSV (RFC 4180, lines ending in a line feed), its first line the names of the columns. */
export async function* csv(columns: readonly Column[], batches: Batches): AsyncGenerator<string> {
  const flat = columns.filter(({ type }) => type !== 'rows');
  yield csvLines([flat.map(({ name }) => name)]);
  for await (const rows of batches) yield csvLines(rows.map((row) => flat.map(({ name }) => row[name])));
}

function cell(value: unknown): unknown {
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.join(LIST_SEPARATOR) : value;
}
