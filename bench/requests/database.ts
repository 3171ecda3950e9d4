/** The database of a bench, with a generated graph in it, on the server at BENCH_DATABASE_URL. */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { fillGraph } from './graph.ts';

export interface BenchDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes it, and drops it unless it was to be kept. */
  end(): Promise<void>;
}

/** Makes a database with so many relations, for search too or not, or opens the one that was kept under a name. */
export async function benchDatabase(
  relations: number,
  keep: string | undefined,
  search = true,
): Promise<BenchDatabase> {
  const server = process.env.BENCH_DATABASE_URL;
  if (!server) throw new Error('BENCH_DATABASE_URL is not set; expected the address of a PostgreSQL server.');
  const name = keep ?? `citetrail_bench_${process.pid}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const isThere = (await onServer(server, `select from pg_database where datname = '${name}'`)) > 0;
  if (!isThere) await onServer(server, `create database ${name}`);
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', poolSize: 1 });
  await migrate(database);
  if (!isThere) await fill(database, relations, search);
  return {
    url,
    database,
    async end() {
      await database.close();
      if (!keep) await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

/** How large it is, and how often its hottest report is cited. */
export async function sizeOf({ statements }: Database) {
  const [size] = await rowsOf<{ edges: number; megabytes: number; hottest: number }>(
    statements,
    sql`select (select count(*) from edges) as edges, pg_database_size(current_database()) / 1000000 as megabytes,
      (select count(*) from edges where target_id = 1 and kind = 'cites') as hottest`,
  );
  return size!;
}

/** The place of a citation far inside those of the hottest report. */
export async function placeDeepInside({ statements }: Database): Promise<string[]> {
  const [row] = await rowsOf<{ place: string[] }>(
    statements,
    sql`select array[ordered_on::text, source_id::text] as place from edges
      where target_id = 1 and kind = 'cites' and source_kind = 'post' order by ordered_on desc, source_id desc
      offset (select least(10000, count(*) / 2) from edges where target_id = 1 and kind = 'cites') limit 1`,
  );
  return row!.place;
}

async function fill(database: Database, relations: number, search: boolean): Promise<void> {
  const began = performance.now();
  const say = (done: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${done}`);
  await fillGraph(database, relations, { search, say });
  say('filled');
}

async function onServer(server: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows.length;
}
