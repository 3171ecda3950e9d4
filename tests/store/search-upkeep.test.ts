import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { entityKinds } from '../../src/model/entities.ts';
import { rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

const database = await testDatabase();
const { statements } = database;

beforeEach(async () => {
  await statements.execute(sql`delete from comments`);
  await statements.execute(sql`delete from entities`);
});

/** The slugs of what has a word, with the weights it has there. */
async function having(word: string): Promise<Record<string, string>> {
  const rows = await rowsOf<{ slug: string; weights: string }>(
    statements,
    sql`select n.slug, (select string_agg(weight, '' order by weight) from unnest(s.words) w(lexeme, p, weights), unnest(weights) weight
          where plainto_tsquery('english', lexeme) = plainto_tsquery('english', ${word})) as weights
        from search_entries s join entities n on n.id = s.entity_id
        where s.words @@ plainto_tsquery('english', search_fold(${word})) order by 1`,
  );
  return Object.fromEntries(rows.map(({ slug, weights }) => [slug, weights]));
}

test('an entity of every kind can be found as soon as it is stored', async () => {
  await tell(
    database,
    `author ada\norganisation met\nreport storms 2019-05-01\npolicy sirens\npost tides 2021-03-02\ncomment gulls on tides`,
  );
  const rows = await rowsOf<{ kind: string }>(statements, sql`select kind from search_entries`);
  expect(rows.map(({ kind }) => kind).sort()).toEqual([...entityKinds].sort());
});

test('names and the year weigh most, then summaries, then texts; names of comments are made up and weigh less', async () => {
  await tell(database, `report storms 2019-05-01\npost tides 2019-03-02\ncomment gulls on tides`);
  await statements.execute(sql`update entities set summary = 'Of gulls.' where slug = 'storms'`);
  expect(await having('storms')).toEqual({ storms: 'A' });
  expect(await having('2019')).toEqual({ storms: 'A', tides: 'A', gulls: 'C' });
  expect(await having('gulls')).toEqual({ storms: 'B', gulls: 'CD' });
});

test.each([
  ['a name', sql`update entities set name = 'Wrecks' where slug = 'tides'`],
  ['a summary', sql`update entities set summary = 'Of wrecks.' where slug = 'tides'`],
  ['a text', sql`update posts set body = 'Wrecks.'`],
  ['an alias', sql`insert into aliases (entity_id, text) select id, 'the wrecks' from entities`],
])('%s that changes is found by its new words at once', async (_, change) => {
  await tell(database, 'post tides 2021-03-02');
  expect(await having('wreck')).toEqual({});
  await statements.execute(change);
  expect(Object.keys(await having('wreck'))).toEqual(['tides']);
});

test('what is no longer said is no longer found', async () => {
  await tell(database, 'post tides 2021-03-02');
  await statements.execute(sql`insert into aliases (entity_id, text) select id, 'the wrecks' from entities`);
  await statements.execute(sql`update aliases set text = 'the ruins'`);
  expect(await having('wreck')).toEqual({});
  await statements.execute(sql`delete from aliases`);
  expect(await having('ruin')).toEqual({});
  await statements.execute(sql`update posts set published_on = '2022-03-02'`);
  expect([await having('2021'), await having('2022')]).toEqual([{}, { tides: 'A' }]);
  await statements.execute(sql`delete from entities`);
  expect(await rowsOf(statements, sql`select from search_entries`)).toEqual([]);
});

test('what is taken back with its transaction was never found', async () => {
  await expect(
    statements.transaction(async (tx) => {
      await tx.execute(
        sql`insert into entities (kind, slug, name, sort_name) values ('author', 'a', 'Wrecks', 'a')`,
      );
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow();
  expect(await having('wreck')).toEqual({});
});

test('a text of any length and of any characters is stored, and its beginning found', async () => {
  await tell(database, 'post tides 2021-03-02');
  const long = Array.from({ length: 10_000 }, (_, i) => `w${i}`.padEnd(30, 'x')).join(' ');
  for (const body of [
    `wreck ${long}`,
    `wreck ${'x'.repeat(300_000)}`,
    `wreck ${'\ufdfa'.repeat(20_000)}`,
    `wreck ${'🌧 '.repeat(50_000)}`,
  ]) {
    await statements.execute(sql`update posts set body = ${body}`);
    expect(await having('wreck')).toEqual({ tides: 'D' });
  }
  const rows = await rowsOf<{ longest: number }>(
    statements,
    sql`select max(length(word)) as longest from search_words`,
  );
  expect(rows[0]!.longest).toBeLessThanOrEqual(50);
});

test.each([
  ["Black's", 'black'],
  ['Black’s “Review”', 'black review'],
  ["O'Brien", 'obrien'],
  ["'Getafix'", 'getafix'],
  ['Pre-Sentence — Report', 'pre sentence report'],
  ['  Café\n CRÈME ', 'cafe creme'],
  ["José’s don't", 'jose dont'],
  ['R&D, £5m; 50%', 'r d 5m 50'],
  ['Ωmega ŁÓDŹ', 'ωmega łodz'],
  ['…!?', ''],
])('%j is compared as %j', async (text, folded) => {
  expect(await rowsOf(statements, sql`select search_fold(${text}) as folded`)).toEqual([{ folded }]);
});
