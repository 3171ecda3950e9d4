import { beforeAll, describe, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(
    database,
    `author ada
     author bob
     organisation met
     report storms 2019-05-01
     report storms-one 2019-05-01
     report lulls
     storms-one is part of storms
     storms is published by met
     post tide0 2020-01-05
     post tide1 2021-03-02
     post tide2 2021-08-02
     post undated
     ada wrote tide0
     ada wrote tide1
     bob wrote tide1
     bob wrote tide2
     tide0 cites storms
     tide1 cites storms
     tide1 cites storms-one
     tide2 cites storms-one
     undated cites storms
     tide2 cites lulls
     tide0 mentions met
     tide1 mentions met
     comment gulls on tide1
     comment terns under gulls
     bob wrote terns
     terns cites storms`,
  );
});

type Groups = { keys: string[]; count: number }[];
const pairs = (groups: Groups) => groups.map(({ keys, count }) => [...keys, count]);

describe('rows are counted by', () => {
  test('year, the unknown under an empty key, each citing post once however many parts it cites', async () => {
    const { report } = await api.get(
      '{ report(slug: "storms") { citingPosts { totalCount groupBy(keys: [YEAR]) { keys count } } } }',
    );
    expect(pairs(report.citingPosts.groupBy)).toEqual([
      ['2021', 2],
      ['', 1],
      ['2020', 1],
    ]);
    expect(report.citingPosts.totalCount).toBe(4);
  });

  test('two keys together', async () => {
    const { report } = await api.get(
      '{ report(slug: "storms") { citingPosts { groupBy(keys: [YEAR, AUTHOR]) { keys count } } } }',
    );
    expect(pairs(report.citingPosts.groupBy)).toEqual([
      ['', '', 1],
      ['2020', 'author:ada', 1],
      ['2021', 'author:ada', 1],
      ['2021', 'author:bob', 1],
    ]);
  });

  test('several choices of keys at once, though their names run together alike', async () => {
    const { relations } = await api.get(`{ relations(where: { kinds: [CITES, MENTIONS] }) {
      both: groupBy(keys: [SOURCE, KIND]) { count }
      one: groupBy(keys: [SOURCE_KIND]) { keys count } } }`);
    const sum = (groups: Groups) => groups.reduce((sum, { count }) => sum + count, 0);
    expect(sum(relations.both)).toBe(9);
    expect(sum(relations.one)).toBe(9);
    expect(relations.both.length).toBeGreaterThan(relations.one.length);
    expect(api.faults).toEqual([]);
  });

  test('the kind and the other end of any relations', async () => {
    const { relations } = await api.get(`{ relations(where: { kinds: [CITES, MENTIONS] }) {
      totalCount
      groupBy(keys: [KIND]) { keys count }
      cited: groupBy(keys: [TARGET], first: 2) { keys count } } }`);
    expect(relations.totalCount).toBe(9);
    expect(pairs(relations.groupBy)).toEqual([
      ['CITES', 7],
      ['MENTIONS', 2],
    ]);
    expect(pairs(relations.cited)).toEqual([
      ['report:storms', 4],
      ['organisation:met', 2],
    ]);
  });
});

test.each([
  ['report(slug: "storms")', 'citedBy', 'SOURCE_KIND, YEAR, TARGET', '{ occurredFrom: "2021-01-01" }'],
  ['report(slug: "storms")', 'citedBy', 'METHOD, MONTH', '{}'],
  ['report(slug: "storms")', 'citingComments', 'POST, AUTHOR, YEAR', '{ author: "author:bob" }'],
  ['post(slug: "tide1")', 'comments', 'AUTHOR_NAME, AUTHOR, MONTH', '{}'],
  ['entity(id: "post:tide1")', 'relations', 'KIND, SOURCE_KIND, TARGET_KIND', '{ minConfidence: 0.5 }'],
  ['author(slug: "ada")', 'posts', 'YEAR, MONTH, SITE', '{ publishedTo: "2020-12-31" }'],
  ['organisation(slug: "met")', 'mentionedIn', 'SOURCE, YEAR', '{ author: "author:ada" }'],
])(
  'under %s %s the groups by %s add up to the count and the rows',
  async (start, connection, keys, where) => {
    const data = await api.get(`{ start: ${start} { it: ${connection}(first: 100, where: ${where}) {
    totalCount edges { cursor } groupBy(keys: [${keys}], first: 1000) { keys count } } } }`);
    const { totalCount, edges, groupBy } = data.start.it;
    expect(totalCount).toBeGreaterThan(0);
    expect(edges).toHaveLength(totalCount);
    expect(groupBy.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(totalCount);
  },
);

test.each([
  ['authors', 'TYPE'],
  ['organisations', 'KIND'],
  ['reports', 'YEAR, GENRE, PUBLISHER'],
  ['policies', 'TYPE, YEAR'],
  ['posts', 'YEAR, AUTHOR'],
  ['comments', 'POST, AUTHOR'],
])('the list of all %s is counted by %s', async (list, keys) => {
  const data = await api.get(`{ it: ${list} { totalCount groupBy(keys: [${keys}]) { count } } }`);
  expect(data.it.groupBy.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
    data.it.totalCount,
  );
});

describe('conditions on documents', () => {
  test.each([
    ['author: "author:bob"', ['tide2', 'tide1']],
    ['author: "author:nobody"', []],
    ['mentions: "organisation:met"', ['tide1', 'tide0']],
    ['cites: "report:lulls"', ['tide2']],
    ['textContains: "ABOUT TIDE0"', ['tide0']],
  ])('posts with %s', async (where, expected) => {
    const { posts } = await api.get(`{ posts(where: { ${where} }) { totalCount nodes { slug } } }`);
    expect(posts.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(expected);
    expect(posts.totalCount).toBe(expected.length);
  });

  test('relations are narrowed by who says them and by the words they rest on', async () => {
    const { report } = await api.get(`{ report(slug: "storms") {
      bob: citedBy(where: { author: "author:bob" }) { nodes { source { slug } } }
      terns: citedBy(where: { quoteContains: "TERNS cites" }) { nodes { source { slug } } }
      sure: citingPosts(relation: { minConfidence: 0.99 }) { totalCount } } }`);
    const sources = (it: { nodes: { source: { slug: string } }[] }) =>
      it.nodes.map(({ source }) => source.slug).sort();
    expect(sources(report.bob)).toEqual(['terns', 'tide1', 'tide2']);
    expect(sources(report.terns)).toEqual(['terns']);
    expect(report.sure.totalCount).toBe(0);
  });
});

describe('what has a relation of some sort, and lacks one of another', () => {
  test.each([
    ['reports', 'has: { kinds: [CITES], direction: BACKWARD, types: [COMMENT] }', ['storms']],
    ['reports', 'has: { kinds: [CITES], types: [POST], occurredTo: "2020-12-31" }', ['storms']],
    [
      'reports',
      'has: { kinds: [CITES], types: [POST] }, lacks: { kinds: [CITES], types: [COMMENT] }',
      ['storms-one', 'lulls'],
    ],
    ['reports', 'has: { kinds: [PART_OF], direction: FORWARD }', ['storms-one']],
    ['reports', 'has: { kinds: [PART_OF], direction: BACKWARD }', ['storms']],
    ['posts', 'lacks: { kinds: [AUTHORED_BY] }', ['undated']],
    ['posts', 'has: { other: "organisation:met" }', ['tide1', 'tide0']],
    ['authors', 'has: { kinds: [AUTHORED_BY], types: [COMMENT] }', ['bob']],
  ])('%s where %s', async (list, where, expected) => {
    const data = await api.get(`{ it: ${list}(where: { ${where} }) { totalCount nodes { slug } } }`);
    expect(data.it.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(expected);
    expect(data.it.totalCount).toBe(expected.length);
  });
});

describe('what makes no sense is refused', () => {
  test.each([
    ['groupBy(keys: []) { count }', 'BAD_RANGE'],
    ['groupBy(keys: [YEAR, MONTH, GENRE, AUTHOR]) { count }', 'BAD_RANGE'],
    ['groupBy(keys: [YEAR], first: 0) { count }', 'BAD_RANGE'],
  ])('%s', async (field, code) => {
    const { errors } = await api.ask(`{ reports { ${field} } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code } });
  });

  test('an id that is none, in a condition', async () => {
    for (const where of ['author: "ada"', 'has: { other: "ada" }']) {
      const { errors } = await api.ask(`{ posts(where: { ${where} }) { totalCount } }`);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_ID' } });
    }
  });
});

test('groups under many rows are one statement', async () => {
  const statements = await database.log.during(() =>
    apiOver(database, { compile: false }).get(
      '{ posts { nodes { relations { groupBy(keys: [KIND]) { count } } } } }',
    ),
  );
  expect(statements.filter((name) => name === 'group_relations')).toHaveLength(1);
});
