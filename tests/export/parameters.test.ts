import { beforeAll, describe, expect, test } from 'vitest';
import { ParameterError } from '../../src/errors.ts';
import { countedIn } from '../../src/export/export.ts';
import { type Given, readSelection } from '../../src/export/parameters.ts';
import { inSnapshot } from '../../src/read/snapshot.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';
import { exported, exportedRows, STORY } from './exported.ts';

const database = await testDatabase();
const { get } = apiOver(database);

beforeAll(() => tell(database, STORY));

describe('what cannot be asked for is told with what was found and what was expected', () => {
  test.each<[string, 'entities' | 'edges' | 'graph', Given, RegExp]>([
    ['a name', 'edges', [['kind', 'cites']], /no parameter “kind” for edges; expected kinds, methods, min/],
    [
      'a name that every object has',
      'entities',
      [['__proto__', '1']],
      /no parameter “__proto__” for entities;/,
    ],
    ['another such name', 'edges', [['constructor', '1']], /no parameter “constructor” for edges; expected/],
    [
      'such a name in a test',
      'entities',
      [['has', '{"__proto__":["cites"]}']],
      /expected an object with kinds, .* without “__proto__”/,
    ],
    ['a kind', 'edges', [['kinds', 'cites,sites']], /“kinds” is “sites”; expected one of authored_by, /],
    [
      'a number',
      'graph',
      [['minConfidence', 'high']],
      /“minConfidence” is “high”; expected a number from 0 to 1/,
    ],
    ['a number out of range', 'graph', [['minConfidence', '90']], /expected a number from 0 to 1/],
    ['a day', 'edges', [['occurredFrom', '2021-02-30']], /“2021-02-30”; expected a day such as 2021-08-18/],
    ['an id', 'edges', [['author', 'ada']], /“author” is “ada”; expected the id of an entity, `kind:slug`/],
    ['a yes or no', 'entities', [['body', '1']], /“body” is “1”; expected true or false/],
    [
      'a value given twice',
      'edges',
      [
        ['author', 'author:a'],
        ['author', 'author:b'],
      ],
      /2 times; expected once/,
    ],
    [
      'a condition that not all kinds can be asked for',
      'entities',
      [
        ['kinds', 'report,author'],
        ['genres', 'review'],
      ],
      /no parameter “genres” for entities of report, author; expected kinds, nameContains, has, lacks, body/,
    ],
    [
      'a test that is no JSON',
      'entities',
      [['has', 'cites']],
      /“has” is “cites”; expected an object in JSON/,
    ],
    [
      'a part of a test',
      'entities',
      [['has', '{"kind":"cites"}']],
      /expected an object with kinds, .* without “kind”/,
    ],
    [
      'a value in a test',
      'entities',
      [['has', '{"kinds":["sites"]}']],
      /“has.kinds” is “sites”; expected one of/,
    ],
  ])('%s', (_, what, given, message) => {
    expect(() => readSelection(what, given)).toThrow(ParameterError);
    expect(() => readSelection(what, given)).toThrow(message);
  });
});

describe('a condition chooses the rows that the API gives under it', () => {
  test.each<[string, Given, string]>([
    [
      'kinds, several in one or in two',
      [
        ['kinds', 'CITES'],
        ['kinds', 'mentions,implements'],
      ],
      '{ kinds: [CITES, MENTIONS, IMPLEMENTS] }',
    ],
    [
      'methods and confidence',
      [
        ['methods', 'text_match'],
        ['minConfidence', '0.9'],
      ],
      '{ methods: [TEXT_MATCH], minConfidence: 0.9 }',
    ],
    [
      'days',
      [
        ['occurredFrom', '2020-01-01'],
        ['occurredTo', '2020-12-31'],
      ],
      '{ occurredFrom: "2020-01-01", occurredTo: "2020-12-31" }',
    ],
    ['an author', [['author', 'author:ada']], '{ author: "author:ada" }'],
    ['words', [['quoteContains', 'STORMS']], '{ quoteContains: "STORMS" }'],
  ])('of relations: %s', async (_, given, where) => {
    const { relations } = await get(`{ relations(first: 100, where: ${where}) { totalCount nodes { id } } }`);
    const ids = (await exportedRows(database, 'edges', given)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.sort()).toEqual(relations.nodes.map(({ id }: { id: string }) => id).sort());
    const { counts } = await exported(database, 'edges.csv', given);
    expect(Object.values(counts.relations!).reduce((a, b) => a + b, 0)).toBe(relations.totalCount);
  });

  test.each<[string, string, Given, string]>([
    ['a kind', 'posts', [['kinds', 'post']], '{}'],
    [
      'a genre and days',
      'reports',
      [
        ['kinds', 'report'],
        ['genres', 'REVIEW'],
        ['publishedFrom', '2019-01-01'],
      ],
      '{ genres: [REVIEW], publishedFrom: "2019-01-01" }',
    ],
    [
      'a relation it lacks',
      'reports',
      [
        ['kinds', 'report'],
        ['lacks', '{"kinds":["part_of"],"direction":"forward"}'],
      ],
      '{ lacks: { kinds: [PART_OF], direction: FORWARD } }',
    ],
    [
      'a citation',
      'comments',
      [
        ['kinds', 'comment'],
        ['cites', 'report:storms'],
      ],
      '{ cites: "report:storms" }',
    ],
  ])('of entities: %s', async (_, list, given, where) => {
    const answer = await get(`{ ${list}(first: 100, where: ${where}) { totalCount nodes { id } } }`);
    const ids = (await exportedRows(database, 'entities', given)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.sort()).toEqual(answer[list].nodes.map(({ id }: { id: string }) => id).sort());
  });
});

test('what is counted beforehand is what is then written, and what the API counts', async () => {
  const { relations, ...lists } =
    await get(`{ relations(where: {}) { totalCount groupBy(keys: [KIND]) { keys count } }
    author: authors { totalCount } organisation: organisations { totalCount } report: reports { totalCount }
    policy: policies { totalCount } post: posts { totalCount } comment: comments { totalCount } }`);
  const { counts } = await exported(database, 'graph.nq');
  const counted = await inSnapshot(database.statements, (snapshot) =>
    countedIn(snapshot, 'graph', readSelection('graph', [])),
  );
  expect(counts).toEqual(counted);
  expect(counts.entities).toEqual(
    Object.fromEntries(
      Object.entries<{ totalCount: number }>(lists).map(([kind, { totalCount }]) => [kind, totalCount]),
    ),
  );
  expect(counts.relations).toEqual(
    Object.fromEntries(
      relations.groupBy.map(({ keys, count }: { keys: string[]; count: number }) => [
        keys[0]!.toLowerCase(),
        count,
      ]),
    ),
  );
});

test('a name that is left empty counts as not given', () => {
  expect(readSelection('edges', [['kinds', '']])).toEqual(readSelection('edges', []));
});
