import { Worker, type WorkerOptions } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { PageReader } from '../../src/pipeline/page-reader.ts';
import { type Start, Workers } from '../../src/pipeline/workers.ts';
import { pageText } from './page-text.ts';

const threads: Worker[] = [];
let resourceLimits: WorkerOptions['resourceLimits'] = {};
beforeEach(() => {
  threads.length = 0;
  resourceLimits = {};
});

/** Starts threads as they are, in view and with limits to what they may use. */
const start: Start = (order) => {
  const file = new URL('../../src/pipeline/worker.ts', import.meta.url);
  const thread = new Worker(file, { workerData: order, resourceLimits });
  threads.push(thread);
  return thread;
};

const names = { version: '1', names: [], addresses: [], reports: [], erased: [] };
const order = { gazetteer: names, options: {} };
const page = (text: string) => ({ file: 'page.txt', bytes: new TextEncoder().encode(text) });
const good = page(pageText(1));
const pageOf = (elements: number) => page(`<html><body>${'<i>x</i> y '.repeat(elements)}</body></html>`);
/** Somewhat more than a thread of this little memory can hold: by far more could end the whole process, not the thread. */
const LITTLE = 40;
const huge = pageOf(60_000);
/** Takes a thread that has memory a while. */
const long = pageOf(400_000);
const readings = { reader: () => new PageReader(start), workers: () => new Workers(1, order, start) };

describe.each(Object.entries(readings))('%s', (_, open) => {
  let reading: PageReader | Workers;
  afterEach(() => reading.close());
  const read = (what: typeof good) =>
    reading instanceof Workers ? reading.read(what) : reading.read(what, names, {});

  test('reads pages after one that its thread died of', async () => {
    resourceLimits = { maxOldGenerationSizeMb: LITTLE };
    reading = open();
    await expect(read(huge)).rejects.toThrow(/the thread .* died: .*memory/);
    await expect(read(good)).resolves.toHaveProperty('record');
    expect(threads.length).toBeGreaterThan(1);
  });

  test('reads all that waited behind the page at which a thread died', async () => {
    reading = open();
    await read(good);
    const died = expect(read(long)).rejects.toThrow(/died$/);
    const behind = [
      expect(read(good)).resolves.toHaveProperty('record'),
      expect(read(page(' '))).rejects.toThrow(PageError),
    ];
    await threads[0]!.terminate();
    await Promise.all([died, ...behind]);
    expect(threads).toHaveLength(2);
  });

  test('rejects what is not read yet when it is closed', async () => {
    reading = open();
    const pending = [read(good), read(good)].map((answer) =>
      expect(answer).rejects.toThrow('reading was closed'),
    );
    await reading.close();
    await Promise.all(pending);
  });
});

test('workers that were closed read no more', async () => {
  const workers = new Workers(2, order, start);
  await workers.close();
  await expect(workers.read(good)).rejects.toThrow('reading was closed');
  expect(threads).toHaveLength(2);
});

test('a thread reads to its end what it was given before the names changed, and no longer', async () => {
  const reader = new PageReader(start);
  const before = reader.read(good, names, {});
  const after = reader.read(good, { ...names, version: '2' }, {});
  await expect(Promise.all([before, after])).resolves.toHaveLength(2);
  expect(threads).toHaveLength(2);
  await vi.waitFor(() => expect(threads.map(({ threadId }) => threadId < 0)).toEqual([true, false]), 5_000);
  await reader.close();
});
