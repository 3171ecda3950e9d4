import { beforeAll, expect, test } from 'vitest';
import { MOST_PREPARED } from '../../src/store/prepared.ts';
import { testDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});

test.each([
  ['text', 'text', 'it\'s \\ "q" ; -- $1 \n \u{1F426}'],
  ['no text', 'text', ''],
  ['null', 'text', null],
  ['a number', 'float8', 0.30000000000000004],
  ['a truth value', 'boolean', false],
  ['a list', 'text[]', ['a', 'b"c', 'd\\e', "f'g", 'h,i', '', 'null']],
])('a prepared statement is run with %s', async (_, type, value) => {
  const statement = { name: `of-${type.replace('[]', 's')}`, text: `select $1::${type}, 2` };
  expect(await database.prepared(statement, [value])).toEqual([[value, 2]]);
  expect(await database.prepared(statement, [value])).toEqual([[value, 2]]);
});

test('a statement that fails can be run again', async () => {
  const wrong = { name: 'wrong', text: 'select nothing_of_the_sort' };
  for (let i = 0; i < 2; i++)
    await expect(database.prepared(wrong, [])).rejects.toThrow(/nothing_of_the_sort/);
  const strict = { name: 'strict', text: 'select 1 / $1::int' };
  await expect(database.prepared(strict, [0])).rejects.toThrow(/zero/);
  expect(await database.prepared(strict, [1])).toEqual([[1]]);
});

test('more statements are run than a connection holds, the first of them again, and some at once', async () => {
  const run = (i: number) => database.prepared({ name: `number-${i}`, text: `select ${i}` }, []);
  for (let i = 0; i <= MOST_PREPARED; i++) expect(await run(i)).toEqual([[i]]);
  expect(await Promise.all([0, MOST_PREPARED, 0, 1, 1].map(run))).toEqual([
    [[0]],
    [[MOST_PREPARED]],
    [[0]],
    [[1]],
    [[1]],
  ]);
});
