import type { Column } from '../read/columns.ts';
import type { Batches } from './format.ts';

/** A table as JSON Lines: one object a line, with all columns in order. */
export async function* jsonl(columns: readonly Column[], batches: Batches): AsyncGenerator<string> {
  for await (const rows of batches) {
    yield rows
      .map((row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name]])))}\n`)
      .join('');
  }
}
