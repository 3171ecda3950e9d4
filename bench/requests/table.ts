/** Writes what requests cost as a table. */
import { middle, report } from '../report.ts';
import type { Measured } from './measure.ts';
import type { Workload } from './workloads.ts';

/** What was measured, round by round, for each workload and each server by its name. */
export type Figures = Map<Workload, Map<string, Measured[]>>;

/** Those that others are compared with. */
const PEERS = ['floor', 'PostGraphile'];

export function writeTable({
  relations,
  rounds,
  size,
  figures,
  statements,
  search,
}: {
  relations: number;
  rounds: number;
  size: { edges: number; megabytes: number; hottest: number };
  figures: Figures;
  /** How many a request takes, by workload and server. */
  statements: ReadonlyMap<string, number>;
  /** Whether the graph was filled for search. */
  search: boolean;
}): void {
  const what = [...figures.keys()].map(({ name, what }) => `${name}: ${what}`).join('; ');
  report(`Requests over ${relations.toLocaleString('en')} relations`, {
    command: `node bench/requests.ts ${relations} --rounds ${rounds}${search ? '' : ' --without-search'}`,
    note: `${size.edges.toLocaleString('en')} relations, ${size.megabytes.toLocaleString('en')} MB on disk; the hottest report has ${size.hottest.toLocaleString('en')} citations, and reports are asked for by a power law too. ${what}. CPU is for each request, the median of ${rounds} rounds in which the servers took turns; milliseconds are with one connection, requests per second with sixteen, the client and PostgreSQL on the same machine; no server logs requests.`,
    columns: [
      '',
      'server',
      'CPU ms, Node',
      'CPU ms, PostgreSQL',
      'together',
      'times the floor (from–to)',
      'times PostGraphile (from–to)',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'requests/s',
      'statements',
      'bytes',
    ],
    rows: [...figures].flatMap(([{ name }, found]) =>
      Array.from(found, ([server, all]) => {
        const median = (of: (one: Measured) => number) => middle(all.map(of));
        return [
          name,
          server,
          median(({ node }) => node).toFixed(2),
          median(({ postgres }) => postgres).toFixed(2),
          median(together).toFixed(2),
          ...PEERS.map((peer) => (PEERS.includes(server) ? '' : times(all, found.get(peer)))),
          median(({ p50 }) => p50).toFixed(1),
          median(({ p95 }) => p95).toFixed(1),
          median(({ p99 }) => p99).toFixed(1),
          Math.round(median(({ perSecond }) => perSecond)).toLocaleString('en'),
          String(statements.get(`${name} ${server}`)),
          Math.round(median(({ bytes }) => bytes)).toLocaleString('en'),
        ];
      }),
    ),
  });
}

const together = ({ node, postgres }: Measured) => node + postgres;

/** How much more one costs than another, round by round. */
function times(all: readonly Measured[], peer: readonly Measured[] | undefined): string {
  if (!peer) return '';
  const ratios = all.map((one, i) => together(one) / together(peer[i]!));
  return `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
}
