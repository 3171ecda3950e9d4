import { expect, test } from 'vitest';
import { drawTable } from '../../src/cli/draw-table.ts';

test('a table on a terminal is no wider than it, and on one line for each row', () => {
  const table = {
    columns: ['name', 'n'],
    rows: [
      ['a long name '.repeat(9), 1],
      ['two\nlines', null],
      [['x', 'y'], 2],
    ],
  };
  const lines = drawTable(table, 40, (head) => head).split('\n');
  expect(lines).toHaveLength(5);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  expect(lines[2]).toMatch(/^a long name .*… {2}1$/);
  expect(lines.slice(3)).toEqual(['two lines', expect.stringMatching(/^x; y +2$/)]);
});

test.each([
  ['letters with marks', ['Zoë', 'Zoe\u0308'], 3],
  ['letters of two cells', ['漢字', '한국', 'ｗｗ', 'かな'], 4],
  ['narrow forms of wide letters', ['ｶﾅ', 'ﾡﾢ'], 2],
  ['pictures of several signs', ['🙂', '👨‍👩‍👧‍👦', '🇬🇧', '👍🏽', '❤️', '1️⃣'], 2],
  ['signs that no picture shows', ['❤', '①', '“', '…'], 1],
  ['signs that are not seen', ['a\u200bb', 'a\u2060b'], 2],
])('%s stand in columns as wide as they are shown', (_, words, width) => {
  const table = { columns: ['', 'n'], rows: words.map((word) => [word, 1]) };
  const [, rule, ...rows] = drawTable(table, null, (head) => head).split('\n');
  expect(rule).toBe(`${'─'.repeat(width)}  ─`);
  expect(rows).toEqual(words.map((word) => `${word}  1`));
});

test('what is wide is cut between its characters, and no wider than it may be', () => {
  const table = {
    columns: ['name', 'n'],
    rows: [
      ['漢'.repeat(40), 1],
      ['👨‍👩‍👧‍👦'.repeat(40), 2],
      [`e\u0301${'a'.repeat(79)}`, 3],
    ],
  };
  const [, rule, ...rows] = drawTable(table, 13, (head) => head).split('\n');
  expect(rule).toBe(`${'─'.repeat(10)}  ─`);
  expect(rows).toEqual([
    '漢漢漢漢…   1',
    '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦…   2',
    `e\u0301${'a'.repeat(8)}…  3`,
  ]);
});

test('what a text could do to a terminal is not done', () => {
  const table = { columns: ['name'], rows: [['\x1b]0;mine\x07 \x1b[2J\u202etxet'], ['\x1b[31mred']] };
  const [, , ...rows] = drawTable(table, null, (head) => `\x1b[1m${head}\x1b[0m`).split('\n');
  expect(rows).toEqual(['�]0;mine� �[2J�txet', '\x1b[31mred']);
});
