import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import { type Logger, sql } from 'drizzle-orm';
import { expect, inject, type ProvidedContext } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createEmbedded, embedded, openScratch } from '../../src/store/embedded-database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { whenDone } from './ending.ts';
import { besideDatabase, type Holding, MEMORY, onServer } from './global-setup.ts';

/** A database of this test file's own, which holds tables without rows unless more is asked for. Gone when the file is done. */
export async function testDatabase(
  holding: Holding = 'nothing',
): Promise<Database & { readonly log: StatementLog }> {
  const log = new StatementLog();
  const { database, end } = await copyOf(holding, log);
  whenDone(end);
  return { ...database, log };
}

/** The same without rows for a file that changes more than rows: no other gets it afterwards. */
export async function alterableDatabase(): Promise<Database> {
  const { database, end } = await copyOf('nothing', new StatementLog(), { isReused: false });
  whenDone(end);
  return database;
}

async function copyOf(holding: Holding, logger: StatementLog, { isReused = true } = {}): Promise<Copy> {
  const server = inject('server');
  if (server) return copyOnServer(server, holding, logger);
  if (holding !== 'blank' && isReused) return reused(holding, logger);
  const database = await openScratch({ image: await imageOf(holding), logger, embeddedMemory: MEMORY });
  return { database, end: () => database.close() };
}

interface Copy {
  readonly database: Database;
  /** Ends it when the test file is done. */
  end(): Promise<unknown>;
}

async function copyOnServer(
  { url, templates }: NonNullable<ProvidedContext['server']>,
  holding: Holding,
  logger: StatementLog,
): Promise<Copy> {
  const name = `citetrail_test_${randomBytes(6).toString('hex')}`;
  await onServer(url, `create database ${name} template ${templates[holding]}`);
  // As where the program reads: to compile a statement takes longer than to run it over few rows.
  await onServer(url, `alter database ${name} set jit = off`);
  const database = await openDatabase({ databaseUrl: besideDatabase(url, name), dataDirectory: '', logger });
  return {
    database,
    async end() {
      await database.close();
      await onServer(url, `drop database ${name} with (force)`);
    },
  };
}

const imageOf = async (holding: Holding) => new Blob([await readFile(inject('images')[holding])]);

/** An embedded database that outlives a test file, with whoever is told of its statements now. */
interface Reused {
  readonly client: PGlite;
  readonly database: Database;
  /** All but its rows, as it was when it was opened. */
  readonly shape: string;
  logger: Logger;
}

/** Those that no file has now. To set one back takes a tenth of the time that it takes to open another. */
const spare: Record<Exclude<Holding, 'blank'>, Reused[]> = { nothing: [], vocabulary: [] };

async function reused(holding: keyof typeof spare, logger: Logger): Promise<Copy> {
  const taken = spare[holding].pop() ?? (await openReused(holding));
  taken.logger = logger;
  return {
    database: taken.database,
    async end() {
      if (taken.client.closed) return;
      await taken.client.exec(SET_BACK);
      expect(await shapeOf(taken.client), 'what alterableDatabase() is for').toBe(taken.shape);
      spare[holding].push(taken);
    },
  };
}

async function openReused(holding: Holding): Promise<Reused> {
  const client = await createEmbedded({ loadDataDir: await imageOf(holding) }, MEMORY);
  await client.exec(KEEP);
  const opened = { client, shape: await shapeOf(client), logger: new StatementLog() as Logger };
  const logQuery: Logger['logQuery'] = (statement, values) => opened.logger.logQuery(statement, values);
  return Object.assign(opened, {
    database: embedded(client, { logger: { logQuery } }, 'test database in memory'),
  });
}

/** What tells two databases apart that have no rows. */
async function shapeOf(client: PGlite): Promise<string> {
  const { rows } = await client.query(`
    select (select string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid::regtype), ',' order by attrelid, attnum)
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace::regnamespace::text in ('public', 'visible') and attnum > 0) as columns,
      (select max(created_at) from drizzle.__drizzle_migrations) as migrated`);
  return JSON.stringify(rows);
}

/** The tables that the program fills, each with the columns that can be written. */
const TABLES = `select relname as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
  where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'edge_rules' group by relname`;

/** Keeps a copy of all rows, and how far ids are given out. */
const KEEP = `
  create schema kept;
  create table kept.ids as select sequencename as name, last_value as value from pg_sequences where schemaname = 'public';
  do $$ declare t record; begin
    for t in ${TABLES} loop
      execute format('create table kept.%1$I as select %2$s from public.%1$I', t.name, t.columns);
    end loop;
  end $$`;

/** Puts the rows that were kept in the place of all others, whatever guards them; what is known of their number goes. */
const SET_BACK = `
  set session_replication_role = replica;
  do $$ declare t record; begin
    execute (select 'truncate ' || string_agg(format('public.%I', name), ', ') || ' restart identity' from (${TABLES}));
    for t in ${TABLES} loop
      execute format('insert into public.%1$I (%2$s) overriding system value select %2$s from kept.%1$I', t.name, t.columns);
    end loop;
    perform setval(format('public.%I', name)::regclass, value) from kept.ids where value is not null;
  end $$;
  set session_replication_role = default;
  set allow_system_table_mods = on;
  delete from pg_statistic;
  set allow_system_table_mods = off`;

/** A database as it is served: read over connections that can do no more, where there are several. */
export async function asServed(owner: Database): Promise<Database> {
  const server = inject('server');
  if (!server) return owner;
  const [row] = await owner.prepared({ name: 'here', text: 'select current_database()' }, []);
  const reader = await openDatabase({
    databaseUrl: besideDatabase(server.url, String(row![0])),
    dataDirectory: '',
    poolSize: 4,
    reading: { statement: 10_000, lock: 10_000, idle: 10_000 },
  });
  whenDone(() => reader.close());
  return reader;
}

/** Takes all pages and everything read from them or from a vocabulary out of a database. */
export async function empty({ statements }: Database): Promise<void> {
  // Not truncated: to give some ten tables new files takes longer than to delete a few rows.
  for (const table of ['comments', 'entities', 'captures', 'post_traces'])
    await statements.execute(sql`delete from public.${sql.identifier(table)}`);
}

/** Remembers the statements that were run. */
export class StatementLog implements Logger {
  #statements: string[] = [];

  /** How many were run since it was last asked to look. */
  get count(): number {
    return this.#statements.length;
  }

  logQuery(statement: string): void {
    this.#statements.push(statement);
  }

  /** Does something and answers the names of the statements it ran, in order. */
  async during(act: () => Promise<unknown>): Promise<string[]> {
    this.#statements = [];
    await act();
    return this.#statements.map((statement) => /^\/\* (\w+) \*\//.exec(statement)?.[1] ?? statement);
  }
}
