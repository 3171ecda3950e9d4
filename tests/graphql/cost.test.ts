import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiSettings, readConfig } from '../../src/config.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
beforeAll(async () => {
  database = await testDatabase('vocabulary');
  api = apiOver(database, { cost: 5_000 });
});

/** What the answer to a query says it cost. */
async function costOf(query: string, variables?: object): Promise<number> {
  const { errors, extensions } = await api.ask(query, variables);
  expect(errors).toBeUndefined();
  expect(extensions?.cost.allowed).toBe(5_000);
  return extensions?.cost.asked;
}

describe('an operation costs a point for each object that its answer may hold', () => {
  test.each<[string, string, number]>([
    ['values are free', '{ __typename }', 0],
    ['one object', '{ report(slug: "x") { name genre } }', 1],
    ['a page and its rows', '{ reports(first: 7) { nodes { name } } }', 1 + 7],
    ['rows from the end', '{ reports(last: 7) { nodes { name } } }', 1 + 7],
    ['a page of the size that nobody asked for', '{ reports { nodes { name } } }', 1 + 20],
    ['edges hold nodes', '{ reports(first: 7) { edges { node { name } } } }', 1 + 7 * 2],
    ['where the page stands', '{ reports(first: 7) { pageInfo { endCursor } } }', 1 + 1],
    [
      'pages within pages',
      '{ posts(first: 7) { nodes { comments(first: 3) { nodes { body } } } } }',
      1 + 7 * (1 + 1 + 3),
    ],
    ['a short list', '{ posts(first: 7) { nodes { authors { name } } } }', 1 + 7 * (1 + 3)],
    ['ids', '{ nodes(ids: ["post:a", "post:b"]) { id } }', 2],
    ['a count takes ten', '{ reports { totalCount } }', 1 + 10],
    ['groups', '{ reports { groupBy(keys: [GENRE], first: 5) { count } } }', 1 + 10 + 5],
    ['a search takes fifty', '{ search(query: "x", first: 4) { nodes { name } } }', 50 + 1 + 4],
    [
      'groups of a search take as much again',
      '{ search(query: "x") { groupBy(keys: [KIND]) { count } } }',
      151,
    ],
    [
      'so do groups of a walk',
      '{ traverse(from: [], steps: [{}]) { groupBy(keys: [NODE], first: 5) { count } } }',
      200 + 1 + 200 + 5,
    ],
    [
      'what is asked twice is answered once',
      '{ reports(first: 7) { nodes { name } nodes { slug } } }',
      1 + 7,
    ],
    [
      'two names, two answers',
      '{ a: reports(first: 7) { nodes { name } } b: reports(first: 2) { nodes { name } } }',
      8 + 3,
    ],
    [
      'fragments cost where they are spread',
      '{ reports(first: 7) { nodes { ...a } } } fragment a on Report { citingPosts(first: 2) { nodes { name } } }',
      1 + 7 * (1 + 1 + 2),
    ],
    [
      'of what an object may be, the dearest',
      '{ nodes(ids: ["report:x"]) { ... on Report { citingPosts(first: 9) { nodes { name } } } ... on Post { comments(first: 4) { nodes { body } } } } }',
      1 + 1 + 9,
    ],
    [
      'what is skipped',
      '{ reports(first: 7) { nodes { name } pageInfo @skip(if: true) { endCursor } } }',
      1 + 7,
    ],
    ['the text of an article takes ten', '{ posts(first: 7) { nodes { name body } } }', 1 + 7 * (1 + 10)],
    ['the text of a page takes a hundred', '{ post(slug: "x") { captures { text } } }', 1 + 3 * (1 + 100)],
    ['that of a comment is short', '{ comments(first: 7) { nodes { body } } }', 1 + 7],
    ['of what describes the schema, ten values a point', '{ __schema { queryType { name } } }', 1],
    ['each of them', '{ __type(name: "__TypeKind") { enumValues { name } } }', Math.ceil((1 + 8 * 2) / 10)],
  ])('%s', async (_, query, cost) => {
    expect(await costOf(query)).toBe(cost);
  });

  test('variables count as what they are, their defaults too, and each time anew', async () => {
    const query =
      'query ($n: Int = 5, $all: Boolean = true) { reports(first: $n) @include(if: $all) { nodes { name } } }';
    expect(await costOf(query)).toBe(6);
    expect(await costOf(query, { n: 50 })).toBe(51);
    expect(await costOf(query, { n: 2 })).toBe(3);
    expect(await costOf(query, { all: false })).toBe(0);
    expect(await costOf(query)).toBe(6);
  });
});

test('what describes the schema counts as often as it is asked for, under whatever names and through whatever', async () => {
  const leading = 'fragment F on __Type { fields { type { ...G ofType { ...G } } } }';
  const last = 'fragment G on __Type { fields { name } }';
  const asked = (body: string) => costOf(`${body} ${leading} ${last}`);
  const once = await asked('{ __schema { types { ...F } } }');
  const twice = [
    '{ a: __schema { types { ...F } } b: __schema { types { ...F } } }',
    '{ __schema { a: types { ...F } b: types { ...F } } }',
    '{ __schema { types { ...F } } ... on Query { b: __schema { types { ...F } } } }',
  ];
  for (const body of twice) expect(Math.abs((await asked(body)) - 2 * once)).toBeLessThanOrEqual(1);
});

test('a type that a variable names counts as what it is, each time anew', async () => {
  const query = 'query ($name: String!) { __type(name: $name) { fields { name description } } }';
  const [large, none] = [await costOf(query, { name: 'Report' }), await costOf(query, { name: 'Nothing' })];
  expect(large).toBeGreaterThan(5);
  expect(none).toBe(1);
  expect(await costOf(query, { name: 'Report' })).toBe(large);
});

test.each([
  ['of those who generate types', {}],
  ['of GraphiQL', { schemaDescription: true, inputValueDeprecation: true, specifiedByUrl: true }],
  ['for all there is', { directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true }],
])('the usual question for the whole schema, as %s, is within the limits', async (_, options) => {
  const strict = apiOver(database, apiSettings(readConfig({})));
  const { data, errors, extensions } = await strict.ask(getIntrospectionQuery(options));
  expect(errors).toBeUndefined();
  expect(data.__schema.types.length).toBeGreaterThan(100);
  expect(extensions.cost.asked).toBeLessThan(2_500);
});

test('one that may hold more than is allowed is refused with the figures, and nothing is read', async () => {
  const query = 'query ($n: Int!) { posts(first: 100) { nodes { comments(first: $n) { nodes { body } } } } }';
  let refused: Awaited<ReturnType<typeof api.ask>> = {};
  const statements = await database.log.during(async () => {
    refused = await api.ask(query, { n: 49 });
  });
  expect(statements).toEqual([]);
  expect(refused.data).toBeUndefined();
  expect(refused.errors).toEqual([
    {
      message:
        'The query costs 5101 points, 4900 of them for posts.nodes.comments.nodes; expected at most 5000, as CITETRAIL_COST says. Ask for smaller pages, or for less of each row.',
      extensions: {
        code: 'COST_TOO_HIGH',
        found: 5_101,
        allowed: 5_000,
        dearest: { field: 'posts.nodes.comments.nodes', cost: 4_900 },
      },
    },
  ]);
  expect((await api.ask(query, { n: 47 })).errors).toBeUndefined();
});

test.each([
  [
    'the innermost that takes more than half',
    '{ a: posts(first: 100) { nodes { comments(first: 99) { totalCount } } } }',
    'posts.nodes.comments.totalCount',
    1_000,
  ],
  ['a text', '{ posts(first: 100) { nodes { captures { text } } } }', 'posts.nodes.captures.text', 30_000],
  [
    'of many alike, one',
    `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: traverse(from: [], steps: [{}]) { totalCount }`).join(' ')} }`,
    'traverse',
    211,
  ],
  [
    'in fragments',
    '{ ...a } fragment a on Query { nodes(ids: ["post:x"]) { ... on Post { comments(first: 100) { nodes { replies(first: 100) { nodes { id } } } } } } }',
    'nodes.comments.nodes.replies.nodes',
    10_000,
  ],
  [
    'of the schema',
    '{ __schema { a: types { ...F } b: types { ...F } } } fragment F on __Type { fields { type { ofType { fields { name description type { name description } } } } } }',
    '__schema',
    null,
  ],
])('it is told what costs most: %s', async (_, query, field, cost) => {
  const strict = apiOver(database, { cost: 1_000 });
  const [error] = (await strict.ask(query)).errors!;
  expect(error!.extensions).toMatchObject({ code: 'COST_TOO_HIGH', dearest: { field } });
  const { found, dearest } = error!.extensions;
  expect(dearest.cost).toBe(cost ?? found);
});

test('a request may ask for the cost alone, even where it is too high: then nothing is read', async () => {
  const answers: unknown[] = [];
  const statements = await database.log.during(async () => {
    for (const first of [10, 100]) {
      const query = `{ posts(first: ${first}) { nodes { comments(first: 60) { nodes { body } } } } }`;
      const response = await api.handler.fetch('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-citetrail-cost': 'only' },
        body: JSON.stringify({ query }),
      });
      answers.push(await response.json());
    }
  });
  expect(statements).toEqual([]);
  expect(answers).toEqual([
    { data: null, extensions: { cost: { asked: 621, allowed: 5_000 } } },
    { data: null, extensions: { cost: { asked: 6_201, allowed: 5_000 } } },
  ]);
});

test('fragments that spread others twice are counted in no time, however much they come to', async () => {
  // Written out, the last fragment stands in this document more often than there are atoms in a room.
  const levels = 100;
  const fragments = Array.from(
    { length: levels },
    (_, i) => `fragment f${i} on Query { ... on Query { ...f${i + 1} } ... on Query { ...f${i + 1} } }`,
  ).join(' ');
  expect(
    await costOf(
      `{ ...f0 } ${fragments} fragment f${levels} on Query { reports(first: 7) { nodes { name } } }`,
    ),
  ).toBe(8);
});
