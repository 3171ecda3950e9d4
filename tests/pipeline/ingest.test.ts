import { expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import type { Source } from '../../src/pages.ts';
import { type IngestOptions, ingest, type Outcome } from '../../src/pipeline.ts';
import { testDatabase } from '../support/database.ts';
import { wholeGraph } from '../support/reading.ts';
import { pageText } from './page-text.ts';

const PAGES = 16;

async function* sources(): AsyncGenerator<Source> {
  for (let i = 0; i < PAGES; i++) {
    const file = `${i}.txt`;
    if (i === 11) yield { file, bytes: new Uint8Array(99) };
    else if (i === 13) yield { file, error: new PageError('cannot be read: made up') };
    else yield { file, bytes: new TextEncoder().encode(pageText(i)) };
  }
}

async function run(options: IngestOptions) {
  const database = await testDatabase('vocabulary');
  const outcomes: Outcome[] = [];
  for await (const outcome of ingest(database, sources(), options)) outcomes.push(outcome);
  return { outcomes, graph: await wholeGraph(database) };
}

test('workers make no difference but to the time it takes: same outcomes in page order, same graph', async () => {
  const alone = await run({ workers: 0 });
  const together = await run({ workers: 2 });
  expect(together.outcomes.map(({ file }) => file)).toEqual(
    Array.from({ length: PAGES }, (_, i) => `${i}.txt`),
  );
  expect(together).toEqual(alone);
  const skipped = together.outcomes.flatMap((outcome) => ('skipped' in outcome ? [outcome] : []));
  expect(skipped.map(({ file }) => file)).toEqual(['11.txt', '13.txt']);
  expect(skipped[0]!.skipped).toBeInstanceOf(PageError);
  expect(together.graph.posts).toHaveLength(PAGES - 2);
});

test('a run that is told to stop ends after the page under way', async () => {
  const database = await testDatabase();
  const controller = new AbortController();
  const files: (string | null)[] = [];
  for await (const { file } of ingest(database, sources(), { workers: 1, signal: controller.signal })) {
    files.push(file);
    if (files.length === 10) controller.abort();
  }
  expect(files).toHaveLength(10);
  expect((await wholeGraph(database)).posts).toHaveLength(10);
});

test('few pages are read ahead of those that are stored, however many there are', async () => {
  const database = await testDatabase();
  let asked = 0;
  let stored = 0;
  let most = 0;
  async function* counted(): AsyncGenerator<Source> {
    for await (const source of sources()) {
      asked++;
      most = Math.max(most, asked - stored);
      yield source;
    }
  }
  for await (const _ of ingest(database, counted(), { workers: 1 })) stored++;
  expect(stored).toBe(PAGES);
  expect(most).toBeLessThanOrEqual(1 * 4 + 1);
});
