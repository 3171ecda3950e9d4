/**
 * Opens the database, embedded or on a server, behind one interface: everything above this file runs the
 * same statements on either.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { DrizzleQueryError, type Logger, type SQL, sql } from 'drizzle-orm';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import { DatabaseError } from '../errors.ts';
import type { ServerState } from '../telemetry/metrics.ts';
import { observed } from '../telemetry/statement.ts';
import { Checked } from './checked.ts';
import { lockDirectory } from './directory-lock.ts';
import { listenEmbedded, listenOnServer, type Stop } from './listening.ts';
import { EmbeddedStatements, type Prepared } from './prepared.ts';
import { READING_PATH } from './reader.ts';
import { ReplicaPool, type ReplicaSettings } from './replicas.ts';
import { type ReadLimits, ServerPool } from './server.ts';

/** The name of the lock, in the database, that processes hold while they migrate. */
const MIGRATION_LOCK = 7_246_913;

/** How long an embedded database may take to open, in milliseconds; a large one that was killed takes seconds. */
const OPENING = 30_000;

/** The extension of PostgreSQL that finds words with typing errors. */
const TRIGRAMS = sql`/* trigrams */ create extension if not exists pg_trgm`;

/** Runs statements: the database itself, or a transaction on it. */
export type Statements = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** An open database. */
export interface Database {
  readonly statements: Statements;
  /** Runs a prepared statement; its rows come with their columns in order. */
  prepared(statement: Prepared, values: readonly unknown[]): Promise<unknown[][]>;
  /** The servers that it is asked of, and how they stand now; none where it is embedded. */
  servers(): readonly ServerState[];
  /** Calls back whenever a page may have been stored, by whichever process, until it is stopped. */
  listen(heard: () => void): Stop;
  /** For people: where it is, without password. */
  readonly location: string;
  /** Applies the migrations in a folder that the database lacks; processes that do so at once take turns. */
  applyMigrations(folder: string): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** A PostgreSQL server's address; without it the database is embedded. */
  readonly databaseUrl?: string | undefined;
  /** The directory of the embedded database. */
  readonly dataDirectory: string;
  /** How much of an embedded database is held in memory, in megabytes. */
  readonly embeddedMemory?: number;
  /** The most connections to a server. */
  readonly poolSize?: number;
  /** How long to wait for a connection to a server, in milliseconds. */
  readonly connectTime?: number;
  /** Connections to a server only read, and no longer than this. An embedded database knows no such limits. */
  readonly reading?: ReadLimits;
  /** Streaming replicas of the server, which are read from where they will do. */
  readonly replicas?: ReplicaSettings | undefined;
  /** Is told of every statement. */
  readonly logger?: Logger;
}

/** Opens the database that the settings name; throws DatabaseError when it cannot be had. */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.databaseUrl === undefined
    ? openEmbedded(settings)
    : openServer(settings, settings.databaseUrl);
}

/** The rows of a statement, as its columns are named. */
export async function rowsOf<Row>(statements: Statements, statement: SQL): Promise<Row[]> {
  const result = (await statements.execute(statement)) as unknown as { rows: Row[] };
  return result.rows;
}

/**
 * Runs a transaction of the store, which sees and changes all rows. Whatever is asked outside of one sees what is
 * visible: see `visible.ts`.
 */
export function writing<T>(statements: Statements, work: (tx: Statements) => Promise<T>): Promise<T> {
  return statements.transaction(async (tx) => {
    await tx.execute(sql`/* see_all */ select set_config('search_path', 'public', true)`);
    return work(tx);
  });
}

async function openServer(settings: DatabaseSettings, url: string): Promise<Database> {
  let location: string;
  try {
    const { hostname, port, pathname } = new URL(url);
    location = `postgres://${hostname}${port && `:${port}`}${pathname}`;
  } catch {
    throw new DatabaseError(
      'DATABASE_URL is not an address; expected postgres://user:password@host:port/database.',
    );
  }
  const { poolSize: size = 10, connectTime = 5_000, reading, replicas } = settings;
  const primary = new ServerPool({ name: 'primary', url, size, connectTime, reading });
  try {
    await primary.query('select 1');
  } catch (cause) {
    await primary.end();
    throw new DatabaseError(`Cannot reach the database ${location}: ${reason(cause)}`, { cause });
  }
  const pool =
    replicas && reading ? new ReplicaPool(primary, { ...replicas, size, connectTime, reading }) : primary;
  if (pool instanceof ReplicaPool) await pool.start();
  const checked = new Checked(settings.logger);
  const statements = drizzleServer(pool as ServerPool, { logger: checked });
  // Drizzle's own keeps a connection for ever on which it could not begin, and hands back one that is lost.
  statements.transaction = (work, options) =>
    pool.lend((client) => drizzleServer(client, { logger: checked }).transaction(work, options));
  return {
    statements: statements as unknown as Statements,
    prepared: (statement, values) => {
      checked.logQuery(statement.text, [...values]);
      return pool.prepared(statement, values);
    },
    servers: () => (pool instanceof ReplicaPool ? pool.states() : [pool.state()]),
    listen: (heard) => listenOnServer(url, heard),
    location,
    async applyMigrations(migrationsFolder) {
      const client = await primary.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        await client.query('set search_path = public');
        const statements = drizzleServer(client);
        await statements.execute(TRIGRAMS).catch(({ cause }) => {
          throw new DatabaseError(
            `The database ${location} lacks the extension pg_trgm, and it cannot be added: ${reason(cause)}. ` +
              'Expected PostgreSQL with its contrib modules, and a user who may create extensions in the database; ' +
              'or have an administrator run `create extension pg_trgm` in it.',
            { cause },
          );
        });
        await migrateServer(statements, { migrationsFolder });
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      } finally {
        // Ended rather than handed back: with the connection goes the lock, whatever happened.
        client.release(true);
      }
    },
    close: () => pool.end(),
  };
}

async function openEmbedded(settings: DatabaseSettings): Promise<Database> {
  const directory = settings.dataDirectory;
  await mkdir(directory, { recursive: true }).catch((cause) => {
    throw new DatabaseError(`Cannot make the data directory ${directory}: ${reason(cause)}`, { cause });
  });
  const unlock = await lockDirectory(directory);
  try {
    const client = await opened(
      createEmbedded({ dataDir: join(directory, 'database') }, settings.embeddedMemory),
    );
    return embedded(client, settings, `embedded database in ${directory}`, unlock);
  } catch (cause) {
    await unlock();
    throw new DatabaseError(
      `Cannot open the embedded database in ${directory}: ${reason(cause)}. ` +
        'If the directory is damaged, move it away and start again: pages are read anew.',
      { cause },
    );
  }
}

/** Waits for PGlite to open. Over some damage it neither does nor fails: it says nothing any more. */
async function opened(opening: Promise<PGlite>): Promise<PGlite> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not open within ${OPENING / 1000} s`)), OPENING);
  });
  return Promise.race([opening, tooLate]).finally(() => clearTimeout(timer));
}

/** Starts PGlite, with so many megabytes of memory for pages and the extensions that the migrations count on. */
export async function createEmbedded(options: PGliteOptions, memory = 128): Promise<PGlite> {
  const client = await PGlite.create({
    ...options,
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${memory}MB`],
    extensions: { pg_trgm },
  });
  await client.exec(`set search_path = ${READING_PATH}`);
  return client;
}

/** An in-memory database: for tests and scratch work. */
export async function openScratch(
  settings: Pick<DatabaseSettings, 'embeddedMemory' | 'logger'> & { image?: Blob } = {},
): Promise<Database> {
  const { image, embeddedMemory } = settings;
  const client = await createEmbedded(image ? { loadDataDir: image } : {}, embeddedMemory);
  return embedded(client, settings, 'scratch database in memory');
}

/** An embedded database that is open already. */
export function embedded(
  client: PGlite,
  settings: { logger?: Logger },
  location: string,
  unlock?: () => Promise<void>,
): Database {
  const checked = new Checked(settings.logger);
  observeStatements(client);
  const statements = drizzleEmbedded(client, { logger: checked });
  const prepared = new EmbeddedStatements(client);
  return {
    statements: statements as unknown as Statements,
    prepared: (statement, values) => {
      checked.logQuery(statement.text, [...values]);
      return observed(statement.text, 'embedded', () => prepared.run(statement, values));
    },
    servers: () => [],
    listen: (heard) => listenEmbedded(client, heard),
    location,
    async applyMigrations(migrationsFolder) {
      await client.exec('set search_path = public');
      try {
        await statements.execute(TRIGRAMS);
        await migrateEmbedded(statements, { migrationsFolder });
      } finally {
        // There is no other session: what is read after a failure must not see more than before.
        await client.exec(`set search_path = ${READING_PATH}`);
      }
    },
    async close() {
      await client.close();
      await unlock?.();
    },
  };
}

/** Has every statement observed, in transactions too. */
function observeStatements(client: PGlite): void {
  const observe = (asked: Pick<PGlite, 'query'>) => {
    const query = asked.query.bind(asked);
    asked.query = (text, ...more) => observed(text, 'embedded', () => query(text, ...more));
  };
  observe(client);
  const transaction = client.transaction.bind(client);
  client.transaction = (act) =>
    transaction((tx) => {
      observe(tx);
      return act(tx);
    });
}

/** Why something failed, in the words of what caused it; never a statement, nor what it was given. */
export function reason(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reason).join('; ');
  if (cause instanceof DrizzleQueryError) return reason(cause.cause);
  return cause instanceof Error ? cause.message : String(cause);
}
