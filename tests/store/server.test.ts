import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { unanswered } from '../../src/store/unanswered.ts';
import { Wire } from '../faults/wire.ts';

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
