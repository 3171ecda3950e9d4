import { beforeEach, expect, test, vi } from 'vitest';
import { PageError } from '../../src/errors.ts';
import type { Source } from '../../src/pages.ts';
import { type IngestOptions, ingest, type Outcome } from '../../src/pipeline/ingest.ts';
import { Workers } from '../../src/pipeline/workers.ts';
import { empty, testDatabase } from '../support/database.ts';
import { learn, wholeGraph } from '../support/reading.ts';
import { pageText } from './page-text.ts';

const PAGES = 12;
/** Workers take over soon. */
const ALONE = 3;

const WORDS = `kind: organisation
entries:
  - { slug: napo, name: Napo, summary: A union., source: made up }
  - { slug: home-office, name: Home Office, summary: A department., source: made up }
`;

async function* sources(): AsyncGenerator<Source> {
  for (let i = 0; i < PAGES; i++) {
    const file = `${i}.txt`;
    if (i === 2) yield { file, bytes: new Uint8Array(99) };
    else if (i === 8) yield { file, error: new PageError('cannot be read: made up') };
    else yield { file, bytes: new TextEncoder().encode(pageText(i)) };
  }
}

const database = await testDatabase();
beforeEach(() => empty(database));

async function run(options: IngestOptions) {
  await empty(database);
  await learn(database, WORDS);
  const outcomes: Outcome[] = [];
  for await (const outcome of ingest(database, sources(), options)) outcomes.push(outcome);
  return { outcomes, graph: await wholeGraph(database) };
}

test('workers make no difference but to the time it takes: same outcomes in page order, same graph', async () => {
  const alone = await run({ workers: 0 });
  // One page has an error of its own.
  const given = vi.spyOn(Workers.prototype, 'read');
  const together = await run({ workers: 2, alone: ALONE });
  expect(together.outcomes.map(({ file }) => file)).toEqual(
    Array.from({ length: PAGES }, (_, i) => `${i}.txt`),
  );
  expect(given).toHaveBeenCalledTimes(PAGES - 1 - ALONE);
  expect(together).toEqual(alone);
  const skipped = together.outcomes.flatMap((outcome) => ('skipped' in outcome ? [outcome] : []));
  expect(skipped.map(({ file }) => file)).toEqual(['2.txt', '8.txt']);
  expect(skipped[0]!.skipped).toBeInstanceOf(PageError);
  expect(together.graph.posts).toHaveLength(PAGES - 2);
});

test('a page that the program fails at is skipped, and the run goes on', async () => {
  async function* failing(): AsyncGenerator<Source> {
    for await (const source of sources()) {
      if (source.file !== '1.txt') yield source;
      else yield { file: source.file, bytes: null as unknown as Uint8Array };
    }
  }
  const given = vi.spyOn(Workers.prototype, 'read').mockRejectedValueOnce(new Error('the thread died'));
  const skipped: string[] = [];
  for await (const outcome of ingest(database, failing(), { workers: 1, alone: ALONE }))
    if ('skipped' in outcome) skipped.push(`${outcome.file}: ${outcome.skipped.message}`);
  given.mockRestore();
  expect(skipped).toEqual([
    expect.stringMatching(/^1\.txt: the program failed at it \(TypeError: .*, at .*\); please report it$/),
    expect.stringMatching(/^2\.txt: /),
    expect.stringMatching(
      /^3\.txt: the program failed at it \(Error: the thread died, at .*\); please report it$/,
    ),
    expect.stringMatching(/^8\.txt: /),
  ]);
  expect((await wholeGraph(database)).posts).toHaveLength(PAGES - 4);
});

test('a run that is told to stop ends after the page under way', async () => {
  const controller = new AbortController();
  const files: (string | null)[] = [];
  for await (const { file } of ingest(database, sources(), {
    workers: 1,
    alone: ALONE,
    signal: controller.signal,
  })) {
    files.push(file);
    if (files.length === 10) controller.abort();
  }
  expect(files).toHaveLength(10);
  expect((await wholeGraph(database)).posts).toHaveLength(8);
});

test('few pages are read ahead of those that are stored, however many there are', async () => {
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
  for await (const _ of ingest(database, counted(), { workers: 1, alone: ALONE })) stored++;
  expect(stored).toBe(PAGES);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(1 * 4 + 1);
});
