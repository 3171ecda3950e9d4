import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openReading } from '../../src/cli/read-database.ts';
import { readConfig } from '../../src/config.ts';
import { momentOf } from '../../src/read/moment.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { onOneServer, onPrimary } from '../../src/store/replicas.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { binaries, type TestServer, testServer } from '../support/cluster.ts';
import { onServer } from '../support/global-setup.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

const LAG = 400;

if (!binaries) console.log('No binaries of PostgreSQL under /usr/lib/postgresql: replicas are not tested.');

// Servers of its own take their time: this is tried where the suite has a server at all.
describe.skipIf(!binaries || !inject('server'))('with two replicas', () => {
  let primary: TestServer;
  let replicas: [TestServer, TestServer];
  let database: Database;
  let reading: Database;
  let api: Awaited<ReturnType<typeof watchedServer>>;
  const changes: { server: string; why: string; msg: string }[] = [];

  beforeAll(async () => {
    primary = await testServer();
    replicas = [await primary.replicate(), await primary.replicate()];
    database = await openDatabase({ databaseUrl: primary.url, dataDirectory: '' });
    await migrate(database);
    await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
    const config = readConfig({
      DATABASE_URL: primary.url,
      DATABASE_REPLICA_URLS: replicas.map(({ url }) => url).join(', '),
      CITETRAIL_REPLICA_LAG_MS: String(LAG),
    });
    reading = await openReading(
      database,
      config,
      createLog('info', { write: (line) => changes.push(JSON.parse(line)) }),
    );
    api = await watchedServer(reading);
    await allAsked();
  });
  afterAll(async () => {
    await reading?.close();
    await database?.close();
    await Promise.all([primary, ...(replicas ?? [])].map((server) => server?.remove()));
  });

  /** Which replicas are asked. */
  const asked = () =>
    reading
      .servers()
      .slice(1)
      .map(({ isAsked }) => isAsked);
  const allAsked = () => vi.waitFor(() => expect(asked()).toEqual([true, true]), 20_000);

  async function portNow(): Promise<number> {
    const [row] = await rowsOf<{ port: number }>(
      reading.statements,
      sql`/* port */ select inet_server_port() as port`,
    );
    return row!.port;
  }
  const portsOf = async (requests: number) => {
    const ports = new Set<number>();
    for (let i = 0; i < requests; i++) ports.add(await onOneServer(portNow));
    return ports;
  };
  const both = () => new Set(replicas.map(({ port }) => port));

  const each = async (statement: string) => {
    for (const { url } of replicas) await onServer(url, statement);
  };

  async function ask(query: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'application/json', ...headers },
    });
    const text = await response.text();
    return { status: response.status, tag: response.headers.get('etag'), answer: text && JSON.parse(text) };
  }
  const POSTS = '{ posts { nodes { slug } } }';
  const slugs = async () =>
    (await ask(POSTS)).answer.data.posts.nodes.map(({ slug }: { slug: string }) => slug);

  test('requests are spread over them; all statements of one go to one server', async () => {
    expect(await portsOf(6)).toEqual(both());
    for (let i = 0; i < 4; i++) {
      const ports = await onOneServer(() =>
        Promise.all([portNow(), portNow(), reading.statements.transaction(portNow), portNow()]),
      );
      expect(new Set(ports).size).toBe(1);
    }
  });

  test('what must see what was just written asks the primary, and so does what is no request', async () => {
    expect(await onPrimary(portNow)).toBe(primary.port);
    expect(await portNow()).toBe(primary.port);
  });

  test('nobody can write over them', async () => {
    await expect(
      onOneServer(() => reading.statements.execute(sql`delete from entities`)),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('exports come from them', async () => {
    const before = (await api.metrics()).get(PRIMARY);
    const file = await (await fetch(`${api.url}/export/entities.csv`)).text();
    expect(file).toContain('tides');
    expect((await api.metrics()).get(PRIMARY)).toBe(before);
  });
  const PRIMARY = 'citetrail_database_statement_duration_seconds_count{server="primary"}';

  test('those that fall behind are taken out, the primary answers, and they are taken back', async () => {
    await each('select pg_wal_replay_pause()');
    await tell(database, 'post ebbs 2021-03-03');
    await vi.waitFor(() => expect(asked()).toEqual([false, false]), 10_000);
    expect(await slugs()).toContain('ebbs');
    expect(await portsOf(3)).toEqual(new Set([primary.port]));
    const metrics = await api.metrics();
    expect(metrics.get('citetrail_database_server_asked{server="replica-1"}')).toBe(0);
    expect(metrics.get('citetrail_database_server_behind_seconds{server="replica-1"}')).toBeGreaterThan(
      LAG / 1000,
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        msg: 'replica taken out',
        server: 'replica-2',
        why: 'behind',
      }),
    );
    await each('select pg_wal_replay_resume()');
    await allAsked();
    expect(await portsOf(4)).toEqual(both());
    expect(await slugs()).toContain('ebbs');
  });

  test('one that dies fails no request, and is taken back when it returns', async () => {
    await portsOf(8);
    await replicas[0].kill();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(POSTS)));
    for (const { status, answer } of answers) {
      expect(status).toBe(200);
      expect(answer).not.toHaveProperty('errors');
    }
    expect(asked()).toEqual([false, true]);
    expect(await portsOf(4)).toEqual(new Set([replicas[1].port]));
    await replicas[0].start();
    await allAsked();
    expect(await portsOf(4)).toEqual(both());
  });

  test('one that is none any more is not asked', async () => {
    await onServer(replicas[1].url, 'select pg_promote()');
    await vi.waitFor(() => expect(asked()).toEqual([true, false]), 20_000);
    expect(changes.at(-1)).toMatchObject({ server: 'replica-2', why: 'no replica' });
  });

  describe('the tag of an answer', () => {
    test('holds no longer than what is shown, though a replica be behind', async () => {
      await onServer(replicas[0].url, 'select pg_wal_replay_pause()');
      const before = await ask(POSTS);
      await tell(database, 'post flows 2021-03-04');
      await onServer(replicas[0].url, 'select pg_wal_replay_resume()');
      await vi.waitFor(async () => expect(await slugs()).toContain('flows'), 10_000);
      const after = await ask(POSTS, { 'if-none-match': before.tag! });
      expect(after.status).toBe(200);
      expect(after.answer.data.posts.nodes).toContainEqual({ slug: 'flows' });
    });

    test('is confirmed where nothing was written', async () => {
      // Servers write to their logs by themselves now and then, and other names come of it.
      await vi.waitFor(async () => {
        const { tag } = await ask(POSTS);
        expect((await ask(POSTS, { 'if-none-match': tag! })).status).toBe(304);
      }, 10_000);
    });

    test('tells commits apart that a replica’s snapshot does not', async () => {
      const replica = await openDatabase({ databaseUrl: replicas[0].url, dataDirectory: '' });
      await onServer(primary.url, 'create table marks (mark text)');
      const [first, second, third] = [await writing(), await writing(), await writing()];
      try {
        await third.query('commit');
        await caughtUp(replica);
        const [before, snapshot] = [await momentOf(replica.statements), await snapshotOf(replica)];
        await second.query('commit');
        await caughtUp(replica);
        expect(await snapshotOf(replica)).toBe(snapshot);
        expect(await momentOf(replica.statements)).not.toBe(before);
        expect(await momentOf(database.statements)).not.toBe(await momentOf(replica.statements));
      } finally {
        await Promise.all([first, second, third].map((client) => client.end()));
        await replica.close();
      }
    });
  });

  test('a primary that is away takes nothing from readers', async () => {
    await primary.kill();
    expect(await slugs()).toContain('tides');
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2 * LAG));
    expect(asked()).toEqual([true, false]);
    expect(await slugs()).toContain('tides');
  });

  /** A transaction that has written, and is not yet committed. */
  async function writing() {
    const client = new pg.Client({ connectionString: primary.url });
    client.on('error', () => {});
    await client.connect();
    await client.query("begin; insert into marks values ('x')");
    return client;
  }

  const snapshotOf = async ({ statements }: Database) =>
    (await rowsOf<{ at: string }>(statements, sql`select pg_current_snapshot()::text as at`))[0]!.at;

  async function caughtUp(replica: Database) {
    const [row] = await rowsOf<{ end: string }>(
      database.statements,
      sql`select pg_current_wal_flush_lsn()::text as end`,
    );
    await vi.waitFor(async () => {
      const [far] = await rowsOf<{ enough: boolean }>(
        replica.statements,
        sql`select pg_last_wal_replay_lsn() >= ${row!.end}::pg_lsn as enough`,
      );
      expect(far!.enough).toBe(true);
    }, 10_000);
  }
});
