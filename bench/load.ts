/**
 * Loads a server with all that clients do, at once, for so many minutes: they ask, search and walk, send pages, hide
 * and show, listen, take files, go away half way and mean ill; half way the database is stopped at once and started
 * two seconds later. Every answer is held against what it must be. The server is a process of its own over a
 * PostgreSQL of its own (as `/usr/lib/postgresql` has it) with a generated graph. Exits with 1 when an answer was
 * wrong, the process ended or something leaked. Writes its table into RESULTS.md, from ten minutes on.
 *
 *     node bench/load.ts [minutes] [relations]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { Cluster, until } from '../tests/faults/cluster.ts';
import { run } from '../tests/support/process.ts';
import { Ledger, RECOVERY } from './load/ledger.ts';
import { askedBefore, Files, Reader, wholeFile } from './load/reading.ts';
import { LoadedServer } from './load/server.ts';
import { leaks, Watch } from './load/watch.ts';
import { Listener, Stored, Writer } from './load/writing.ts';
import { Random } from './random.ts';
import { report } from './report.ts';
import { placeDeepInside, sizeOf } from './requests/database.ts';
import { fillGraph, sizesFor } from './requests/graph.ts';
import { workloadsOver } from './requests/workloads.ts';

const [minutes = 10, relations = 100_000] = process.argv.slice(2).map(Number);
const SECOND = 1_000;
const LASTS = minutes * 60 * SECOND;
/** The shortest load whose figures are kept. */
const KEPT_FROM = 10;
const READERS = 8;
const WRITERS = 2;
/** How long a reader thinks between two questions, at most; how long others rest; in milliseconds. */
const [THINKS, WRITES, HIDES, TAKES] = [250, 400, 1_500, 15_000];
const SAMPLED = 10 * SECOND;
const OUTAGE = 2 * SECOND;
/** When memory is taken to be what it stays, as a share of short loads. */
const SETTLED = Math.min(2 * 60 * SECOND, LASTS / 3);
const POOL = 6;
/** Which pages are sent, and which by the one who hides: their numbers are larger than those that are searched for. */
const [SENT_FROM, HIDDEN_FROM] = [1_000, 5_000];

const cluster = await Cluster.start({
  hasSmallDisk: false,
  settings: { max_connections: 60, fsync: 'on', autovacuum: 'on', shared_buffers: '256MB' },
});
if (!cluster) throw new Error('PostgreSQL is not installed under /usr/lib/postgresql.');
const folder = mkdtempSync(join(tmpdir(), 'citetrail-load-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const began = performance.now();
const say = (what: string) =>
  console.log(`${((performance.now() - began) / SECOND).toFixed(0).padStart(4)} s  ${what}`);
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const url = cluster.url('graph');
const { deep, size } = await filled();
const token = await run(folder, ['token', 'create', 'load', '--for', 'ingest,hide'], { DATABASE_URL: url });
if (token.code !== 0) throw new Error(token.err);
const server = await LoadedServer.start(join(folder, 'log'), {
  DATABASE_URL: url,
  DATABASE_POOL: String(POOL),
});
say(`serves ${size.edges} relations, ${size.megabytes} MB`);

const ledger = new Ledger();
const bearer = token.out.trim();
// What is begun with the first page, such as a thread that reads pages, is there from now on.
await new Writer(server, ledger, new Stored(), bearer).page(SENT_FROM - 1);
const random = new Random(1);
const questions = await askedBefore(server, workloadsOver(sizesFor(relations), deep), random);
const postsBefore = await wholeFile(server, '/export/entities.jsonl', '"kind":"post"');
const edgesBefore = await wholeFile(server, '/export/edges.jsonl', '');
server.hangUp();
const files = new Files();
const watch = new Watch(cluster, server);
const atFirst = await watch.once();
say(`${questions.length} questions and their answers; ${JSON.stringify(atFirst)}`);

const stored = new Stored();
const listener = new Listener(server, ledger);
const writer = () => new Writer(server, ledger, stored, bearer);
await listener.begin();
const loadBegan = performance.now();
watch.begin();
const goesOn = () => performance.now() - loadBegan < LASTS && server.isAlive;
const clients = [
  ...Array.from({ length: READERS }, (_, i) => {
    const reader = new Reader(server, ledger, new Random(100 + i), questions, files);
    return again(
      () => reader.once(),
      () => random.below(THINKS),
    );
  }),
  ...Array.from({ length: WRITERS }, (_, i) => {
    let page = SENT_FROM + i;
    const sender = writer();
    return again(
      async () => {
        await sender.page(page);
        page += WRITERS;
      },
      () => WRITES,
    );
  }),
  (() => {
    let page = HIDDEN_FROM;
    const moderator = writer();
    return again(
      () => moderator.hideAndShow(page++, listener),
      () => HIDES,
    );
  })(),
  (() => {
    let turn = 0;
    return again(
      () => (++turn % 3 === 0 ? takeEdges() : takeEntities()),
      () => TAKES,
    );
  })(),
  again(
    async () => {
      const { megabytes, files: open, connections, waiting } = await watch.look();
      const lines = ledger.lines().reduce((sum, { answered }) => sum + answered, 0);
      say(
        `${lines} answered, ${ledger.wrongCount} wrong; ${megabytes.toFixed(0)} MB, ${open} files, ${connections ?? '-'} connections, ${waiting ?? '-'} wait`,
      );
    },
    () => SAMPLED,
  ),
];
await rest(LASTS / 2);
const recovered = await restart();
await Promise.all(clients);
if (!server.isAlive) ledger.fail('The server ended.');

// Everything stored is told of; then nobody asks any more.
await until(
  'the stream told of all that was stored',
  async () => stored.documents.every((id) => listener.heard.has(id)),
  15 * SECOND,
).catch(() => {});
try {
  listener.expectHeard(stored.documents);
} catch (fault) {
  ledger.fail((fault as Error).message);
}
listener.end();
server.hangUp();
await rest(Math.min(15, 3 + minutes * 3) * SECOND);
const atLast = await watch.once();
const settled = watch.memoryAround(SETTLED);
const last = watch.memoryAround(LASTS);
for (const leak of leaks(atFirst, atLast, 2 * POOL + 1, settled, last)) ledger.fail(leak);
const faults = server.logged().filter(({ msg }) => msg === 'fault');
const offset = Date.now() - performance.now();
for (const fault of faults) {
  const at = new Date(fault.time).getTime() - offset;
  if (!ledger.excuses(at, at)) ledger.fail(`The log has a fault: ${JSON.stringify(fault)}`);
}
const code = await server.stop();
if (code !== 0) ledger.fail(`Told to stop, the server ended with ${code}.`);

const lines = ledger.lines();
const rows = lines.map(({ kind, answered, refused, p50, p95, p99 }) => [
  kind,
  answered.toLocaleString('en'),
  refused ? String(refused) : '',
  ...[p50, p95, p99].map((ms) => (kind === 'streams' ? '' : ms.toFixed(ms < 100 ? 1 : 0))),
]);
const answered = lines.reduce((sum, line) => sum + line.answered, 0);
const refusals = [...ledger.refusals].map(([code, count]) => `${code} ${count}`).join(', ') || 'none';
const note =
  `${READERS} readers, ${WRITERS} writers, one who hides and shows, one who takes files and one who listens, over ${size.edges.toLocaleString('en')} relations, ` +
  `${size.megabytes} MB, with a pool of ${POOL}; the clients and PostgreSQL on the same machine. ${answered.toLocaleString('en')} answers, ${(answered / (LASTS / SECOND)).toFixed(0)} a second, ` +
  `each held against what it must be: ${ledger.wrongCount} wrong. Half way PostgreSQL was stopped at once and started ${OUTAGE / SECOND} s later: refused meanwhile ${refusals}; right again ${recovered.toFixed(0)} ms after it was back. ` +
  `${stored.done.toLocaleString('en')} pages were stored, and ${listener.heard.size.toLocaleString('en')} documents told of once each over ${listener.streams} streams. ` +
  `Memory ${settled.toFixed(0)} MB at minute ${(SETTLED / 60 / SECOND).toFixed(0)}, ${last.toFixed(0)} MB at the end, ${Math.max(...watch.samples.map(({ megabytes }) => megabytes)).toFixed(0)} MB at most; ` +
  `files ${atFirst.files} and ${atLast.files}, connections ${atFirst.connections} and ${atLast.connections} before and after; ${code === 0 ? 'no' : 'one'} process exit.`;
const columns = ['asked', 'answered', 'refused', 'p50 ms', 'p95 ms', 'p99 ms'];
console.log([columns, ...rows].map((row) => row.join('\t')).join('\n'));
console.log(note);
if (minutes >= KEPT_FROM && ledger.wrongCount === 0)
  report(`${minutes} minutes of mixed load`, {
    command: `node bench/load.ts ${minutes}`,
    note,
    columns,
    rows,
  });
console.log(
  ledger.wrongCount === 0 ? 'All is well.' : `${ledger.wrongCount} wrong:\n${ledger.wrong.join('\n')}`,
);
process.exit(ledger.wrongCount === 0 ? 0 : 1);

/** Does something until the load ends, with a rest after each time. */
async function again(act: () => Promise<unknown>, pause: () => number): Promise<void> {
  while (goesOn()) {
    await act();
    await rest(pause());
  }
}

/** A post may be hidden; pages go on being stored while a file is taken. */
async function takeEntities(): Promise<void> {
  const { done } = stored;
  await ledger.enter('file: entities.jsonl', async () => {
    const posts = await files.during(() => wholeFile(server, '/export/entities.jsonl', '"kind":"post"'));
    const [least, most] = [postsBefore + done - 1, postsBefore + stored.begun];
    if (posts < least || posts > most)
      throw new Error(`The file has ${posts} posts; expected from ${least} to ${most}.`);
  });
}

async function takeEdges(): Promise<void> {
  await ledger.enter('file: edges.jsonl', async () => {
    const edges = await files.during(() => wholeFile(server, '/export/edges.jsonl', ''));
    if (edges < edgesBefore)
      throw new Error(`The file has ${edges} relations; expected ${edgesBefore} and more.`);
  });
}

/** Stops the database at once and starts it again; answers how long after that the first right answer came. */
async function restart(): Promise<number> {
  say('the database is stopped');
  ledger.leave();
  await cluster!.down('immediate');
  await rest(OUTAGE);
  await cluster!.up();
  ledger.comeBack();
  const probe = new Reader(server, ledger, new Random(0), questions, files);
  const took = await until('it answers again', () => probe.ask(questions[0]!), 5 * RECOVERY);
  say(`the database is back, and right answers ${took.toFixed(0)} ms later`);
  if (took > RECOVERY) ledger.fail(`It took ${took} ms to answer again; expected ${RECOVERY} at most.`);
  return took;
}

async function filled() {
  await cluster!.createDatabase('graph');
  const owner = await openDatabase({ databaseUrl: url, dataDirectory: '' });
  await migrate(owner);
  await owner.close();
  const database = await openDatabase({ databaseUrl: cluster!.administratorUrl('graph'), dataDirectory: '' });
  await fillGraph(database, relations, { say });
  const made = { deep: await placeDeepInside(database), size: await sizeOf(database) };
  await database.close();
  return made;
}
