/** What the server holds of the machine and of the database while it is under load. */
import type { Cluster } from '../../tests/faults/cluster.ts';
import { middle } from '../report.ts';
import type { LoadedServer } from './server.ts';

/** Around which time memory is taken, in milliseconds. */
const NEAR = 60_000;
/** How much more memory there may be at the end, as a share: more than samples of one minute differ by. */
const GROWTH = 1.25;
/** How many files may be open at the end that were not before: what is under way just then. */
const MORE_FILES = 2;

export interface Sample {
  /** Milliseconds since the load began. */
  readonly at: number;
  readonly megabytes: number;
  /** Connections included. */
  readonly files: number;
  /** Connections as the database counts them, and those at work; null while it is away. */
  readonly connections: number | null;
  readonly working: number | null;
  /** As the server counts them. */
  readonly inUse: number;
  readonly waiting: number;
}

export class Watch {
  readonly samples: Sample[] = [];
  readonly #cluster: Cluster;
  readonly #server: LoadedServer;
  #began = performance.now();

  constructor(cluster: Cluster, server: LoadedServer) {
    this.#cluster = cluster;
    this.#server = server;
  }

  /** Times are counted from now on. */
  begin(): void {
    this.#began = performance.now();
  }

  /** Takes a sample and keeps it. */
  async look(): Promise<Sample> {
    const sample = await this.once();
    this.samples.push(sample);
    return sample;
  }

  async once(): Promise<Sample> {
    const [row] = await this.#cluster
      .ask<{ all: string; working: string }>(
        `select count(*) as all, count(*) filter (where state <> 'idle') as working from pg_stat_activity
         where application_name like 'citetrail%'`,
      )
      .catch(() => []);
    const metrics = await this.#server.metrics();
    const total = (name: string, label = '') =>
      [...metrics]
        .filter(([series]) => series.startsWith(name) && series.includes(label))
        .reduce((sum, [, value]) => sum + value, 0);
    return {
      at: performance.now() - this.#began,
      ...this.#server.held(),
      connections: row ? Number(row.all) : null,
      working: row ? Number(row.working) : null,
      inUse: total('citetrail_database_connections', 'in use'),
      waiting: total('citetrail_database_waiting'),
    };
  }

  /** The middle of the memory that was held in the minute before and after a time. */
  memoryAround(time: number): number {
    return middle(
      this.samples.filter(({ at }) => Math.abs(at - time) <= NEAR).map(({ megabytes }) => megabytes),
    );
  }
}

/** What leaked, judged by what was held before the load and after it, and by memory once settled and at the end. */
export function leaks(before: Sample, after: Sample, most: number, settled: number, last: number): string[] {
  const besides = ({ files, connections }: Sample) => files - (connections ?? 0);
  return [
    ...(last > settled * GROWTH ? [`Memory grew from ${settled} MB to ${last} MB.`] : []),
    ...(besides(after) > besides(before) + MORE_FILES
      ? [`Files beside connections to the database grew: ${JSON.stringify([before, after])}`]
      : []),
    ...(after.connections === null || after.connections > most || after.working !== 0 || after.inUse > 0
      ? [`Connections are not at rest, or more than ${most}: ${JSON.stringify(after)}`]
      : []),
  ];
}
