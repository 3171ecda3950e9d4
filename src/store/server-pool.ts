/** The connections to a PostgreSQL server. */
import pg from 'pg';
import type { ServerState } from '../telemetry/metrics.ts';
import { observed } from '../telemetry/statement.ts';
import { MOST_PREPARED, type Prepared } from './prepared.ts';
import { asReader, READING_PATH } from './reader.ts';
import { cut, processOf, RollCall, whileAtWork } from './silence.ts';
import { Work } from './work.ts';

// Ids and counts are far below 2^53: numbers, as PGlite gives them, not strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** How long a statement may go on after it was told to end, in milliseconds, before its connection is cut. */
const GRACE = 1_000;

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
  /** How long to wait for a connection, in milliseconds. */
  readonly connectTime: number;
  /** Connections only read, and no longer than this. */
  readonly reading?: ReadLimits | undefined;
}

/** A statement under way. An object of its own, as making an AbortController for each takes longer than all else here. */
interface Asked {
  isOver: boolean;
  /** Cuts the connection of one that does not end when told to. */
  cutting?: NodeJS.Timeout;
}

/** A pool of connections whose statements end with the work that they are run for, or with their server. */
export class ServerPool extends pg.Pool {
  readonly name: string;
  readonly url: string;
  readonly #side: pg.ClientConfig;
  readonly #rollCall: RollCall;
  readonly #idle = new Set<pg.PoolClient>();
  /** The names of the statements that each connection has prepared. */
  readonly #prepared = new WeakMap<pg.PoolClient, Set<string>>();

  constructor({ name, url, size, connectTime, reading }: PoolSettings) {
    super({
      connectionString: url,
      max: size,
      connectionTimeoutMillis: connectTime,
      keepAlive: true,
      application_name: reading ? 'citetrail reading' : 'citetrail',
      onConnect: async (client) => {
        const started = { text: startOf(reading), query_timeout: connectTime };
        await client.query(started);
      },
    });
    this.name = name;
    this.url = url;
    this.#side = {
      connectionString: url,
      connectionTimeoutMillis: connectTime,
      query_timeout: connectTime,
      application_name: 'citetrail beside',
    };
    this.#rollCall = new RollCall(this.#side);
    // An idle connection that dies must not end the process: the pool drops it and opens another.
    this.on('error', () => {});
    this.on('connect', (client) => {
      this.#attend(client);
      observeStatements(client, name);
    });
    this.on('acquire', (client) => this.#idle.delete(client));
    this.on('release', (_, client) => this.#idle.add(client));
    this.on('remove', (client) => this.#idle.delete(client));
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

  /** Lends a connection for a transaction. */
  async lend<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.lent(await this.connect(), use);
  }

  /** The same of a connection that was had already. */
  lent<T>(client: pg.PoolClient, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#used(client, async () => {
      const query = client.query;
      const ask = query.bind(client) as unknown as (...statement: unknown[]) => Promise<pg.QueryResult>;
      const asked = (...statement: [string | { text: string }, ...unknown[]]) => {
        const text = textOf(statement[0]);
        // What ends it is waited for: nobody could tell what became of it otherwise.
        if (text === 'commit') return ask(...statement);
        // A connection that is lost has undone everything by itself; what it was lost by is told.
        if (text === 'rollback') return ask(...statement).catch(() => {});
        return this.#ask(client, 'in a transaction', () => ask(...statement));
      };
      client.query = asked as unknown as pg.PoolClient['query'];
      try {
        return await use(client);
      } finally {
        client.query = query;
      }
    });
  }

  /** Uses a connection, not again when something failed on it: nobody knows how that left it. */
  async #used<T>(client: pg.PoolClient, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    let failed = true;
    try {
      const result = await use(client);
      failed = false;
      return result;
    } finally {
      // One with very many statements is replaced, as it keeps them all.
      client.release(failed || (this.#prepared.get(client)?.size ?? 0) >= MOST_PREPARED);
    }
  }

  async #with<T>(ask: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#used(await this.connect(), (client) => this.#ask(client, 'alone', () => ask(client)));
  }

  /** Asks something on a connection, and ends it when the work that it is for is given up. */
  async #ask<T>(
    client: pg.PoolClient,
    place: 'alone' | 'in a transaction',
    ask: () => Promise<T>,
  ): Promise<T> {
    const asked: Asked = { isOver: false };
    let ended: Promise<void> | undefined;
    try {
      return await Work.during(place, ask, () => {
        ended = this.#end(client, asked);
      });
    } finally {
      asked.isOver = true;
      clearTimeout(asked.cutting);
      // Until it is known to have come through, it could end a statement that runs after this one.
      await ended;
    }
  }

  /** Sees to it that nobody waits for ever on a connection whose server is gone. */
  #attend(client: pg.PoolClient): void {
    // One that dies while it is in use fails its statement, and that is told there.
    client.on('error', () => {});
    const ask = client.query.bind(client) as (...statement: unknown[]) => Promise<unknown>;
    const isAtWork = () => this.#rollCall.has(processOf(client));
    const asked = (...statement: unknown[]) =>
      whileAtWork(ask(...statement), isAtWork, () => {
        // Those that lie idle are as old as this one: they would be found lost one request after another.
        for (const lost of [client, ...this.#idle]) cut(lost);
      });
    client.query = asked as unknown as pg.PoolClient['query'];
  }

  /** Ends what a connection runs, by another that need not wait for its turn; if that does not help, with the connection. */
  async #end(client: pg.PoolClient, asked: Asked): Promise<void> {
    const other = new pg.Client(this.#side);
    other.on('error', () => {});
    try {
      await other.connect();
      await other.query('select pg_cancel_backend($1)', [processOf(client)]);
      if (!asked.isOver) asked.cutting = setTimeout(() => cut(client), GRACE);
    } catch (fault) {
      // Where the server lives and takes nobody on, the statement's own time ends it.
      if (!asked.isOver && !(fault instanceof pg.DatabaseError)) cut(client);
    } finally {
      cut(other);
    }
  }
}

const textOf = (statement: string | { readonly text: string }) =>
  typeof statement === 'string' ? statement : statement.text;

/** Has every statement of a connection observed, in transactions too. */
function observeStatements(client: pg.PoolClient, server: string): void {
  const query = client.query.bind(client) as unknown as (...statement: unknown[]) => Promise<pg.QueryResult>;
  const observing = (...statement: [string | { text: string }, ...unknown[]]) => {
    if (typeof statement.at(-1) === 'function') return query(...statement);
    return observed(textOf(statement[0]), server, () => query(...statement));
  };
  client.query = observing as unknown as pg.PoolClient['query'];
}

/** What days, moments and numbers look like as text, which cursors hold: the same on every server. */
const WRITING = [
  `set timezone = 'UTC'`,
  `set datestyle = 'ISO, YMD'`,
  `set intervalstyle = 'postgres'`,
  'set extra_float_digits = 1',
];

function startOf(reading: ReadLimits | undefined): string {
  // A walk of many steps takes half a second to run and ten to compile.
  const always = ['set jit = off', `set search_path = ${READING_PATH}`, ...WRITING];
  if (!reading) return always.join('; ');
  return [
    ...always,
    asReader,
    'set default_transaction_read_only = on',
    `set statement_timeout = ${reading.statement}`,
    `set lock_timeout = ${reading.lock}`,
    `set idle_in_transaction_session_timeout = ${reading.idle}`,
  ].join('; ');
}
