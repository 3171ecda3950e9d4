import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import {
  countStatement,
  extentStatement,
  foundStatement,
  matchingStatement,
  termsStatement,
} from '../../src/read/search-statements.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';

const POSTS = 4000;

let database: Database;

beforeAll(async () => {
  database = await testDatabase();
  // Each post has words of its own; every hundredth tells of herons.
  await database.statements.execute(sql`
    insert into entities (kind, slug, name, sort_name)
    select 'post', 'p' || i, 'Letter ' || md5(i::text), 'p' from generate_series(1, ${POSTS}::int) i`);
  await database.statements.execute(sql`
    insert into posts (id, opening, body)
    select id, slug, 'Of ' || md5(slug) || case when id % 100 = 0 then ' and herons' else ' and gulls' end
    from entities where kind = 'post'`);
  await database.statements.execute(sql`analyze`);
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How a statement is carried out: the indexes it reads, and the tables it reads from end to end. */
async function planOf(statement: SQL): Promise<{ indexes: string[]; wholeTables: string[] }> {
  const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    database.statements,
    sql`explain (format json) ${statement}`,
  );
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const all = nodes(row!['QUERY PLAN'][0]!.Plan);
  return {
    indexes: [...new Set(all.flatMap((node) => node['Index Name'] ?? []))].sort(),
    // There are no edges here: any way to read none is as good.
    wholeTables: all
      .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'edges')
      .map((node) => node['Relation Name']!),
  };
}

const herons = { phrase: 'herons', tsquery: "'heron'", everyWord: true, types: null };

test.each([
  ['the first page', foundStatement(herons, 20, null, 20)],
  ['a page deep inside', foundStatement(herons, 20, ['0.3', '7'], 20)],
  ['whether there are any', extentStatement(herons, 500)],
  ['their number', countStatement(herons)],
  ['one kind among them', countStatement({ ...herons, types: ['post'] })],
])('of what has a word, %s is read from the indexes of words and of names', async (_, statement) => {
  const { indexes, wholeTables } = await planOf(statement);
  expect(indexes).toEqual(expect.arrayContaining(['search_entries_by_name', 'search_entries_by_word']));
  expect(wholeTables).toEqual([]);
});

test('a word that occurs nowhere finds those most like it through the indexes of trigrams and of words', async () => {
  const { indexes, wholeTables } = await planOf(termsStatement('herns'));
  expect(indexes).toEqual(['search_words_by_likeness', 'search_words_by_term', 'search_words_by_word']);
  expect(wholeTables).toEqual([]);
});

test('a word that occurs is not compared with others', async () => {
  const asked = (query: string) => rowsOf<{ near: unknown[] }>(database.statements, termsStatement(query));
  expect(await asked('heron')).toMatchObject([{ word: 'heron', term: "'heron'", near: [] }]);
  expect(await asked('herns')).toMatchObject([{ near: [{ word: 'herons', term: "'heron'" }] }]);
  expect(await asked('the 4711')).toMatchObject([{ term: '', near: [] }, { near: [] }]);
});

test.each(['ehrons', 'hreons', 'hreons hreons', 'herosn'])(
  'of “%s”, the word with two letters swapped is the first that is near, and there once',
  async (query) => {
    const asked = await rowsOf<{ near: { word: string }[] }>(database.statements, termsStatement(query));
    for (const { near } of asked) {
      expect(near[0]).toEqual({ word: 'herons', term: "'heron'" });
      expect(new Set(near.map(({ word }) => word)).size).toBe(near.length);
    }
  },
);

test('words of a text are matched by their stems, whatever their case, accents and apostrophes', async () => {
  const words = ['Heron’s', "herons'", 'HÉRONS', 'heronry', 'gull'];
  const rows = await rowsOf<{ word: string }>(database.statements, matchingStatement(words, "'heron'"));
  expect(rows.map(({ word }) => word)).toEqual(words.slice(0, 3));
});
