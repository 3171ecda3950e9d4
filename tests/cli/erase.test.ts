import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { dataDirectoryAt, run as runIn, scratchFolder } from '../support/command-line.ts';

const scratch = scratchFolder();
const run = (...args: string[]) => runIn(scratch, args);

beforeAll(() => {
  dataDirectoryAt(join(scratch, 'data'));
  writeFileSync(
    join(scratch, 'page.txt'),
    'Tuesday 2 February 2021\n\nA Good Day\n\nDame Carol Black said nothing, and Napo said so.\n\nNo comments:\n',
  );
});

test.each([
  ['no reason', ['author:carol-black'], 2, /required option '--reason <text>'/],
  ['a reason without words', ['author:carol-black', '--reason', ' '], 2, /`reason` has 0 characters/],
  ['what is no id', ['Carol Black', '--reason', 'asked'], 2, /not an id/],
  ['what is no author', ['report:review-of-drugs', '--reason', 'asked'], 2, /expected `author:slug`/],
  [
    'whom nobody knows',
    ['author:nobody-at-all', '--reason', 'asked'],
    1,
    /There is no author “nobody-at-all”/,
  ],
])('for %s it says what is wrong and erases nobody', async (_, args, code, message) => {
  const result = await run('erase', ...args);
  expect(result.err).toMatch(message);
  expect(result.code).toBe(code);
});

test('an author is erased, however often the pages are read, and the audit log says why', async () => {
  expect((await run('ingest', 'page.txt')).code).toBe(0);
  const result = await run('erase', 'author:carol-black', '--reason', 'asked to be');
  expect(result).toMatchObject({ code: 0, err: '' });
  expect((await run('ingest', 'page.txt')).code).toBe(0);
  const { out } = await run(
    'query',
    '{ author(slug: "carol-black") { id } post(slug: "a-good-day") { body } }',
  );
  expect(JSON.parse(out)).toMatchObject({
    data: { author: null, post: { body: '████ █████ █████ said nothing, and Napo said so.' } },
  });
  expect((await run('audit')).out).toMatch(/command line {2}erase: asked to be\n$/);
  expect((await run('erase', 'author:carol-black', '--reason', 'asked to be')).code).toBe(1);
});
