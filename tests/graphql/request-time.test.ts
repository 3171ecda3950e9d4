import { EventEmitter } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { within } from '../../src/graphql/request-time.ts';
import { type Database, rowsOf, type Statements, writing } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { isGivenUp } from '../../src/store/work.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { besideDatabase } from '../support/global-setup.ts';
import { tell } from '../support/story.ts';

const server = inject('server');
const POSTS = '{ posts { totalCount } }';

let owner: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  owner = await testDatabase();
  await tell(owner, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
});

test('an answer that takes too long is given up, with a code and the figure', async () => {
  const { ask } = apiOver({ ...owner, prepared: () => new Promise(() => {}) }, { requestTime: 50 });
  const { data, errors } = await ask(POSTS);
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ message: /50 ms/, extensions: { code: 'TIMEOUT', allowed: 50 } }]);
});

describe('what a request writes', () => {
  const MOST = 10_000;
  const timeIsOver = () => vi.advanceTimersByTime(MOST);
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  const name = (tx: Statements, name: string) =>
    tx.execute(sql`update entities set name = ${name} where kind = 'report'`);
  const named = async (statements = owner.statements) =>
    (await rowsOf<{ name: string }>(statements, sql`select name from entities where kind = 'report'`))[0]!
      .name;

  test('is undone when its time is over first', async () => {
    const before = await named();
    let done: Promise<void>;
    const answer = await within(MOST, undefined, () => {
      done = writing(owner.statements, async (tx) => {
        await name(tx, 'Too late');
        timeIsOver();
      });
      return done;
    });
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
    await expect(done!).rejects.toSatisfy(isGivenUp);
    expect(await named()).toBe(before);
  });

  test('is undone when its client goes away first', async () => {
    const before = await named();
    const response = new EventEmitter();
    const answer = within(60_000, response as ServerResponse, () =>
      writing(owner.statements, async (tx) => {
        await name(tx, 'For nobody');
        response.emit('close');
        await named(tx);
      }),
    );
    await expect(answer).rejects.toSatisfy(isGivenUp);
    expect(await named()).toBe(before);
  });

  test('is told of when it was done in time, however long it takes to tell', async () => {
    const answer = await within(MOST, undefined, async () => {
      await writing(owner.statements, (tx) => name(tx, 'In time'));
      timeIsOver();
      return named();
    });
    expect(answer).toBe('In time');
  });

  test('stays where it was done in time, and what is written after that does not', async () => {
    const answer = within(MOST, undefined, async () => {
      await writing(owner.statements, (tx) => name(tx, 'The first'));
      timeIsOver();
      await writing(owner.statements, (tx) => name(tx, 'The second'));
    });
    await expect(answer).rejects.toSatisfy(isGivenUp);
    expect(await named()).toBe('The first');
  });
});

describe.skipIf(!server)('on a server', () => {
  const reading = { statement: 300, lock: 100, idle: 300 };
  const open: Database[] = [];
  afterAll(() => Promise.all(open.map((database) => database.close())));

  async function reader(limits: Partial<typeof reading> = {}, poolSize = 4) {
    const [row] = await owner.prepared({ name: 'here', text: 'select current_database()' }, []);
    const database = await openDatabase({
      databaseUrl: besideDatabase(server!.url, String(row![0])),
      dataDirectory: '',
      poolSize,
      reading: { ...reading, ...limits },
    });
    open.push(database);
    return database;
  }

  /** Does something while nobody else can read posts. */
  const whileLocked = (act: () => Promise<unknown>) =>
    owner.statements.transaction(async (tx) => {
      await tx.execute(sql`lock table posts in access exclusive mode`);
      await act();
    });

  const code = (code: string) => [{ extensions: { code, retryable: true, requestId: expect.any(String) } }];

  test('its sessions cannot write', async () => {
    const { statements } = await reader();
    for (const [change, code] of [
      [sql`delete from entities`, '42501'],
      [sql`create table more ()`, '25006'],
    ] as const)
      await expect(statements.execute(change)).rejects.toMatchObject({ cause: { code } });
  });

  test.each([true, false])('a lock that is not had in time is BUSY (compiled: %j)', async (compile) => {
    const { ask, faults } = apiOver(await reader(), { compile });
    await whileLocked(async () => {
      expect((await ask(POSTS)).errors).toMatchObject(code('BUSY'));
    });
    expect(faults).toMatchObject([{ sqlState: '55P03' }]);
    expect((await ask(POSTS)).data).toEqual({ posts: { totalCount: 1 } });
  });

  test.each([true, false])('a statement that takes too long is TIMEOUT (compiled: %j)', async (compile) => {
    const { ask } = apiOver(await reader({ lock: 60_000 }), { compile });
    await whileLocked(async () => {
      expect((await ask(POSTS)).errors).toMatchObject(code('TIMEOUT'));
    });
  });

  test('connections that all are in use are BUSY after a while, and none is lost', async () => {
    const database = await reader({ lock: 60_000, statement: 60_000 }, 1);
    const { ask } = apiOver(database);
    await whileLocked(async () => {
      const stuck = ask(POSTS);
      expect((await ask(POSTS)).errors).toMatchObject(code('BUSY'));
      void stuck;
    });
    expect((await ask(POSTS)).data).toEqual({ posts: { totalCount: 1 } });
  }, 20_000);

  test('a database that ends its sessions is UNAVAILABLE, and then there again', async () => {
    const { ask } = apiOver(await reader({ lock: 60_000, statement: 60_000 }));
    await whileLocked(async () => {
      const answer = ask(POSTS);
      await vi.waitFor(async () => expect(await waiting()).toBe(1));
      await owner.statements.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'citetrail reading'`);
      expect((await answer).errors).toMatchObject(code('UNAVAILABLE'));
    });
    expect((await ask(POSTS)).data).toEqual({ posts: { totalCount: 1 } });
  });

  /** How many statements of the API are waiting for a lock. */
  async function waiting(): Promise<number> {
    const [row] = await owner.prepared(
      {
        name: 'waiting',
        text: `select count(*) from pg_stat_activity where datname = current_database()
          and application_name = 'citetrail reading' and wait_event_type = 'Lock'`,
      },
      [],
    );
    return row![0] as number;
  }

  test.each([true, false])(
    'a client that goes away ends its statement, which is no fault (compiled: %j)',
    async (compile) => {
      const { handler, ask, faults } = apiOver(await reader({ lock: 60_000, statement: 60_000 }), {
        compile,
      });
      const http = createServer((request, response) => void handler.handle(request, response));
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
      const { port } = http.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/graphql`;
      const body = JSON.stringify({ query: POSTS });
      const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
      // Asked before, it goes the short way.
      await (await fetch(url, { method: 'POST', headers, body })).text();
      await whileLocked(async () => {
        for (const ask of [
          () => request(`${url}?query=${encodeURIComponent(POSTS)}`).end(),
          () => request(url, { method: 'POST', headers }).end(body),
        ]) {
          const asked = ask().on('error', () => {});
          await vi.waitFor(async () => expect(await waiting()).toBe(1));
          asked.destroy();
          await vi.waitFor(async () => expect(await waiting()).toBe(0), 5_000);
        }
      });
      // What is logged of the one that went away is there before another is answered.
      expect((await ask(POSTS)).data).toEqual({ posts: { totalCount: 1 } });
      expect(faults).toEqual([]);
      http.close();
    },
  );
});
