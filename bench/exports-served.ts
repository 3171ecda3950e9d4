/**
 * How much memory a server needs to give out the whole graph: each export is taken over HTTP by a client that throws
 * it away, while the server's memory is looked at. What the manifest counts is compared with what the API counts.
 * The database is made on the server at BENCH_DATABASE_URL and dropped, unless it has a name to be kept under. Writes
 * its table into RESULTS.md.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/exports-served.ts [relations] [--keep name]
 */
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { FILES } from '../src/export/files.ts';
import { report } from './report.ts';
import { benchDatabase } from './requests/database.ts';
import { citetrail, type Server } from './requests/servers.ts';

/** How often the server's memory is looked at, in milliseconds. */
const LOOK = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' } },
});
const relations = Number(positionals[0] ?? 1_000_000);

const bench = await benchDatabase(relations, values.keep);
let server: Server | undefined;
try {
  server = await citetrail(bench.url, 'on');
  const counted = await compareCounts(server);
  const begun = memoryOf(server);
  const rows: string[][] = [];
  for (const { name } of FILES) {
    const before = memoryOf(server);
    const began = performance.now();
    const { bytes, peak } = await taken(server, name);
    rows.push([
      name,
      (bytes / 1e6).toFixed(1),
      ((performance.now() - began) / 1000).toFixed(0),
      before.toFixed(0),
      peak.toFixed(0),
      (peak - begun).toFixed(0),
    ]);
    console.log(rows.at(-1)!.join('  '));
  }
  report('Exports from a server', {
    command: `node bench/exports-served.ts ${relations}`,
    note: `${counted.entities.toLocaleString('en')} entities and ${counted.relations.toLocaleString('en')} relations, as many by the manifest as by the API. Each export is taken over HTTP, one after another, from one server that had ${begun.toFixed(0)} MB when it began; PostgreSQL on the same machine.`,
    columns: ['file', 'MB', 'seconds', 'MB of memory before', 'at most', 'more than at the beginning'],
    rows,
  });
} finally {
  server?.stop();
  await bench.end();
}

/** How many entities and relations there are; throws where the manifest and the API do not agree. */
async function compareCounts({ url, ask }: Server) {
  const { counts } = (await (await fetch(new URL('/export/manifest.json', url))).json()) as {
    counts: Record<'entities' | 'relations', Record<string, number>>;
  };
  const query = '{ stats { entities { kind count } relations { kind count } } }';
  const { data } = JSON.parse(await ask(JSON.stringify({ query })));
  const all = (of: Record<string, number>) => Object.values(of).reduce((sum, count) => sum + count, 0);
  for (const what of ['entities', 'relations'] as const) {
    for (const { kind, count } of data.stats[what] as { kind: string; count: number }[]) {
      const found = counts[what][kind.toLowerCase()] ?? 0;
      if (found !== count) throw new Error(`The manifest counts ${found} of ${kind}, the API ${count}.`);
    }
  }
  return { entities: all(counts.entities), relations: all(counts.relations) };
}

/** Takes an export and throws it away; says how large it was, and the most memory that the server had meanwhile. */
async function taken(server: Server, name: string): Promise<{ bytes: number; peak: number }> {
  let peak = memoryOf(server);
  const looking = setInterval(() => {
    peak = Math.max(peak, memoryOf(server));
  }, LOOK);
  try {
    const bytes = await new Promise<number>((resolve, reject) => {
      get(new URL(`/export/${name}`, server.url), (response) => {
        let bytes = 0;
        response.on('data', (chunk) => {
          bytes += chunk.length;
        });
        response.on('end', () => resolve(bytes)).on('error', reject);
      }).on('error', reject);
    });
    return { bytes, peak };
  } finally {
    clearInterval(looking);
  }
}

/** The memory of a server's process in MB, its share of what processes share included. */
function memoryOf({ pid }: Server): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
