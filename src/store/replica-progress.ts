/**
 * How far replicas have come. The primary is asked again and again how far it is, and when; a replica that has got as
 * far as the primary was at a moment shows at least what that one held then. So clocks need not agree, a primary that
 * rests makes no replica late, one that is away takes none out, and a replica that is cut off from it is found out.
 */
import pg from 'pg';
import type { ServerPool } from './server-pool.ts';

/** A replica was taken out, or taken back. */
export interface Change {
  readonly server: string;
  readonly isAsked: boolean;
  readonly why: 'away' | 'behind' | 'no replica' | 'back';
}

/** What is known of a replica. */
interface Standing {
  readonly isAsked: boolean;
  /** In seconds. */
  readonly behind: number | null;
}

/** How often servers are asked, and how long they may take, at most, in milliseconds. */
const PACE = 1_000;

/** Before anything is known. */
const UNKNOWN: Standing = { isAsked: false, behind: null };

export class Progress {
  readonly #primary: pg.Pool;
  /** Connections of their own: one that waits behind requests would take a busy replica for one that is away. */
  readonly #probes: ReadonlyMap<ServerPool, pg.Pool>;
  readonly #standings = new Map<ServerPool, Standing>();
  readonly #lag: number;
  readonly #told: (change: Change) => void;
  /** Where the primary's log ended, in bytes, and when it last did so; oldest first. */
  #moments: { readonly end: number; at: number }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;

  constructor(
    primary: ServerPool,
    replicas: readonly ServerPool[],
    { lag, told }: { lag: number; told: (change: Change) => void },
  ) {
    this.#lag = lag;
    this.#told = told;
    this.#primary = probeOf(primary);
    this.#probes = new Map(replicas.map((replica) => [replica, probeOf(replica)]));
  }

  of(replica: ServerPool): Standing {
    return this.#standings.get(replica) ?? UNKNOWN;
  }

  /** Comes when all have been asked once; goes on until it is ended. */
  async start(): Promise<void> {
    await this.#look();
    const pace = Math.min(PACE, Math.max(100, this.#lag / 4));
    const again = async () => {
      await this.#look();
      if (!this.#isEnded) this.#timer = setTimeout(again, pace).unref();
    };
    if (!this.#isEnded) this.#timer = setTimeout(again, pace).unref();
  }

  /** A statement found the replica away: nobody need try it until it has answered again. */
  missed(replica: ServerPool): void {
    this.#is(replica, { isAsked: false, behind: null }, 'away');
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#primary, ...this.#probes.values()].map((probe) => probe.end()));
  }

  async #look(): Promise<void> {
    const at = performance.now();
    const end = await numberOf(
      this.#primary,
      "/* log_end */ select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8",
    ).catch(() => null);
    if (end !== null) this.#remember(end, at);
    await Promise.all(Array.from(this.#probes, ([replica, probe]) => this.#lookAt(replica, probe)));
  }

  #remember(end: number, at: number): void {
    const last = this.#moments.at(-1);
    // A log that is shorter than it was is another one.
    if (last && end < last.end) this.#moments = [];
    if (last?.end === end) last.at = at;
    else this.#moments.push({ end, at });
    const useless = at - 2 * this.#lag - 10 * PACE;
    this.#moments = this.#moments.filter((moment, i, { length }) => i === length - 1 || moment.at > useless);
  }

  async #lookAt(replica: ServerPool, probe: pg.Pool): Promise<void> {
    let replayed: number | null;
    try {
      replayed = await numberOf(
        probe,
        `/* replayed */ select case when pg_is_in_recovery()
          then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::int8 end`,
      );
    } catch {
      return this.#is(replica, { isAsked: false, behind: null }, 'away');
    }
    if (replayed === null) return this.#is(replica, { isAsked: false, behind: null }, 'no replica');
    const behind = this.#behind(replayed);
    const isAsked = behind !== null && behind <= this.#lag;
    this.#is(
      replica,
      { isAsked, behind: behind === null ? null : behind / 1000 },
      isAsked ? 'back' : 'behind',
    );
  }

  /** How long ago the primary was where a replica is now; null where that is not known. */
  #behind(replayed: number): number | null {
    const reached = this.#moments.findLast(({ end }) => end <= replayed);
    if (!reached) return null;
    return reached === this.#moments.at(-1) ? 0 : performance.now() - reached.at;
  }

  #is(replica: ServerPool, standing: Standing, why: Change['why']): void {
    const before = this.#standings.get(replica);
    this.#standings.set(replica, standing);
    const isNews = before ? before.isAsked !== standing.isAsked : !standing.isAsked;
    if (isNews && !this.#isEnded) this.#told({ server: replica.name, isAsked: standing.isAsked, why });
  }
}

function probeOf({ url }: ServerPool): pg.Pool {
  const probe = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: PACE,
    query_timeout: PACE,
    application_name: 'citetrail looking',
    idleTimeoutMillis: 0,
  });
  probe.on('error', () => {});
  probe.on('connect', (client) => client.on('error', () => {}));
  return probe;
}

async function numberOf(probe: pg.Pool, statement: string): Promise<number | null> {
  const { rows } = await probe.query<[number | null]>({ text: statement, rowMode: 'array' });
  return rows[0]![0];
}
