/** The connections to a PostgreSQL server. */
import pg from 'pg';
import type { ServerState } from '../telemetry/metrics.ts';
import { observed } from '../telemetry/statement.ts';
import { MOST_PREPARED, type Prepared } from './prepared.ts';
import { asReader, READING_PATH } from './reader.ts';
import { Work } from './work.ts';

// Ids and counts are far below 2^53: numbers, as PGlite gives them, not strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** How long to wait for a connection, in milliseconds. */
const CONNECT = 5_000;

/** What connections that only read may take, in milliseconds each. */
export interface ReadLimits {
  readonly statement: number;
  readonly lock: number;
  /** Between the statements of a transaction. */
  readonly idle: number;
}

export interface PoolSettings {
  /** What log and metrics call the server. */
  readonly name: string;
  readonly url: string;
  /** The most connections. */
  readonly size: number;
  /** Connections only read, and no longer than this. */
  readonly reading?: ReadLimits | undefined;
}

/** A pool of connections whose statements end with the work that they are run for. */
export class ServerPool extends pg.Pool {
  readonly name: string;
  readonly url: string;
  /** The names of the statements that each connection has prepared. */
  readonly #prepared = new WeakMap<pg.PoolClient, Set<string>>();

  constructor({ name, url, size, reading }: PoolSettings) {
    super({
      connectionString: url,
      max: size,
      connectionTimeoutMillis: CONNECT,
      application_name: reading ? 'citetrail reading' : 'citetrail',
      onConnect: async (client) => void (await client.query(startOf(reading))),
    });
    this.name = name;
    this.url = url;
    // An idle connection that dies must not end the process: the pool drops it and opens another.
    this.on('error', () => {});
    // Nor must one that dies while it is in use: its statement fails, and that is told there.
    this.on('connect', (client) =>
      observeStatements(
        client.on('error', () => {}),
        name,
      ),
    );
    const run = (...statement: Parameters<pg.PoolClient['query']>) =>
      this.#with((client) => client.query(...statement) as unknown as Promise<pg.QueryResult>);
    // The pool's own would not know of the work.
    this.query = run as unknown as pg.Pool['query'];
  }

  /** How its connections stand. */
  state(): ServerState {
    const { name, totalCount: connections, idleCount: idle, waitingCount: waiting } = this;
    return { name, isAsked: true, behind: null, connections, idle, waiting };
  }

  /** Runs a prepared statement; its rows come with their columns in order. */
  async prepared({ name, text }: Prepared, values: readonly unknown[]): Promise<unknown[][]> {
    const { rows } = await this.#with((client) => {
      const names = this.#prepared.get(client) ?? new Set();
      this.#prepared.set(client, names.add(name));
      return client.query({ name, text, values: [...values], rowMode: 'array' });
    });
    return rows as unknown[][];
  }

  async #with<T>(ask: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let ended: Promise<void> | undefined;
    let failed = true;
    try {
      const result = await Work.during(
        () => ask(client),
        () => {
          ended = this.#end(client);
        },
      );
      failed = false;
      return result;
    } finally {
      // Until it is known to have come through, it could end a statement that runs after this one.
      await ended;
      // A connection with very many statements is replaced, as it keeps them all.
      client.release(failed || (this.#prepared.get(client)?.size ?? 0) >= MOST_PREPARED);
    }
  }

  /** Ends what a connection runs, by another that need not wait for its turn. Should that fail, time will end it. */
  async #end(client: pg.PoolClient): Promise<void> {
    const other = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: CONNECT });
    other.on('error', () => {});
    try {
      await other.connect();
      const { processID } = client as pg.PoolClient & { processID: number };
      await other.query('select pg_cancel_backend($1)', [processID]);
    } catch {
    } finally {
      await other.end().catch(() => {});
    }
  }
}

/** Has every statement of a connection observed, in transactions too. */
function observeStatements(client: pg.PoolClient, server: string): void {
  const query = client.query.bind(client) as unknown as (...statement: unknown[]) => Promise<pg.QueryResult>;
  const observing = (...statement: [string | { text: string }, ...unknown[]]) => {
    if (typeof statement.at(-1) === 'function') return query(...statement);
    const [asked] = statement;
    return observed(typeof asked === 'string' ? asked : asked.text, server, () => query(...statement));
  };
  client.query = observing as unknown as pg.PoolClient['query'];
}

function startOf(reading: ReadLimits | undefined): string {
  // A walk of many steps takes half a second to run and ten to compile.
  const always = `set jit = off; set search_path = ${READING_PATH}`;
  if (!reading) return always;
  return [
    always,
    asReader,
    'set default_transaction_read_only = on',
    `set statement_timeout = ${reading.statement}`,
    `set lock_timeout = ${reading.lock}`,
    `set idle_in_transaction_session_timeout = ${reading.idle}`,
  ].join('; ');
}
