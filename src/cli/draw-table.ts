import { LIST_SEPARATOR } from '../export/csv.ts';
import type { Table } from '../graphql/table.ts';
import { harmless } from './harmless.ts';
import { startOf, widthOf } from './text-width.ts';

/** How wide a column may get where the width of the terminal is not known, in cells of a terminal. */
const WIDEST = 60;
/** How wide a column stays in a terminal that has not even room for that. */
const NARROWEST = 8;
const GAP = '  ';

/**
 * A table for people: columns as wide as they need, and together no wider than the room there is, in cells of a
 * terminal; with null, each only so wide. The head is handed to `emphasise`.
 */
export function drawTable(
  { columns, rows }: Table,
  room: number | null,
  emphasise: (head: string) => string,
): string {
  const cells = [columns, ...rows].map((row) => row.map(shown));
  const most = room ?? WIDEST;
  const needed = columns.map((_, i) => Math.max(1, ...cells.map((row) => widthOf(row[i]!, most))));
  const widths = room === null ? needed : fitting(needed, room - GAP.length * (columns.length - 1));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => padded(cut(cell, widths[i]!), widths[i]!))
      .join(GAP)
      .trimEnd();
  const [head, ...body] = cells.map(line);
  return [emphasise(head!), widths.map((width) => '─'.repeat(width)).join(GAP), ...body].join('\n');
}

/** Widths that together are no more than there is room for: the widest give way first. */
function fitting(needed: readonly number[], room: number): readonly number[] {
  const cut = (most: number) => needed.map((width) => Math.min(width, most));
  const sum = (widths: readonly number[]) => widths.reduce((a, b) => a + b, 0);
  let most = Math.max(...needed);
  while (most > NARROWEST && sum(cut(most)) > room) most--;
  return cut(most);
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(LIST_SEPARATOR) : String(value ?? '');
  return harmless(text.replace(/\s+/g, ' ').trim());
}

function cut(text: string, width: number): string {
  const start = startOf(text, width);
  return start === text ? text : `${startOf(text, width - 1)}…`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - widthOf(text, width));
}
