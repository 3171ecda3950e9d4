/**
 * How fast pages are read into the graph, and in how much memory: 1,000, 10,000 and 100,000 posts with their
 * threads, each into a database of its own on the server at BENCH_DATABASE_URL. Writes its table into
 * RESULTS.md.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/ingest.ts [posts...]
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Source } from '../src/pages.ts';
import { ingest } from '../src/pipeline/ingest.ts';
import { loadVocabulary } from '../src/pipeline/load-vocabulary.ts';
import { type Database, rowsOf } from '../src/store/database.ts';
import { loadGazetteer } from '../src/store/gazetteer.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { POSTS_PER_PAGE, pageOf } from './pages.ts';
import { report } from './report.ts';

/** The kernel counts the time of processes in hundredths of a second. */
const TICKS = 100;

const server = process.env.BENCH_DATABASE_URL;
if (!server) throw new Error('BENCH_DATABASE_URL is not set; expected the address of a PostgreSQL server.');
const workers = Number(process.env.CITETRAIL_WORKERS ?? availableParallelism() - 1);
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000, 100_000];

async function* generated(posts: number, names: readonly string[]): AsyncGenerator<Source> {
  for (let page = 0; page < posts / POSTS_PER_PAGE; page++) {
    yield { file: `page-${page}.txt`, bytes: new TextEncoder().encode(pageOf(page + 1, names)) };
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Seconds that a database's connections have computed, from the kernel: other work on the machine does not count. */
async function serverSeconds({ statements }: Database): Promise<number> {
  const backends = await rowsOf<{ pid: number }>(
    statements,
    sql`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  );
  const ticks = backends.map(({ pid }) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return Number(user) + Number(system);
  });
  return ticks.reduce((sum, count) => sum + count, 0) / TICKS;
}

async function measure(posts: number): Promise<string[]> {
  const name = `citetrail_bench_${process.pid}`;
  await onServer(`create database ${name}`);
  const url = Object.assign(new URL(server!), { pathname: `/${name}` }).href;
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '' });
  try {
    await migrate(database);
    await loadVocabulary(database, fileURLToPath(new URL('../seed/vocabulary', import.meta.url)));
    const { names } = await loadGazetteer(database.statements);
    const plain = [...new Set(names.filter(({ text }) => text.includes(' ')).map(({ text }) => text))].sort();
    const sums = { pages: 0, posts: 0, comments: 0, edges: 0 };
    let peak = 0;
    const started = performance.now();
    const [cpu, serverCpu] = [process.cpuUsage(), await serverSeconds(database)];
    for await (const outcome of ingest(database, generated(posts, plain), { workers })) {
      if ('skipped' in outcome) throw outcome.skipped;
      sums.pages++;
      sums.posts += outcome.receipt.postsAdded;
      sums.comments += outcome.receipt.commentsAdded;
      sums.edges += outcome.receipt.edgesAdded;
      if (sums.pages % 10 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    }
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const computed = (user + system) / 1e6;
    const computedByServer = (await serverSeconds(database)) - serverCpu;
    const figures = [
      sums.posts,
      sums.comments,
      sums.edges,
      seconds.toFixed(1),
      (sums.pages / seconds).toFixed(0),
      (sums.posts / seconds).toFixed(0),
      computed.toFixed(1),
      computedByServer.toFixed(1),
      (sums.posts / (computed + computedByServer)).toFixed(0),
      (peak / 2 ** 20).toFixed(0),
    ];
    return figures.map((figure) => figure.toLocaleString('en'));
  } finally {
    await database.close();
    await onServer(`drop database ${name} with (force)`);
  }
}

const rows: string[][] = [];
for (const size of sizes) {
  rows.push(await measure(size));
  console.log(rows.at(-1)!.join('  '));
}
report('Reading pages into the graph', {
  command: 'node bench/ingest.ts',
  note: `Pages of ${POSTS_PER_PAGE} posts with up to 10 comments each, every fifth sentence naming something; ${workers} worker${workers === 1 ? '' : 's'} beside the main thread; PostgreSQL on the same machine. Peak memory is that of the whole process, workers included.`,
  columns: [
    'posts',
    'comments',
    'relations',
    'seconds',
    'pages/s',
    'posts/s',
    'CPU s, Node',
    'CPU s, PostgreSQL',
    'posts per CPU s',
    'peak MB',
  ],
  rows,
});
