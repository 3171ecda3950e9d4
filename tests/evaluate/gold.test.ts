import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GoldError, readGold } from '../../src/evaluate/gold.ts';
import { goldEdge, writtenGold } from './harbour.ts';

type Written = ReturnType<typeof writtenGold>;

test('a gold names its pages, knows its marks and takes an article for a report', () => {
  const gold = readGold(
    'gold.json',
    JSON.stringify(
      writtenGold([goldEdge('post:tides', 'mentions', 'organisation:state', { file: 'b.txt' })]),
    ),
  );
  expect(gold.files).toEqual(['b.txt', 'harbour.txt']);
  expect(gold.edges.map(({ kind, targets, marked }) => [kind, targets[0], marked])).toEqual([
    ['mentions', 'organisation:state', true],
    ['reproduces', 'report:wall-letter', false],
  ]);
});

test.each<[string, (gold: Written) => object, RegExp[]]>([
  ['another format', (gold) => ({ ...gold, format: 2 }), [/^g: format is 2; expected 1/]],
  [
    'a part that is missing',
    ({ comments: _, ...gold }) => gold,
    [/^g: comments is missing; expected a list$/],
  ],
  ['a list for an object', () => [], [/^g: the whole is a list of 0; expected an object with format/]],
  [
    'several faults, all at once',
    (gold) => ({
      ...gold,
      posts: [{ ...gold.posts[0], date: '2 March', occurrences: [] }],
      comments: [{ ...gold.comments[0], position: 0 }],
    }),
    [
      /posts\[0\]\.date is “2 March”; expected a date as YYYY-MM-DD, or null/,
      /posts\[0\]\.occurrences is a list of 0; expected at least one occurrence/,
      /comments\[0\]\.position is 0; expected a whole number from 1/,
    ],
  ],
  [
    'a kind of entity that there is not',
    (gold) => ({ ...gold, entities: [{ ...gold.entities[0], kind: 'poem' }] }),
    [/entities\[0\]\.kind is “poem”; expected one of author, organisation, report/],
  ],
  [
    'a kind of relation that there is not',
    (gold) => ({ ...gold, edges: [goldEdge('post:tides', 'likes', 'post:fog')] }),
    [/edges\[0\]\.kind is “likes”; expected one of authored_by/],
  ],
  [
    'ids that nothing has',
    (gold) => ({
      ...gold,
      comments: [{ ...gold.comments[0], post: 'report:harbour-review' }],
      edges: [goldEdge('post:gone', 'cites', 'report:gone', { accept_targets: ['report:gone-too'] })],
    }),
    [
      /comments\[0\]\.post is “report:harbour-review”; expected the id of a post of this file/,
      /edges\[0\]\.source is “post:gone”; expected the id of a post, comment or entity/,
      /edges\[0\]\.target is “report:gone”/,
      /edges\[0\]\.accept_targets\[0\] is “report:gone-too”/,
    ],
  ],
  [
    'an id that two have',
    (gold) => ({ ...gold, entities: [...gold.entities, gold.entities[0]] }),
    [/entities\[7\]\.id is “report:harbour-review”; expected an id that nothing else has/],
  ],
])('%s is told of, with what was found and what was expected', (_, change, messages) => {
  let message = '';
  try {
    readGold('g', JSON.stringify(change(writtenGold())));
  } catch (error) {
    expect(error).toBeInstanceOf(GoldError);
    message = (error as Error).message;
  }
  for (const pattern of messages) expect(message).toMatch(pattern);
  expect(message.split('\n')).toHaveLength(messages.length);
});

test('what is not JSON is told of', () => {
  expect(() => readGold('page.txt', 'Tuesday 2 February 2021')).toThrow(
    /^page\.txt is not JSON: .*; expected a gold file/,
  );
});

test('the example in the docs is a gold', () => {
  const [, example] = /```json\n([^`]+)```/.exec(readFileSync('docs/extraction.md', 'utf8'))!;
  expect(readGold('docs/extraction.md', example!).edges.length).toBeGreaterThan(0);
});
