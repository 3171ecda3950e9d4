import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { unanswered } from '../../src/store/unanswered.ts';
import { Wire } from '../faults/wire.ts';
import { apiOver } from '../support/api.ts';
import { asServed, testDatabase } from '../support/database.ts';
import { whenDone } from '../support/ending.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { tellVariedGraph } from '../support/varied-graph.ts';

const server = inject('server');

describe.skipIf(!server)('on a server that falls silent', () => {
  let wire: Wire;
  let database: Database;
  beforeAll(async () => {
    const url = new URL(server!.url);
    wire = await Wire.to(Number(url.port));
    url.port = String(wire.port);
    database = await openDatabase({
      databaseUrl: url.href,
      dataDirectory: '',
      poolSize: 2,
      connectTime: 500,
    });
  });
  afterAll(async () => {
    await database.close();
    wire.close();
  });

  const ask = () => database.statements.execute(sql`select 1`);
  const lost = async (asked: Promise<unknown>) => unanswered(await asked.catch((fault) => fault));

  test('a statement fails instead of being waited for, in a transaction or not, and idle connections go too', async () => {
    await Promise.all([ask(), ask()]);
    const inTransaction = database.statements.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      wire.cut();
      await tx.execute(sql`select 1`);
    });
    expect(await lost(inTransaction)).toBe('UNAVAILABLE');
    expect(await lost(ask())).toBe('UNAVAILABLE');
    wire.mend();
    // Both connections are new ones: neither was lost, and none is one of those that lead nowhere.
    await Promise.all([ask(), ask()]);
  });

  test('one that only takes long is waited for', async () => {
    const { rows } = (await database.statements.execute(
      sql`select pg_sleep(1.3), 7 as seven`,
    )) as unknown as {
      rows: object[];
    };
    expect(rows).toMatchObject([{ seven: 7 }]);
  });

  test('a transaction that cannot begin gives its connection back', async () => {
    const failed = { isolationLevel: 'no such level' as 'serializable' };
    for (let i = 0; i < 3; i++) await expect(database.statements.transaction(ask, failed)).rejects.toThrow();
    await ask();
  });
});

describe.skipIf(!server)('on a server that writes days, moments and numbers its own way', () => {
  const SETTINGS = [
    `timezone = 'Asia/Kolkata'`,
    `datestyle = 'SQL, DMY'`,
    `intervalstyle = 'sql_standard'`,
    'extra_float_digits = -10',
  ];
  const LISTS = [
    'relations(where: {}, first: 3, orderBy: RECORDED_AT_DESC',
    'relations(where: {}, first: 3, orderBy: OCCURRED_ON_DESC',
    'posts(first: 3, orderBy: PUBLISHED_ON_DESC',
    'reports(first: 3, orderBy: RANK_DESC',
  ];
  let usual: Database;
  let strange: Database[];
  beforeAll(async () => {
    usual = await testDatabase();
    await tellVariedGraph(usual, 1);
    await usual.statements.execute(sql`update reports set rank = 1.0 / (id + 2)`);
    const [row] = await usual.prepared({ name: 'here', text: 'select current_database()' }, []);
    const name = String(row![0]);
    for (const setting of SETTINGS) await onServer(server!.url, `alter database ${name} set ${setting}`);
    const writes = await openDatabase({ databaseUrl: besideDatabase(server!.url, name), dataDirectory: '' });
    whenDone(() => writes.close());
    strange = [writes, await asServed(usual)];
  });

  test.each(LISTS)(
    '%s) is paged to its end by the cursors that it has elsewhere, compiled and not',
    async (list) => {
      const walked = async (database: Database, compile: boolean) => {
        const { get } = apiOver(database, { compile });
        const pages = [];
        for (let after = ''; ; ) {
          const { of } = await get(`{ of: ${list}${after}) {
          edges { cursor node { id ${list.startsWith('relations') ? 'recordedAt occurredOn' : 'publishedOn'} } }
          pageInfo { hasNextPage endCursor } } }`);
          pages.push(...of.edges);
          if (!of.pageInfo.hasNextPage) return pages;
          after = `, after: "${of.pageInfo.endCursor}"`;
        }
      };
      const expected = await walked(usual, true);
      expect(expected.length).toBeGreaterThan(3);
      for (const database of strange) {
        expect(await walked(database, true)).toEqual(expected);
        expect(await walked(database, false)).toEqual(expected);
      }
    },
  );
});
