/**
 * Reads from streaming replicas, and from the primary when none of them will do. All statements of one request go to
 * one server: replicas are not behind by the same, and what was read from one may not yet be on the next. So an answer
 * is of one server too, and its tag names a moment of that one.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { sqlStateOf } from '../telemetry/fault.ts';
import type { ServerState } from '../telemetry/metrics.ts';
import type { Prepared } from './prepared.ts';
import { type Change, Progress } from './replica-progress.ts';
import { type PoolSettings, ServerPool } from './server-pool.ts';
import { unanswered } from './unanswered.ts';

/** Which server a request is answered from. */
interface Choice {
  pool: ServerPool | undefined;
  /** Whether it gave rows, and so is the one to the end. */
  isSettled: boolean;
  /** Those that it was not had from. */
  readonly tried: Set<ServerPool>;
}

const choices = new AsyncLocalStorage<Choice | 'primary'>();

/** Does something that asks one server only, whichever that is. What is not done so asks the primary. */
export const onOneServer = <T>(task: () => T): T =>
  choices.run({ pool: undefined, isSettled: false, tried: new Set() }, task);

/** Does something that must see what was just written. */
export const onPrimary = <T>(task: () => T): T => choices.run('primary', task);

export interface ReplicaSettings {
  readonly urls: readonly string[];
  /** How far a replica may be behind to be asked, in milliseconds. */
  readonly lag: number;
  /** Is told when a replica is taken out, and when it is taken back. */
  readonly told: (change: Change) => void;
}

/** A primary with its replicas, as one pool. Drizzle takes for a pool what is called one. */
export class ReplicaPool {
  readonly #primary: ServerPool;
  readonly #replicas: readonly ServerPool[];
  readonly #progress: Progress;
  #turn = 0;

  constructor(
    primary: ServerPool,
    { urls, lag, told, ...pool }: ReplicaSettings & Omit<PoolSettings, 'name' | 'url'>,
  ) {
    this.#primary = primary;
    this.#replicas = urls.map((url, i) => new ServerPool({ ...pool, name: `replica-${i + 1}`, url }));
    this.#progress = new Progress(primary, this.#replicas, { lag, told });
  }

  /** Finds out which replicas will do, and from then on knows. */
  start(): Promise<void> {
    return this.#progress.start();
  }

  query(...statement: Parameters<ServerPool['query']>): Promise<pg.QueryResult> {
    return this.#ask((pool) => pool.query(...statement) as unknown as Promise<pg.QueryResult>);
  }

  prepared(statement: Prepared, values: readonly unknown[]): Promise<unknown[][]> {
    return this.#ask((pool) => pool.prepared(statement, values));
  }

  /** Lends a connection, as one server does. */
  async lend<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { pool, client } = await this.#ask(
      async (pool) => ({ pool, client: await pool.connect() }),
      ({ client }) => client.release(),
    );
    return pool.lent(client, use);
  }

  states(): ServerState[] {
    const states = this.#replicas.map((replica) => ({ ...replica.state(), ...this.#progress.of(replica) }));
    return [this.#primary.state(), ...states];
  }

  async end(): Promise<void> {
    await this.#progress.end();
    await Promise.all([this.#primary, ...this.#replicas].map((pool) => pool.end()));
  }

  /** Asks the server of the request. One that is away is left for the next as long as it has given nothing. */
  async #ask<T>(ask: (pool: ServerPool) => Promise<T>, undo?: (result: T) => void): Promise<T> {
    const choice = choices.getStore() ?? 'primary';
    if (choice === 'primary') return ask(this.#primary);
    for (;;) {
      choice.pool ??= this.#next(choice.tried);
      const { pool } = choice;
      try {
        const result = await ask(pool);
        if (choice.pool === pool) {
          choice.isSettled = true;
          return result;
        }
        // Another statement of the request found it away meanwhile, and went elsewhere.
        undo?.(result);
      } catch (error) {
        if (pool === this.#primary || choice.isSettled || !isOfThisServer(error)) throw error;
        if (unanswered(error) === 'UNAVAILABLE') this.#progress.missed(pool);
        choice.tried.add(pool);
        if (choice.pool === pool) choice.pool = undefined;
      }
    }
  }

  /** The replicas that will do in turn, then the primary. */
  #next(tried: ReadonlySet<ServerPool>): ServerPool {
    const willDo = this.#replicas.filter((pool) => this.#progress.of(pool).isAsked && !tried.has(pool));
    this.#turn = (this.#turn + 1) % 2 ** 30;
    return willDo[this.#turn % willDo.length] ?? this.#primary;
  }
}

/** Too many connections, and a statement that was ended so that the replica can keep up with its primary. */
const ELSEWHERE = new Set(['53300', '40001']);

/** Whether another server may well answer. */
const isOfThisServer = (error: unknown) =>
  unanswered(error) === 'UNAVAILABLE' || ELSEWHERE.has(sqlStateOf(error) ?? '');
