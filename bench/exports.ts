/**
 * How fast a graph is exported in each format, and in how much memory: graphs of so many relations, each in a
 * database of its own on the server at BENCH_DATABASE_URL, whose user must be a superuser; each format in a process
 * of its own, whose peak is its own. Writes its table into RESULTS.md.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/exports.ts [relations...]
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { writeFile } from '../src/export/export.ts';
import { FILES, filesNamed } from '../src/export/files.ts';
import { readSelection } from '../src/export/parameters.ts';
import { inSnapshot } from '../src/read/snapshot.ts';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { report } from './report.ts';

/** What one process found out about one file. */
interface Measured {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly cpu: number;
  /** The memory of the process when it began, in bytes: the program, loaded. */
  readonly begun: number;
  /** The most memory it had at any batch of rows, in bytes. */
  readonly peak: number;
}

const server = process.env.BENCH_DATABASE_URL;
if (!server) throw new Error('BENCH_DATABASE_URL is not set; expected the address of a PostgreSQL server.');

const [first, ...rest] = process.argv.slice(2);
if (first === 'file') console.log(JSON.stringify(await exportOne(rest[0]!, rest[1]!)));
else await exportAll(first ? [first, ...rest].map(Number) : [100_000]);

async function exportOne(url: string, name: string): Promise<Measured> {
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '' });
  const [file] = filesNamed(name);
  const started = performance.now();
  const { user, system } = process.cpuUsage();
  let rows = 0;
  const begun = process.memoryUsage.rss();
  let peak = begun;
  const { bytes } = await inSnapshot(database.statements, (snapshot) =>
    writeFile(
      snapshot,
      file!,
      readSelection(file!.what, []),
      () => {},
      (count) => {
        rows = count;
        peak = Math.max(peak, process.memoryUsage.rss());
      },
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const now = process.cpuUsage();
  await database.close();
  return {
    rows,
    bytes,
    seconds,
    cpu: (now.user + now.system - user - system) / 1e6,
    begun,
    peak,
  };
}

async function exportAll(sizes: readonly number[]): Promise<void> {
  const table: string[][] = [];
  for (const size of sizes) {
    const name = `citetrail_bench_${process.pid}`;
    await onServer(`create database ${name}`);
    try {
      const url = Object.assign(new URL(server!), { pathname: `/${name}` }).href;
      const database = await openDatabase({ databaseUrl: url, dataDirectory: '' });
      await migrate(database);
      await fill(database, size);
      await database.close();
      for (const file of FILES) {
        const said = execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'file', url, file.name]);
        const { rows, bytes, seconds, cpu, begun, peak } = JSON.parse(String(said)) as Measured;
        table.push([
          size.toLocaleString('en'),
          file.name,
          rows.toLocaleString('en'),
          (bytes / 1e6).toFixed(1),
          seconds.toFixed(1),
          Math.round(rows / seconds).toLocaleString('en'),
          cpu.toFixed(1),
          (begun / 2 ** 20).toFixed(0),
          (peak / 2 ** 20).toFixed(0),
        ]);
        console.log(table.at(-1)!.join('  '));
      }
    } finally {
      await onServer(`drop database if exists ${name} with (force)`);
    }
  }
  report('Exporting the graph', {
    command: `node bench/exports.ts ${sizes.join(' ')}`,
    note: 'A post for ten relations, each relation on a quote of a hundred characters; every file from one snapshot, written to nowhere; PostgreSQL on the same machine. Rows of evidence files are those of the relations read. Memory is that of a whole process that writes only this file: when it begins, and the most at any batch of rows.',
    columns: [
      'relations',
      'file',
      'rows',
      'MB',
      'seconds',
      'rows/s',
      'CPU s, Node',
      'MB at first',
      'MB at most',
    ],
    rows: table,
  });
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Makes reports, posts and citations without the triggers and checks that a reading of pages goes through. */
async function fill({ statements }: Database, relations: number): Promise<void> {
  const posts = Math.ceil(relations / 10);
  await statements.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const [kind, count] of [
      ['report', Math.ceil(posts / 10)],
      ['post', posts],
    ] as const) {
      await tx.execute(sql`
        insert into entities (kind, slug, name, sort_name, url)
        select ${kind}, ${`${kind}-`} || i, 'A ' || ${kind} || ' of the number ' || i, 'a ' || i, 'https://example.org/' || i
        from generate_series(1, ${count}::int) i`);
    }
    await tx.execute(
      sql`insert into reports (id, genre, published_on) select id, 'review', date '2000-01-01' + (id % 9000)::int
        from entities where kind = 'report'`,
    );
    await tx.execute(
      sql`insert into posts (id, opening, body, published_on, labels)
        select id, slug, repeat('words ', 500), date '2000-01-01' + (id % 9000)::int, '{one,two}'
        from entities where kind = 'post'`,
    );
    await tx.execute(
      sql`insert into captures (sha256, parser, gazetteer, text, url) values (repeat('0', 64), 'bench/1', '', '', 'https://example.org')`,
    );
    await tx.execute(sql`
      insert into edges (kind, source_id, source_kind, target_id, target_kind, occurred_on, confidence, method)
      select 'cites', p.id, 'post', r.id, 'report', date '2000-01-01' + (p.id % 9000)::int, 0.75, 'text_match'
      from (select id, row_number() over (order by id) as at from entities where kind = 'post') p
      cross join generate_series(0, 9) j
      join (select id, row_number() over (order by id) - 1 as at from entities where kind = 'report') r
        on r.at = (p.at * 7 + j * 13) % ${Math.ceil(posts / 10)}::int
      on conflict do nothing`);
    await tx.execute(sql`
      insert into evidence (edge_id, capture_id, start, "end", confidence, method, exact, prefix, suffix)
      select e.id, (select id from captures), 10, 110, e.confidence, e.method, repeat('quoted, ', 12) || e.id,
        repeat('before ', 9), repeat('behind ', 9) from edges e`);
  });
  await statements.execute(sql`analyze`);
}
