/** The faults, how each is brought about and ended, and what may come of it at each moment. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PLACES, until } from './cluster.ts';
import { hold, MOMENTS, type Moment } from './moments.ts';
import { POOL, type Served } from './program.ts';
import type { World } from './world.ts';

export interface Fault {
  readonly name: string;
  /** Brings it about; answers what ends it. */
  strike(world: World, served: Served, moment: Moment): Promise<() => Promise<void>>;
  /** At which moments it is there before what it strikes begins. */
  readonly before?: readonly Moment[];
  /** At which moments what it strikes is held by it, and goes on only when it ends. */
  readonly holds?: readonly Moment[];
  /** What may come of it, in the order of the moments: before the first question, idle, read, export, ingest. */
  readonly may: readonly [RegExp, RegExp, RegExp, RegExp, RegExp];
  /** Why it cannot be brought about here, if it cannot. */
  isMissing?(world: World): string | null;
}

const nothing = async () => {};
const ANSWERED = /^answered$/;
const REFUSED = /^UNAVAILABLE$/;
/** Of several questions some may meet a connection that is gone, and no more than that. */
const SOME = /^(answered|UNAVAILABLE|UNAVAILABLE, answered)$/;
const WHOLE = /^whole$/;
const BROKEN = /^broken off$/;
const DONE = /^exit 0$/;
const LOST = /^exit 3$/;

export const FAULTS: readonly Fault[] = [
  {
    name: 'idle connections are ended',
    async strike({ cluster }) {
      await cluster.ask(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'citetrail%' and state = 'idle'`);
      return nothing;
    },
    may: [SOME, SOME, ANSWERED, WHOLE, DONE],
  },
  {
    name: 'a backend is killed in a query',
    async strike({ cluster }) {
      const bystander = await cluster.connect();
      bystander.query('select pg_sleep(60)').catch(() => {});
      let pid: number | undefined;
      await until('a query runs', async () => {
        const [row] = await cluster.ask<{ pid: number }>(`select pid from pg_stat_activity
          where backend_type = 'client backend' and state = 'active' and pid <> pg_backend_pid()
          order by application_name like 'citetrail%' desc limit 1`);
        pid = row?.pid;
        return pid !== undefined;
      });
      process.kill(pid!, 'SIGKILL');
      return () => cluster.up();
    },
    may: [SOME, SOME, REFUSED, BROKEN, LOST],
  },
  {
    name: 'transactions are ended',
    async strike({ cluster }) {
      const bystander = await cluster.connect('graph');
      await bystander.query('begin; lock table captures in share mode');
      // Those who hold what the program waits for are not meant.
      await cluster.ask(`select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and xact_start is not null
          and (application_name like 'citetrail%' or query like '%share mode')`);
      return nothing;
    },
    may: [ANSWERED, ANSWERED, REFUSED, BROKEN, LOST],
  },
  {
    name: 'the server is stopped at once',
    async strike({ cluster }) {
      await cluster.down('immediate');
      return () => cluster.up();
    },
    may: [REFUSED, REFUSED, REFUSED, BROKEN, LOST],
  },
  {
    name: 'the server is started anew',
    async strike({ cluster }) {
      await cluster.down('fast');
      await cluster.up();
      return nothing;
    },
    // Who holds the lock that a read waits for may be ended before the read is.
    may: [SOME, SOME, SOME, BROKEN, LOST],
  },
  {
    name: 'all connections of the program are in use',
    async strike(world, served) {
      // An export of entities reads no relations.
      const held = await hold(world, 'graph', 'lock table edges in access exclusive mode');
      let isOver = false;
      const keepAsking = async () => {
        while (!isOver) await served.ask(null, 'relations(where: {})');
      };
      const asked = Promise.all(Array.from({ length: 2 * POOL }, keepAsking));
      await until('all connections are in use', async () => (await served.ask(null, 'authors')) === 'BUSY');
      return async () => {
        isOver = true;
        await held.end();
        await asked;
      };
    },
    may: [/^BUSY(, answered)?$/, /^BUSY(, answered)?$/, /^(answered|BUSY)$/, WHOLE, DONE],
  },
  {
    name: 'the server takes no more connections',
    async strike(world, _, moment) {
      const { cluster } = world;
      // Over the connection that it has, the program could answer its first questions one after the other.
      const held =
        moment === 'before the first question'
          ? await hold(world, 'graph', 'lock table posts in access exclusive mode')
          : null;
      // One who is being shown out still takes a place, but keeps it for nobody.
      const watch = await cluster.connect();
      const taken = held ? [held, watch] : [watch];
      await until('all places are taken', async () => {
        const client = await cluster.connectAsUser('postgres').catch(() => null);
        if (client) taken.push(client);
        const { rows } = await watch.query(
          `select from pg_stat_activity where backend_type = 'client backend'`,
        );
        return rows.length === PLACES;
      });
      return async () => void (await Promise.all(taken.map((client) => client.end())));
    },
    may: [/^BUSY$/, ANSWERED, ANSWERED, WHOLE, DONE],
  },
  {
    name: 'statements are slow',
    before: MOMENTS,
    async strike({ cluster }, _, moment) {
      // A run reads into a copy of the database that holds the vocabulary alone.
      const [database, seconds] = moment === 'in an ingest' ? ['vocabulary', 0.05] : ['graph', 4];
      await cluster.ask(
        `create policy slow on posts using ((select pg_sleep(${seconds})::text) is not null);
         alter table posts enable row level security; alter table posts force row level security`,
        database,
      );
      return async () => {
        await cluster.ask(
          `drop policy slow on posts;
           alter table posts no force row level security; alter table posts disable row level security`,
          database,
        );
      };
    },
    may: [/^TIMEOUT$/, /^TIMEOUT$/, /^TIMEOUT$/, WHOLE, DONE],
  },
  {
    name: 'a lock is not given up',
    before: ['in an export'],
    holds: ['in a read'],
    async strike(world, _, moment) {
      // These wait for one that is held already.
      if (moment === 'in a read' || moment === 'in an ingest') return nothing;
      const held = await hold(world, 'graph', 'lock table posts in access exclusive mode');
      return async () => void (await held.end());
    },
    may: [/^BUSY$/, /^BUSY$/, /^BUSY$/, /^BUSY$/, DONE],
  },
  {
    name: 'the disk is full',
    isMissing: ({ cluster }) => (cluster.disk ? null : `no disk could be made to fill: ${cluster.whyNoDisk}`),
    async strike({ cluster }) {
      const ballast = join(cluster.disk!, 'ballast');
      const file = openSync(ballast, 'w');
      for (const size of [2 ** 20, 2 ** 12]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size));
        } catch {}
      }
      closeSync(file);
      return async () => rmSync(ballast);
    },
    may: [ANSWERED, ANSWERED, ANSWERED, WHOLE, LOST],
  },
  {
    name: 'the network is gone without a word',
    async strike({ wire }) {
      wire.cut();
      return async () => wire.mend();
    },
    may: [REFUSED, REFUSED, REFUSED, BROKEN, LOST],
  },
  {
    name: 'the server is frozen',
    async strike({ cluster }) {
      cluster.signalAll('SIGSTOP');
      return async () => cluster.signalAll('SIGCONT');
    },
    may: [REFUSED, REFUSED, REFUSED, BROKEN, LOST],
  },
];
