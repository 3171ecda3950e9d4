/**
 * Waiting on a server that may have fallen silent: it froze, or the network to it is gone, and no packet says so. The
 * system notices after a quarter of an hour, or never. So, when an answer takes long, another connection asks whether
 * anybody is still at work on it.
 */
import type { Socket } from 'node:net';
import pg from 'pg';

/** How long an answer may take before it is asked after, in milliseconds; each time twice as long. */
const FIRST = 1_000;
const LONGEST = 30_000;

/** Waits for an answer as long as someone is at work on it; when nobody is, `lose` is to make it fail. */
export async function whileAtWork<T>(
  answer: Promise<T>,
  isAtWork: () => Promise<boolean>,
  lose: () => void,
): Promise<T> {
  let over = false;
  let wait = FIRST;
  const askAfter = async () => {
    const isAlive = await isAtWork();
    if (over) return;
    wait = Math.min(2 * wait, LONGEST);
    timer = setTimeout(askAfter, wait);
    if (!isAlive) lose();
  };
  let timer = setTimeout(askAfter, wait);
  try {
    return await answer;
  } finally {
    over = true;
    clearTimeout(timer);
  }
}

/** Asks a server for its sessions: once for all who want to know at the same time. */
export class RollCall {
  readonly #server: pg.ClientConfig;
  #underway: Promise<ReadonlySet<number> | 'silent' | 'refused'> | null = null;

  constructor(server: pg.ClientConfig) {
    this.#server = server;
  }

  /** Whether the server has this session still, as far as it says. */
  async has(process: number): Promise<boolean> {
    this.#underway ??= this.#call().finally(() => {
      this.#underway = null;
    });
    const found = await this.#underway;
    return found === 'refused' || (found !== 'silent' && found.has(process));
  }

  async #call() {
    const client = new pg.Client(this.#server);
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
      return new Set(rows.map(({ pid }) => pid));
    } catch (fault) {
      // A server that says no, as one with too many connections does, lives.
      return fault instanceof pg.DatabaseError ? 'refused' : 'silent';
    } finally {
      cut(client);
    }
  }
}

/** The process of a server that works for a connection. */
export const processOf = (client: pg.ClientBase): number =>
  (client as pg.ClientBase & { processID: number }).processID;

/** Drops a connection without a goodbye, for which a silent server would have to be waited. */
export function cut(client: pg.ClientBase): void {
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
}
