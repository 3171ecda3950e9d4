/**
 * What requests cost: the trail and other workloads over a generated graph, answered by Citetrail with operations
 * compiled and with loaders, and for some workloads by a statement written by hand over bare HTTP, which nothing can
 * beat by much, and by PostGraphile. Of very large graphs search may be left out, which takes longest to fill. Answers are compared before anything is timed. The database is made on the server
 * at BENCH_DATABASE_URL, whose user must be a superuser, and dropped, unless it has a name to be kept under. Writes its
 * table into RESULTS.md, but not with `--smoke`.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/requests.ts [relations] [--rounds n] [--keep name] [--without-search] [--smoke]
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { Database } from '../src/store/database.ts';
import { Random } from './random.ts';
import { countingStatements } from './requests/counting.ts';
import { benchDatabase, placeDeepInside, sizeOf } from './requests/database.ts';
import { sizesFor } from './requests/graph.ts';
import { bodyOf, type Measured, measure } from './requests/measure.ts';
import { type Server, STARTS } from './requests/servers.ts';
import { type Figures, writeTable } from './requests/table.ts';
import { answersAs, type Workload, workloadsOver } from './requests/workloads.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    keep: { type: 'string' },
    'without-search': { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
});
const relations = Number(positionals[0] ?? (values.smoke ? 10_000 : 1_000_000));
const rounds = values.smoke ? 1 : Number(values.rounds);
/** How many trails are asked for in a round, one after another, and as many again at once. */
const REQUESTS = values.smoke ? 4 : 600;
/** How many answers of each workload are compared. */
const COMPARED = values.smoke ? 3 : 20;

const servers: Server[] = [];
const bench = await benchDatabase(relations, values.keep, !values['without-search']);
try {
  const { url, database } = bench;
  const size = await sizeOf(database);
  console.log(
    `${size.edges} relations, ${size.megabytes} MB; the hottest report has ${size.hottest} citations`,
  );
  const workloads = workloadsOver(sizesFor(relations), await placeDeepInside(database)).filter(
    ({ name }) => !(values['without-search'] && name.startsWith('W6')),
  );
  for (const start of STARTS) servers.push(await start(url));
  for (const workload of workloads) await compare(workload);
  const statements = await countStatements(url, workloads);
  const figures = await timeAll(database, workloads);
  if (!values.smoke)
    writeTable({ relations, rounds, size, figures, statements, search: !values['without-search'] });
  console.log(values.smoke ? `${workloads.length} passed, 0 failed` : 'Written to bench/RESULTS.md.');
} finally {
  for (const server of servers) server.stop();
  await bench.end();
}

function serversFor({ peer }: Workload): Server[] {
  return servers.filter(({ name }) => peer || ['compiled', 'loaded'].includes(name));
}

/** Throws when servers do not answer alike. */
async function compare(workload: Workload): Promise<void> {
  const random = new Random(1);
  for (const server of servers) server.connectAnew();
  for (let i = 0; i < COMPARED; i++) {
    const variables = workload.variables(random);
    const answers = await Promise.all(
      serversFor(workload).map(async (server) => {
        const answer = JSON.parse(await server.ask(bodyOf(workload, server.name, variables)));
        if (answer.errors)
          throw new Error(`${server.name} answers ${workload.name} with ${JSON.stringify(answer.errors)}`);
        return { server, data: answersAs(workload, server.name, answer.data) };
      }),
    );
    for (const { server, data } of answers) {
      if (!isDeepStrictEqual(data, answers[0]!.data))
        throw new Error(`${server.name} answers ${workload.name} otherwise for ${JSON.stringify(variables)}`);
    }
  }
}

/** How many statements a request takes, by workload and server: of a second one, when all is prepared. */
async function countStatements(url: string, workloads: readonly Workload[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const start of STARTS) {
    const counter = await countingStatements(url);
    const server = await start(counter.url);
    try {
      for (const workload of workloads) {
        if (!serversFor(workload).some(({ name }) => name === server.name)) continue;
        const body = bodyOf(workload, server.name, workload.variables(new Random(1)));
        await server.ask(body);
        const before = counter.count;
        await server.ask(body);
        found.set(`${workload.name} ${server.name}`, counter.count - before);
      }
    } finally {
      server.stop();
      counter.close();
    }
  }
  return found;
}

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
    figures.set(workload, new Map(Array.from(rows, ([{ name }, found]) => [name, found])));
    for (const [server, found] of rows) console.log(workload.name, server.name, JSON.stringify(found.at(-1)));
  }
  return figures;
}
