import { beforeAll, describe, expect, test } from 'vitest';
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
    ['what describes the schema', '{ __schema { types { name } } }', 1],
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
        'The query costs 5101 points; expected at most 5000. Ask for smaller pages, or for less of each row.',
      extensions: { code: 'COST_TOO_HIGH', found: 5_101, allowed: 5_000 },
    },
  ]);
  expect((await api.ask(query, { n: 47 })).errors).toBeUndefined();
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
