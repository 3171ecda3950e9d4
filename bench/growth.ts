/**
 * How the cost of requests grows with the graph: graphs of several sizes side by side, each answered by a server of its
 * own that takes turns with the others, so that what else the machine does meets them all. Databases that are not there
 * yet are filled, without search, on the server at BENCH_DATABASE_URL, whose user must be a superuser; all are kept.
 * Writes its tables into RESULTS.md.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/growth.ts 10000=small 10000000=large [--rounds n]
 */
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../src/store/database.ts';
import { middle, report } from './report.ts';
import { type BenchDatabase, benchDatabase, placeDeepInside, sizeOf } from './requests/database.ts';
import { sizesFor } from './requests/graph.ts';
import { type Measured, measure } from './requests/measure.ts';
import { citetrail, type Server } from './requests/servers.ts';
import { type Workload, workloadsOver } from './requests/workloads.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, requests: { type: 'string', default: '200' } },
});

const together = ({ node, postgres }: Measured) => node + postgres;

/** A graph with its server and what was measured, by the name of the workload. */
interface Graph {
  readonly bench: BenchDatabase;
  readonly server: Server;
  readonly relations: number;
  readonly workloads: readonly Workload[];
  readonly measured: Map<string, Measured[]>;
}

const graphs: Graph[] = [];
try {
  for (const named of positionals) {
    const [size, name] = named.split('=');
    const bench = await benchDatabase(Number(size), name!, false);
    const workloads = workloadsOver(sizesFor(Number(size)), await placeDeepInside(bench.database));
    const { edges: relations } = await sizeOf(bench.database);
    const server = await citetrail(bench.url, 'on');
    graphs.push({ bench, server, relations, workloads, measured: new Map() });
  }
  await timeAll();
  await writeCosts();
  await writeSizes();
} finally {
  for (const { server } of graphs) server.stop();
  for (const { bench } of graphs) await bench.end();
}

async function timeAll(): Promise<void> {
  for (const [i, { name, weight }] of graphs[0]!.workloads.entries()) {
    if (name.startsWith('W6')) continue;
    const requests = Math.max(4, Math.round(Number(values.requests) / weight));
    // In the first round connections open and prepare, and caches fill.
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const { server, workloads, measured, bench } of graphs) {
        const found = await measure(server, workloads[i]!, requests, round + 2, bench.database.statements);
        if (round > 0) measured.set(name, [...(measured.get(name) ?? []), found]);
      }
    }
    for (const { relations, measured } of graphs)
      console.log(name, relations, JSON.stringify(measured.get(name)!.at(-1)));
  }
}

async function writeCosts(): Promise<void> {
  const [smallest] = graphs;
  report('Cost against size', {
    command: `node bench/growth.ts ${positionals.join(' ')} --rounds ${values.rounds} --requests ${values.requests}`,
    note: `Compiled, one server for each graph, in turns. What the workloads are stands under *Requests*. CPU is for each request, the median of ${values.rounds} rounds; the last column compares it with that over the smallest graph, round by round.`,
    columns: [
      '',
      'relations',
      'CPU ms, Node',
      'CPU ms, PostgreSQL',
      'together',
      'p50 ms',
      'p95 ms',
      'times the smallest (from–to)',
    ],
    rows: [...smallest!.measured.keys()].flatMap((name) =>
      graphs.map(({ relations, measured }) => {
        const all = measured.get(name)!;
        const median = (of: (one: Measured) => number) => middle(all.map(of));
        const ratios = all.map((one, i) => together(one) / together(smallest!.measured.get(name)![i]!));
        return [
          name,
          relations.toLocaleString('en'),
          median(({ node }) => node).toFixed(2),
          median(({ postgres }) => postgres).toFixed(2),
          median(together).toFixed(2),
          median(({ p50 }) => p50).toFixed(1),
          median(({ p95 }) => p95).toFixed(1),
          `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
        ];
      }),
    ),
  });
}

async function writeSizes(): Promise<void> {
  const all = await Promise.all(
    graphs.map(async ({ bench, relations }) => ({
      relations,
      tables: await sizesOf(bench.database.statements),
    })),
  );
  report('Room on disk', {
    command: `node bench/growth.ts ${positionals.join(' ')}`,
    note: 'Tables with what they hold out of line, and their indexes; the last columns are for a million relations, with a tenth as many posts, a quarter as many comments and a piece of evidence each.',
    columns: ['relations', 'table', 'rows', 'MB', 'MB of indexes', 'MB per million', 'of indexes'],
    rows: all.flatMap(({ relations, tables }) =>
      tables.map(({ name, rows, table, indexes }) => [
        relations.toLocaleString('en'),
        name,
        rows.toLocaleString('en'),
        ...[table, indexes].map((bytes) => (bytes / 1e6).toFixed(1)),
        ...[table, indexes].map((bytes) => (bytes / relations).toFixed(1)),
      ]),
    ),
  });
}

/** The tables that have at least a hundredth of all rows, and all together. */
function sizesOf(statements: Statements) {
  return rowsOf<{ name: string; rows: number; table: number; indexes: number }>(
    statements,
    sql`with sizes as (
        select relname as name, greatest(reltuples, 0)::bigint as rows, pg_table_size(oid) as "table", pg_indexes_size(oid) as indexes
        from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace),
      large as (select * from sizes where "table" + indexes > (select sum("table" + indexes) from sizes) / 100)
      select * from (select * from large order by "table" + indexes desc) l
      union all select 'all', sum(rows)::bigint, sum("table")::bigint, sum(indexes)::bigint from sizes`,
  );
}
