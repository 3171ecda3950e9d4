/** The pages that a gold names, read and held against it. */
import { join } from 'node:path';
import { pagesIn, type Source } from '../pages.ts';
import { ingest, type Outcome } from '../pipeline/ingest.ts';
import type { Database } from '../store/database.ts';
import { type Evaluation, evaluate } from './evaluation.ts';
import type { Gold } from './gold.ts';
import { readGraph } from './graph.ts';

/** A page that could not be read, and why. */
type Skipped = Extract<Outcome, { skipped: unknown }>;

/** Reads the pages, from a folder, into a graph without pages, and compares; `maxBytes` is the largest that is read. */
export async function evaluatePages(
  database: Database,
  gold: Gold,
  folder: string,
  maxBytes: number,
): Promise<{ evaluation: Evaluation; skipped: readonly Skipped[] }> {
  const skipped: Skipped[] = [];
  for await (const outcome of ingest(database, pagesOf(gold, folder), { maxBytes })) {
    if ('skipped' in outcome) skipped.push(outcome);
  }
  return { evaluation: evaluate(gold, await readGraph(database.statements)), skipped };
}

/** The pages by the names that the gold has for them. */
async function* pagesOf({ files }: Gold, folder: string): AsyncGenerator<Source> {
  for (const file of files) {
    for await (const source of pagesIn([join(folder, file)])) yield { ...source, file };
  }
}
