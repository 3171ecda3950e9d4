import { LIST_SEPARATOR } from '../export/csv.ts';
import type { Table } from '../graphql/table.ts';

/** How wide a column may get where the width of the terminal is not known, in characters. */
const WIDEST = 60;
const GAP = '  ';

/**
 * A table for people: columns as wide as they need, and together no wider than the room there is, in characters;
 * with null, each only so wide. The head is handed to `emphasise`.
 */
export function drawTable(
  { columns, rows }: Table,
  room: number | null,
  emphasise: (head: string) => string,
): string {
  const cells = [columns, ...rows].map((row) => row.map(shown));
  const needed = columns.map((_, i) => Math.max(1, ...cells.map((row) => [...row[i]!].length)));
  const widths = fitting(needed, room === null ? null : room - GAP.length * (columns.length - 1));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cut(cell, widths[i]!).padEnd(widths[i]!))
      .join(GAP)
      .trimEnd();
  const [head, ...body] = cells.map(line);
  return [emphasise(head!), widths.map((width) => '─'.repeat(width)).join(GAP), ...body].join('\n');
}

/** Widths that together are no more than there is room for: the widest give way first. */
function fitting(needed: readonly number[], room: number | null): readonly number[] {
  let most = room === null ? WIDEST : Math.max(...needed);
  const cut = () => needed.map((width) => Math.min(width, most));
  const sum = (widths: readonly number[]) => widths.reduce((a, b) => a + b, 0);
  while (room !== null && most > 8 && sum(cut()) > room) most--;
  return cut();
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(LIST_SEPARATOR) : String(value ?? '');
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
