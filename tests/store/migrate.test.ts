import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rowsOf } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { store } from '../../src/store/store.ts';
import { alterableDatabase, testDatabase } from '../support/database.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { MIGRATIONS, migrateToPast } from '../support/past.ts';
import { wholeGraph } from '../support/reading.ts';
import { tell } from '../support/story.ts';
import { pageShowing, wordsOf } from './showing.ts';

/** A story that no other number tells. */
const story = (i: number) => `author ada-${i}
  report storms-${i} 2019-05-01
  post tides-${i} 2021-03-02
  comment gulls-${i} on tides-${i}
  comment terns-${i} under gulls-${i}
  ada-${i} wrote tides-${i}
  tides-${i} cites storms-${i}`;

test('a graph that goes on being filled is whole after every migration', async () => {
  const database = await testDatabase('blank');
  let before: Awaited<ReturnType<typeof wholeGraph>> | undefined;
  for (let count = 1; count <= MIGRATIONS; count++) {
    await migrateToPast(database, count);
    if (before) expect(await wholeGraph(database), `after migration ${count}`).toEqual(before);
    await tell(database, story(count));
    before = await wholeGraph(database);
    expect(before.edges).toHaveLength(5 * count);
  }
  await migrate(database);
  expect(await wholeGraph(database)).toEqual(before);
  const found = await rowsOf(
    database.statements,
    sql`select from search_entries where names <> '{}' or kind = 'comment'`,
  );
  expect(found).toHaveLength(before!.entities.length);
});

test('a post that was stored before there were traces is known again after the migration', async () => {
  const database = await testDatabase();
  const shown = { title: 'Tides', date: '2021-03-02', body: wordsOf(1, 60).join(' ') };
  await store(database, pageShowing('before', [shown]));
  await database.statements.execute(sql`update posts set traced = 0`);
  await database.statements.execute(sql`delete from post_traces`);
  await migrate(database);
  const excerpt = { ...shown, title: null, body: `${shown.body.slice(0, 200)}…` };
  expect(await store(database, pageShowing('after', [excerpt]))).toMatchObject({ postsAdded: 0 });
});

test('a database that a newer program has migrated is refused, and nothing is done to it', async () => {
  const database = await alterableDatabase();
  await database.statements.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9e15)`,
  );
  await expect(migrate(database)).rejects.toThrow(/newer Citetrail/);
});

const server = process.env.TEST_DATABASE_URL;
if (server) {
  test('several servers may start at once on an empty database', async () => {
    const name = `citetrail_migrate_${process.pid}`;
    await onServer(server, `create database ${name}`);
    const databaseUrl = besideDatabase(server, name);
    const databases = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ databaseUrl, dataDirectory: '' })),
    );
    try {
      await Promise.all(databases.map(migrate));
      await tell(databases[0]!, story(1));
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await onServer(server, `drop database ${name} with (force)`);
    }
  });

  test('a database to which search’s extension cannot be added is refused, and the message says what to do', async () => {
    const name = `citetrail_trigrams_${process.pid}`;
    await onServer(server, `create database ${name}`);
    const databaseUrl = besideDatabase(server, name);
    // The extension brings a function of this name, so whoever may add it cannot, whatever their rights.
    await onServer(
      databaseUrl,
      'create function similarity(text, text) returns real language sql return 0.0::real',
    );
    const database = await openDatabase({ databaseUrl, dataDirectory: '' });
    try {
      await expect(migrate(database)).rejects.toThrow(
        new RegExp(`${name} lacks the extension pg_trgm.*similarity.*create extension pg_trgm`),
      );
      const tables = sql`select from pg_tables where schemaname = 'public'`;
      expect(await rowsOf(database.statements, tables)).toEqual([]);
    } finally {
      await database.close();
      await onServer(server, `drop database ${name} with (force)`);
    }
  });
}
