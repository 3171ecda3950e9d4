/**
 * Writes the pages of the docs that show what the bundled graph answers: `docs/api.md`, the manual of the
 * API, and `docs/questions.md`, whose text is written by hand and keeps all but its answers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { serveBundledGraph } from '../tests/support/bundled-graph.ts';
import { askAt, expectingAnswers, withAnswers } from './answers.ts';
import { manual } from './manual.ts';

/** The pages, by path, as they should be now. */
export async function answeredPages(): Promise<Map<string, string>> {
  const graph = await serveBundledGraph();
  try {
    const ask = askAt(graph.url);
    const answered = expectingAnswers(ask);
    const { entryPoints, conventions, inputs } = manual();
    const api = [
      await withAnswers(entryPoints, answered),
      await withAnswers(conventions, ask),
      inputs.trimEnd(),
    ];
    return new Map([
      ['docs/api.md', `${api.join('\n')}\n`],
      ['docs/questions.md', await withAnswers(readFileSync('docs/questions.md', 'utf8'), answered)],
    ]);
  } finally {
    await graph.close();
  }
}

if (import.meta.main) {
  for (const [path, text] of await answeredPages()) writeFileSync(path, text);
}
