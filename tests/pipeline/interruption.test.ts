import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { dataDirectoryAt, ended, scratchFolder, start } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';
import { pageText } from './page-text.ts';

const PAGES = 10;
/** How often a run is killed; more, by hand, with CITETRAIL_KILLS. */
const KILLS = Number(process.env.CITETRAIL_KILLS ?? 1);

const scratch = scratchFolder();
const pages = join(scratch, 'pages');
const server = inject('server');
const undo: (() => Promise<void>)[] = [];

beforeAll(() => {
  mkdirSync(pages);
  for (let i = 0; i < PAGES; i++)
    writeFileSync(join(pages, `${String(i).padStart(3, '0')}.txt`), pageText(i));
});
afterAll(async () => {
  for (const step of undo) await step();
});

/** Where a run finds its database: a directory, or one of its own on the server. */
async function place() {
  const name = `citetrail_kill_${randomBytes(6).toString('hex')}`;
  if (!server) return { dataDirectory: dataDirectoryAt(join(scratch, name)), databaseUrl: undefined };
  await onServer(server.url, `create database ${name} template ${server.templates.vocabulary}`);
  undo.push(() => onServer(server.url, `drop database ${name} with (force)`));
  return { dataDirectory: join(scratch, name), databaseUrl: besideDatabase(server.url, name) };
}
type Place = Awaited<ReturnType<typeof place>>;

/** Reads the pages in a process; calls back at every page that is told of. */
function read({ dataDirectory, databaseUrl }: Place, told: (pages: number, child: ChildProcess) => void) {
  const child = start(scratch, ['ingest', pages], {
    CITETRAIL_DATA: dataDirectory,
    CITETRAIL_WORKERS: '0',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  });
  return ended(child, (out) => told(out.split('\n').filter((line) => line.includes('.txt: ')).length, child));
}

async function graphOf(database: Database) {
  const { all, standing } = await evidenceStanding(database);
  expect(standing).toBe(all);
  return wholeGraph(database);
}

async function graphAt(where: Place) {
  const database = await openDatabase(where);
  try {
    return await graphOf(database);
  } finally {
    await database.close();
  }
}

test(
  'killed again and again at any moment, the next runs finish the work: the graph is that of one run',
  async () => {
    const undisturbed = await testDatabase('vocabulary');
    for await (const outcome of ingest(undisturbed, pagesIn([pages])))
      expect(outcome).toHaveProperty('receipt');
    const killed = await place();
    for (let kill = 0; kill < KILLS; kill++) {
      const after = randomInt(1, 6);
      let done = false;
      const { code, err } = await read(killed, async (told, child) => {
        if (done || told < after) return;
        done = true;
        await setTimeout(randomInt(40));
        child.kill('SIGKILL');
      });
      expect([null, 0], err).toContain(code);
    }
    const last = await read(killed, () => {});
    expect(last.code, last.err).toBe(0);
    expect(last.out).toContain(`${PAGES} pages read`);
    expect(await graphAt(killed)).toEqual(await graphOf(undisturbed));
  },
  Math.max(60_000, KILLS * 20_000),
);

test('interrupted, a run finishes the page under way, says what it did so far, and exits with 130', async () => {
  const where = await place();
  let told = false;
  const { code, out, err } = await read(where, (pages, child) => {
    if (told || pages < 3) return;
    told = true;
    child.kill('SIGINT');
  });
  expect(code, err).toBe(130);
  const finished = Number(
    /^Interrupted\. (\d+) pages read: \d+ new posts.* The same command goes on from here\.$/m.exec(out)?.[1],
  );
  expect(finished).toBeGreaterThanOrEqual(3);
  expect(finished).toBeLessThan(PAGES);
  expect((await graphAt(where)).posts).toHaveLength(finished);
}, 60_000);
