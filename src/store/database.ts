/** What everything above the store asks a database for, embedded or on a server: the same statements run on either. */
import { DrizzleQueryError, type Logger, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ServerState } from '../telemetry/metrics.ts';
import type { Stop } from './listening.ts';
import type { Prepared } from './prepared.ts';
import type { ReplicaSettings } from './replicas.ts';
import type { ReadLimits } from './server-pool.ts';
import { Work } from './work.ts';

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

/** The rows of a statement, as its columns are named. */
export async function rowsOf<Row>(statements: Statements, statement: SQL): Promise<Row[]> {
  const result = (await statements.execute(statement)) as unknown as { rows: Row[] };
  return result.rows;
}

/**
 * Runs a transaction of the store, which sees and changes all rows. Whatever is asked outside of one sees what is
 * visible: see `visible.ts`.
 */
export const writing = <T>(statements: Statements, work: (tx: Statements) => Promise<T>): Promise<T> =>
  statements.transaction((tx) => seeingAll(tx, work));

/** The same of one that changes none. */
export const reading = <T>(statements: Statements, work: (tx: Statements) => Promise<T>): Promise<T> =>
  statements.transaction((tx) => seeingAll(tx, work), { accessMode: 'read only' });

async function seeingAll<T>(tx: Statements, work: (tx: Statements) => Promise<T>): Promise<T> {
  await tx.execute(sql`/* see_all */ select set_config('search_path', 'public', true)`);
  return work(tx);
}

/** Has transactions undone that are not done when the work that they are for is given up. */
export function keptInTime(statements: Statements): Statements {
  const transaction = statements.transaction.bind(statements);
  statements.transaction = (act, options) =>
    transaction(async (tx) => {
      const result = await act(tx);
      if (options?.accessMode !== 'read only') Work.keep();
      return result;
    }, options);
  return statements;
}

/** The extension of PostgreSQL that finds words with typing errors. */
export const TRIGRAMS = sql`/* trigrams */ create extension if not exists pg_trgm`;

/** Why something failed, in the words of what caused it; never a statement, nor what it was given. */
export function reason(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reason).join('; ');
  if (cause instanceof DrizzleQueryError) return reason(cause.cause);
  return cause instanceof Error ? cause.message : String(cause);
}
