/**
 * What requests cost: the trail and other workloads over a generated graph, answered by Citetrail with operations
 * compiled and with loaders, and for the trail by a statement written by hand over bare HTTP, which nothing can beat
 * by much. Answers are compared before anything is timed. The database is made on the server at BENCH_DATABASE_URL,
 * whose user must be a superuser, and dropped. Writes its table into RESULTS.md, but not with `--smoke`.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/requests.ts [relations] [--rounds n] [--smoke]
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { type Database, openDatabase, rowsOf } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { Random } from './random.ts';
import { report } from './report.ts';
import { fillGraph, sizesFor } from './requests/graph.ts';
import { bodyOf, type Measured, measure } from './requests/measure.ts';
import { indexesRead } from './requests/plans.ts';
import { citetrail, floor, type Server } from './requests/servers.ts';
import { type Workload, workloadsOver } from './requests/workloads.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, smoke: { type: 'boolean', default: false } },
});
const given = process.env.BENCH_DATABASE_URL;
if (!given) throw new Error('BENCH_DATABASE_URL is not set; expected the address of a PostgreSQL server.');
const relations = Number(positionals[0] ?? (values.smoke ? 10_000 : 1_000_000));
const rounds = values.smoke ? 1 : Number(values.rounds);
/** How many trails are asked for in a round, one after another, and as many again at once. */
const REQUESTS = values.smoke ? 4 : 600;
/** How many answers of each workload are compared. */
const COMPARED = 20;

const name = `citetrail_bench_${process.pid}`;
const url = Object.assign(new URL(given), { pathname: `/${name}` }).href;
await onServer(`create database ${name}`);
const servers: Server[] = [];
try {
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', poolSize: 1 });
  await migrate(database);
  const began = performance.now();
  await fillGraph(database, relations);
  const [size] = await rowsOf<{ edges: number; megabytes: number }>(
    database.statements,
    sql`select (select count(*) from edges) as edges, pg_database_size(current_database()) / 1000000 as megabytes`,
  );
  console.log(
    `${size!.edges} relations, ${size!.megabytes} MB, in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  for (const [asked, indexes] of Object.entries(await indexesRead(database.statements, 1))) {
    console.log(`${asked}: ${indexes.join(', ')}`);
  }
  servers.push(await citetrail(url, 'on'), await citetrail(url, 'off'), await floor(url));
  const workloads = workloadsOver(sizesFor(relations), await placeDeepInside(database));
  for (const workload of workloads) await compare(workload);
  const figures = await timeAll(database, workloads);
  if (!values.smoke) write(figures, size!);
  await database.close();
  console.log(values.smoke ? `${workloads.length} passed, 0 failed` : 'Written to bench/RESULTS.md.');
} finally {
  for (const server of servers) server.stop();
  await onServer(`drop database ${name} with (force)`);
}

/** The place of a citation far inside those of the hottest report. */
async function placeDeepInside({ statements }: Database): Promise<string[]> {
  const [row] = await rowsOf<{ place: string[] }>(
    statements,
    sql`select array[ordered_on::text, source_id::text] as place from edges
      where target_id = 1 and kind = 'cites' and source_kind = 'post' order by ordered_on desc, source_id desc
      offset (select least(10000, count(*) / 2) from edges where target_id = 1 and kind = 'cites') limit 1`,
  );
  return row!.place;
}

function serversFor({ floor }: Workload): Server[] {
  return servers.filter((server) => floor || server.name !== 'floor');
}

/** Throws when servers do not answer alike. */
async function compare(workload: Workload): Promise<void> {
  const random = new Random(1);
  for (const server of servers) server.connectAnew();
  for (let i = 0; i < (values.smoke ? 3 : COMPARED); i++) {
    const body = bodyOf(workload, random);
    const answers = await Promise.all(
      serversFor(workload).map(async (server) => JSON.parse(await server.ask(body))),
    );
    const [first, ...others] = answers;
    if (first.errors) throw new Error(`${workload.name} is answered with ${JSON.stringify(first.errors)}`);
    for (const other of others) {
      if (!isDeepStrictEqual(other, first))
        throw new Error(`${workload.name} is not answered alike for ${body}`);
    }
  }
}

type Figures = Map<Workload, Map<Server, Measured[]>>;

/** Times every workload on every server, turn by turn, so that what else the machine does meets them all. */
async function timeAll({ statements }: Database, workloads: readonly Workload[]): Promise<Figures> {
  const figures: Figures = new Map();
  for (const workload of workloads) {
    const requests = Math.max(4, Math.round(REQUESTS / workload.weight));
    const rows = new Map(serversFor(workload).map((server) => [server, [] as Measured[]]));
    for (const server of rows.keys()) await measure(server, workload, Math.ceil(requests / 4), 9, statements);
    for (let round = 0; round < rounds; round++) {
      for (const [server, found] of rows)
        found.push(await measure(server, workload, requests, round + 2, statements));
    }
    figures.set(workload, rows);
    for (const [server, found] of rows) console.log(workload.name, server.name, JSON.stringify(found.at(-1)));
  }
  return figures;
}

function write(figures: Figures, { edges, megabytes }: { edges: number; megabytes: number }): void {
  const rows = [...figures].flatMap(([workload, found]) => {
    const cpu = new Map(
      [...found].map(([server, all]) => [server.name, all.map(({ node, postgres }) => node + postgres)]),
    );
    return [...found].map(([server, all]) => {
      const median = (of: (one: Measured) => number) => middle(all.map(of));
      const over = cpu.get('floor') && server.name !== 'floor';
      const ratios = over ? cpu.get(server.name)!.map((one, i) => one / cpu.get('floor')![i]!) : [];
      return [
        workload.name,
        server.name,
        median(({ node }) => node).toFixed(2),
        median(({ postgres }) => postgres).toFixed(2),
        median(({ node, postgres }) => node + postgres).toFixed(2),
        over
          ? `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`
          : '',
        median(({ p50 }) => p50).toFixed(1),
        median(({ p95 }) => p95).toFixed(1),
        median(({ p99 }) => p99).toFixed(1),
        Math.round(median(({ perSecond }) => perSecond)).toLocaleString('en'),
        Math.round(median(({ bytes }) => bytes)).toLocaleString('en'),
      ];
    });
  });
  const what = [...figures.keys()].map(({ name, what }) => `${name}: ${what}`).join('; ');
  report(`Requests over ${relations.toLocaleString('en')} relations`, {
    command: `node bench/requests.ts ${relations} --rounds ${rounds}`,
    note: `${edges.toLocaleString('en')} relations, ${megabytes.toLocaleString('en')} MB on disk; the hottest report has 3.4 % of the citations, and reports are asked for by the same power law. ${what}. CPU is for each request, the median of ${rounds} rounds in which the servers took turns; milliseconds are with one connection, requests per second with sixteen, the client and PostgreSQL on the same machine.`,
    columns: [
      '',
      'server',
      'CPU ms, Node',
      'CPU ms, PostgreSQL',
      'together',
      'times the floor (from–to)',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'requests/s',
      'bytes',
    ],
    rows,
  });
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: given });
  await client.connect();
  await client.query(statement);
  await client.end();
}
