/** An embedded database whose directory another process wants, and which is damaged when its own is killed. */
import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digests } from '../support/corpus.ts';
import { ended, run, type Said, start } from '../support/process.ts';
import { until } from './cluster.ts';
import type { Moment } from './moments.ts';
import { SETTINGS, Served } from './program.ts';

/** Files that a database cannot do without, one for each moment. */
const VITAL = [
  'global/pg_control',
  'PG_VERSION',
  'global/pg_filenode.map',
  'global/pg_control',
  'base/5/pg_filenode.map',
] as const;

/** Something under way over a directory. */
interface Holder {
  readonly process: number;
  /** Throws unless what another process did left it alone. */
  expectWell(): Promise<void>;
  kill(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'citetrail-faults-embedded-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Makes a directory without pages and one with the bundled ones, once for all cases; answers how many posts it has. */
async function fill(): Promise<number> {
  const [empty, full] = ['empty', 'filled'].map((name) => join(folder, name)) as [string, string];
  await run(folder, ['status'], { CITETRAIL_DATA: empty });
  cpSync(empty, full, { recursive: true });
  const filled = await run(folder, ['ingest', digests, '--json'], { CITETRAIL_DATA: full });
  if (filled.code !== 0) throw new Error(`The directory cannot be filled: ${filled.err}`);
  return JSON.parse(filled.out.trim().split('\n').at(-1)!).totals.posts;
}
let filling: Promise<number> | undefined;

const HOLDERS: Readonly<Record<Moment, (data: string, posts: number) => Promise<Holder>>> = {
  'before the first question': (data) => serving(data),
  idle: (data, posts) => serving(data, async (served) => void (await served.ask(posts))),
  'in a read': (data, posts) =>
    serving(data, async (served) => {
      // One after another, for as long as it lives.
      const keepAsking = async () => {
        for (;;) await served.ask(posts);
      };
      keepAsking().catch(() => {});
    }),
  'in an export': (data) =>
    serving(data, async (served) => {
      const keepTaking = async () => {
        for (;;) await (await served.beginExport()).rest();
      };
      keepTaking().catch(() => {});
    }),
  'in an ingest': reading,
};

async function serving(
  data: string,
  use: (served: Served) => Promise<void> = async () => {},
): Promise<Holder> {
  const served = await Served.start(folder, { CITETRAIL_DATA: data });
  await use(served);
  return {
    process: served.process,
    expectWell: async () => {
      if ((await served.ask(null)) !== 'answered' || !(await served.lives()))
        throw new Error('The first suffered.');
    },
    kill: () => served.stop(),
  };
}

/** A run that has read a page and has others before it. */
async function reading(data: string): Promise<Holder> {
  const child = start(folder, ['ingest', digests], { ...SETTINGS, CITETRAIL_DATA: data });
  let told = '';
  const said = ended(child, (out) => {
    told = out;
  });
  await until('a page is read', async () => told.includes('.txt: ') || child.exitCode !== null);
  // There are but a few pages: it would be done before anybody else has looked.
  child.kill('SIGSTOP');
  return {
    process: child.pid!,
    expectWell: async () => {},
    async kill() {
      child.kill('SIGKILL');
      await said;
    },
  };
}

async function lockedAndDamaged(moment: Moment, vital: string): Promise<string> {
  filling ??= fill();
  const posts = await filling;
  const data = join(folder, moment.replaceAll(' ', '-'));
  cpSync(join(folder, moment === 'in an ingest' ? 'empty' : 'filled'), data, { recursive: true });
  const holder = await HOLDERS[moment](data, posts);
  expectRefusal(
    await run(folder, ['status'], { CITETRAIL_DATA: data }),
    `in use by process ${holder.process}`,
  );
  await holder.expectWell();
  await holder.kill();
  const file = join(data, 'database', vital);
  cpSync(file, join(folder, 'kept'));
  truncateSync(file, 1);
  expectRefusal(
    await run(folder, ['status'], { CITETRAIL_DATA: data }),
    'If the directory is damaged, move it away',
  );
  cpSync(join(folder, 'kept'), file);
  // A lock of the dead is no lock, and what the killed one left is put right.
  const again = await run(folder, ['ingest', digests, '--quiet'], { CITETRAIL_DATA: data });
  if (again.code !== 0) throw new Error(`The next run ended with ${again.code}: ${again.err}`);
  const served = await Served.start(folder, { CITETRAIL_DATA: data });
  try {
    if ((await served.ask(posts)) !== 'answered') throw new Error('It does not answer again.');
  } finally {
    await served.stop();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
  return 'exit 3 and why, to each of two others; well again at the next start';
}

function expectRefusal({ code, err }: Said, why: string): void {
  if (code !== 3 || !err.includes(why))
    throw new Error(`It ended with ${code}; expected 3 and “${why}”: ${err}`);
}

/** The fault, by moments. */
export const EMBEDDED: {
  readonly name: string;
  readonly cases: Readonly<Record<string, () => Promise<string>>>;
} = {
  name: 'the embedded directory is locked, then damaged',
  cases: Object.fromEntries(
    Object.keys(HOLDERS).map((moment, i) => [moment, () => lockedAndDamaged(moment as Moment, VITAL[i]!)]),
  ),
};
