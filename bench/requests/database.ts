/** The database of a bench, with a generated graph in it, on the server at BENCH_DATABASE_URL. */
import pg from 'pg';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
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
