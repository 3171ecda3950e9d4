import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { run, scratchFolder } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';
import { archiveText, pageText } from './page-text.ts';

/** How many processes read, and how many pages each; more, by hand, with CITETRAIL_WRITERS. */
const [WRITERS, PAGES] = (process.env.CITETRAIL_WRITERS ?? '4x12').split('x').map(Number) as [number, number];
/** Every page is read by two writers. */
const ALL = (WRITERS * PAGES) / 2;
/** How many pages show a post first of all: alone, alone with a longer thread, and before the next two. */
const OF_A_POST = 3;

const server = inject('server');
const scratch = scratchFolder();
const folder = join(scratch, 'pages');
const files = Array.from({ length: ALL }, (_, i) => join(folder, `${String(i).padStart(5, '0')}.txt`));
const undo: (() => Promise<void>)[] = [];

beforeAll(() => {
  mkdirSync(folder);
  files.forEach((file, i) => {
    const post = Math.floor(i / OF_A_POST);
    const texts = [pageText(post), pageText(post, 1), archiveText([post, post + 1, post + 2])];
    writeFileSync(file, texts[i % OF_A_POST]!);
  });
});
afterAll(async () => {
  for (const step of undo) await step();
});

/** The pages of a writer, half of them those of the one before, half of the one behind; every other writer goes back to front. */
function pagesOf(writer: number): string[] {
  const pages = Array.from({ length: PAGES }, (_, i) => files[(writer * (PAGES / 2) + i) % ALL]!);
  return writer % 2 === 0 ? pages : pages.reverse();
}

test.skipIf(!server)(
  'processes that read overlapping pages at the same time make the graph that one makes',
  async () => {
    const name = `citetrail_writers_${randomBytes(6).toString('hex')}`;
    await onServer(server!.url, `create database ${name} template ${server!.templates.vocabulary}`);
    undo.push(() => onServer(server!.url, `drop database ${name} with (force)`));
    const databaseUrl = besideDatabase(server!.url, name);
    const settings = { DATABASE_URL: databaseUrl, CITETRAIL_WORKERS: '0' };
    const ends = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => run(scratch, ['ingest', ...pagesOf(i)], settings)),
    );
    for (const { code, out, err } of ends) {
      expect(code, err).toBe(0);
      expect(out).toContain(`${PAGES} pages read`);
    }
    const alone = await testDatabase('vocabulary');
    for await (const outcome of ingest(alone, pagesIn([folder]))) expect(outcome).toHaveProperty('receipt');
    const together = await openDatabase({ databaseUrl, dataDirectory: '' });
    undo.unshift(() => together.close());
    const { all, standing } = await evidenceStanding(together);
    expect(standing).toBe(all);
    const graph = await wholeGraph(together);
    expect(graph.posts.length).toBe(Math.floor(ALL / OF_A_POST) + 2);
    expect(graph).toEqual(await wholeGraph(alone));
  },
  Math.max(60_000, WRITERS * PAGES * 500),
);
