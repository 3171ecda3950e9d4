/** Asks a server one workload again and again and says what it cost. */
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../../src/store/database.ts';
import { Random } from '../random.ts';
import type { Server } from './servers.ts';
import type { Workload } from './workloads.ts';

/** The kernel counts the time of processes in hundredths of a second: milliseconds to one of them. */
const TICK = 10;

export interface Measured {
  /** CPU milliseconds for each request: of the server's process, and of PostgreSQL. */
  readonly node: number;
  readonly postgres: number;
  /** Milliseconds that a request took, half of them at most, and so on, with one connection. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** With sixteen connections. */
  readonly perSecond: number;
  readonly bytes: number;
}

/** The body of a request of a workload to a server. */
export const bodyOf = ({ query, peer }: Workload, server: string, variables: object) =>
  JSON.stringify({ query: server === 'PostGraphile' ? peer!.query : query, variables });

/** Makes so many requests one after another, and as many again sixteen at a time. */
export async function measure(
  server: Server,
  workload: Workload,
  requests: number,
  seed: number,
  statements: Statements,
): Promise<Measured> {
  const random = new Random(seed);
  server.connectAnew();
  const before = await cpuOf(server, statements);
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < requests; i++) {
    const began = performance.now();
    bytes += (await server.ask(bodyOf(workload, server.name, workload.variables(random)))).length;
    times.push(performance.now() - began);
  }
  const began = performance.now();
  let left = requests;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left-- > 0) await server.ask(bodyOf(workload, server.name, workload.variables(random)));
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const after = await cpuOf(server, statements);
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return {
    node: (after.node - before.node) / (2 * requests),
    postgres: added(before.postgres, after.postgres) / (2 * requests),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: requests / seconds,
    bytes: bytes / requests,
  };
}

/** CPU milliseconds so far, of a server's process and of each connection to the database but this one. */
async function cpuOf(server: Server, statements: Statements) {
  const backends = await rowsOf<{ pid: number }>(
    statements,
    sql`select pid from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return { node: cpuTime(server.pid), postgres: new Map(backends.map(({ pid }) => [pid, cpuTime(pid)])) };
}

/** What was added; a connection that ended meanwhile had been idle for long and added nothing. */
function added(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0);
}

function cpuTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK;
}
