/** What the program is at when a fault strikes. */
import type pg from 'pg';
import { ended, type Said, start } from '../support/process.ts';
import { until } from './cluster.ts';
import { type Outcome, POOL, SETTINGS, type Served } from './program.ts';
import type { World } from './world.ts';

export const MOMENTS = [
  'before the first question',
  'idle',
  'in a read',
  'in an export',
  'in an ingest',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** Something under way. */
export interface Scene {
  /** Lets it go on, where it was held. */
  letGo?(): void;
  /** Waits for its end and says what became of it. */
  outcome(): Promise<Outcome>;
  /** What is to be done once the fault is over, such as finishing the work. */
  after?(): Promise<void>;
}

/** Brings about each moment. */
export const SCENES: Readonly<Record<Moment, (world: World, served: Served) => Promise<Scene>>> = {
  'before the first question': async (world, served) => questions(world, served),
  async idle(world, served) {
    // As many connections as there may be, none at work.
    await occupyAll(world, served);
    return questions(world, served);
  },
  async 'in a read'(world, served) {
    const held = await hold(world, 'graph', 'lock table posts in access exclusive mode');
    const asked = served.ask(world.posts);
    // Should it fail before anybody looks, that is told when somebody does.
    asked.catch(() => {});
    await waitsForLock(world, 'graph');
    return { letGo: () => release(held), outcome: () => asked };
  },
  async 'in an export'(_, served) {
    const stream = await served.beginExport();
    return { outcome: () => stream.rest() };
  },
  async 'in an ingest'(world) {
    const name = await world.copy();
    // Where writers take turns: the run stands in the middle of a transaction, with pages behind it.
    let told = 0;
    const { said, child } = runOver(world, name, (out) => {
      told = out.split('\n').filter((line) => line.includes('.txt: ')).length;
    });
    let isOver = false;
    void said.then(() => {
      isOver = true;
    });
    await until('pages are read', async () => told > 2 || isOver);
    const turn = `select pg_advisory_xact_lock(hashtextextended('pages', 0))`;
    const held = await hold(world, name, turn).catch(() => null);
    if (held) await waitsForLock(world, name, () => isOver);
    return {
      letGo: () => held && release(held),
      outcome: async () => exitOf(await within(said, () => child.kill('SIGKILL'))),
      async after() {
        const { code, err } = await runOver(world, name).said;
        if (code !== 0) throw new Error(`The next run ended with ${code}: ${err}`);
        await world.expectFinished(name);
        await world.cluster.ask(`drop database ${name} with (force)`);
      },
    };
  },
};

const questions = (world: World, served: Served): Scene => ({
  outcome: async () => [...new Set(await served.askAll(world.posts))].sort().join(', '),
});

function runOver(world: World, name: string, told: (out: string) => void = () => {}) {
  const child = start(world.folder, ['ingest', world.pages], {
    ...SETTINGS,
    DATABASE_URL: world.cluster.url(name, world.wire.port),
  });
  return { child, said: ended(child, told) };
}

/** How long a run may take to notice that its database is gone, in milliseconds. */
const NOTICING = 20_000;

async function within(said: Promise<Said>, kill: () => void): Promise<Said> {
  const timer = setTimeout(kill, NOTICING);
  const all = await said;
  clearTimeout(timer);
  return all;
}

/** The exit code, and of one that says that there is no database, whether it says so clearly. */
function exitOf({ code, err }: Said): Outcome {
  if (code === 3 && !/Lost the database|Cannot reach the database/.test(err))
    throw new Error(`It ended without saying why: ${err}`);
  if (code !== 0 && code !== 3) throw new Error(`It ended with ${code}: ${err}`);
  return `exit ${code}`;
}

/** Ends a transaction with its connection; a server that does not answer is not waited for. */
function release(client: pg.Client): void {
  client.end().catch(() => {});
}

/** Holds something in a transaction that goes on until the connection ends. */
export async function hold(world: World, database: string, statement: string): Promise<pg.Client> {
  const client = await world.cluster.connect(database);
  await client.query(`begin; ${statement}`);
  return client;
}

/** Has all connections of the program at work at once; answers what became of the questions that they were asked. */
export async function occupyAll(world: World, served: Served): Promise<Outcome[]> {
  const held = await hold(world, 'graph', 'lock table posts in access exclusive mode');
  const asked = served.askAll(world.posts);
  try {
    await until(
      'all connections are in use',
      async () => (await readers(world, `wait_event_type = 'Lock'`)) === POOL,
    );
  } finally {
    await held.end();
  }
  return asked;
}

/** How many connections the program reads over, of those for which a condition holds. */
export async function readers(world: World, condition: string): Promise<number> {
  const [row] = await world.cluster.ask<{ count: string }>(
    `select count(*) from pg_stat_activity where application_name = 'citetrail reading' and ${condition}`,
  );
  return Number(row!.count);
}

async function waitsForLock(world: World, database: string, isOver = () => false): Promise<void> {
  await until('the program waits for a lock', async () => {
    if (isOver()) return true;
    const rows = await world.cluster.ask(
      `select from pg_stat_activity where datname = '${database}' and application_name like 'citetrail%'
       and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  });
}
