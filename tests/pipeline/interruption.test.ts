import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';
import { pageText } from './page-text.ts';

const PAGES = 60;
const KILLS = 10;

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'citetrail-interruption-'));
const pages = join(scratch, 'pages');
const server = process.env.TEST_DATABASE_URL;
const undo: (() => Promise<void>)[] = [];

beforeAll(() => {
  mkdirSync(pages);
  for (let i = 0; i < PAGES; i++)
    writeFileSync(join(pages, `${String(i).padStart(3, '0')}.txt`), pageText(i));
});
afterAll(async () => {
  for (const step of undo) await step();
  rmSync(scratch, { recursive: true });
});

/** Where a run finds its database: a directory, or one of its own on the server. */
async function place() {
  const name = `citetrail_kill_${randomBytes(6).toString('hex')}`;
  const dataDirectory = join(scratch, name);
  if (!server) return { dataDirectory, databaseUrl: undefined };
  await onServer(server, `create database ${name}`);
  undo.push(() => onServer(server, `drop database ${name} with (force)`));
  return { dataDirectory, databaseUrl: besideDatabase(server, name) };
}
type Place = Awaited<ReturnType<typeof place>>;

/** Starts reading the pages; calls back at every page that is told of. */
function start({ dataDirectory, databaseUrl }: Place, told: (pages: number, child: ChildProcess) => void) {
  const child = spawn(process.execPath, [main, 'ingest', pages], {
    cwd: scratch,
    env: {
      PATH: process.env.PATH,
      CITETRAIL_DATA: dataDirectory,
      CITETRAIL_WORKERS: '1',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdout.on('data', (chunk) => {
    out += chunk;
    told(out.split('\n').filter((line) => line.includes('.txt: ')).length, child);
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
}

async function graphAt(where: Place) {
  const database = await openDatabase(where);
  try {
    const { all, standing } = await evidenceStanding(database);
    expect(standing).toBe(all);
    return await wholeGraph(database);
  } finally {
    await database.close();
  }
}

test('killed again and again at any moment, the next runs finish the work: the graph is that of one run', async () => {
  const [undisturbed, killed] = [await place(), await place()];
  expect((await start(undisturbed, () => {})).code).toBe(0);
  for (let kill = 0; kill < KILLS; kill++) {
    const after = randomInt(1, 6);
    let done = false;
    const { code, err } = await start(killed, async (told, child) => {
      if (done || told < after) return;
      done = true;
      await setTimeout(randomInt(40));
      child.kill('SIGKILL');
    });
    expect([null, 0], err).toContain(code);
  }
  const last = await start(killed, () => {});
  expect(last.code, last.err).toBe(0);
  expect(last.out).toContain(`${PAGES} pages read`);
  expect(await graphAt(killed)).toEqual(await graphAt(undisturbed));
}, 300_000);

test('interrupted, a run finishes the page under way, says what it did so far, and exits with 130', async () => {
  const where = await place();
  let told = false;
  const { code, out, err } = await start(where, (pages, child) => {
    if (told || pages < 3) return;
    told = true;
    child.kill('SIGINT');
  });
  expect(code, err).toBe(130);
  const read = Number(/^Interrupted\. (\d+) pages read: \d+ new posts/m.exec(out)?.[1]);
  expect(read).toBeGreaterThanOrEqual(3);
  expect(read).toBeLessThan(PAGES);
  expect((await graphAt(where)).posts).toHaveLength(read);
}, 60_000);
