import { beforeAll, describe, expect, test } from 'vitest';
import { readQuery, tableOf } from '../../src/graphql/table.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

const database = await testDatabase();
const { handler, get } = apiOver(database);

beforeAll(() =>
  tell(
    database,
    `author ada
     author bea
     report storms 2019-05-01
     report gales
     post tides 2021-03-02
     ada wrote tides
     bea wrote tides
     tides cites storms
     tides cites gales`,
  ),
);

const ask = (query: string, accept = 'text/csv', method = 'POST', variables = {}) =>
  method === 'GET'
    ? handler.fetch(`http://test/graphql?query=${encodeURIComponent(query)}`, { headers: { accept } })
    : handler.fetch('http://test/graphql', {
        method,
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query, variables }),
      });

describe.each(['GET', 'POST'])('%s with Accept: text/csv', (method) => {
  test('gives the rows of the one connection, nested things as dotted columns', async () => {
    const response = await ask(
      '{ reports(orderBy: NAME_ASC) { totalCount nodes { name publishedOn citedBy { totalCount } } } }',
      'text/csv',
      method,
    );
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await response.text()).toBe(
      'name,publishedOn,citedBy.totalCount\ngales,,1\nstorms,2019-05-01,1\n',
    );
  });
});

test.each<[string, string, string]>([
  [
    'edges, with what belongs to them',
    '{ report(slug: "storms") { citingPosts { edges { relation { kind } node { name authors { name } } } } } }',
    'relation.kind,node.name,node.authors.name\nCITES,tides,ada; bea\n',
  ],
  [
    'fragments and aliases',
    `query { entity(id: "post:tides") { relations(kinds: [CITES], where: {}) { nodes { what: label target { ...T } } } } }
     fragment T on Entity { name ... on Report { genre } }`,
    'what,target.name,target.genre\ncites,gales,REVIEW\ncites,storms,REVIEW\n',
  ],
  ['groups', '{ reports { groupBy(keys: [GENRE]) { keys count } } }', 'keys,count\nREVIEW,2\n'],
  ['a list without rows', '{ posts(where: { label: "none" }) { nodes { id name } } }', 'id,name\n'],
  [
    'a list of the root',
    '{ nodes(ids: ["report:storms"]) { id ... on Report { name } } }',
    'id,name\nreport:storms,storms\n',
  ],
])('a table is made of %s', async (_, query, csv) => {
  expect(await (await ask(query)).text()).toBe(csv);
});

test.each<[string, string, number, string, RegExp]>([
  [
    'two connections',
    '{ posts { nodes { id } } reports { nodes { id } } }',
    406,
    'NOT_A_TABLE',
    /2 lists, `posts.nodes`, `reports.nodes`; expected one/,
  ],
  ['none', '{ posts { totalCount } }', 406, 'NOT_A_TABLE', /no rows to make a table of; expected one list/],
  [
    'rows in rows',
    '{ reports { nodes { name citedBy { nodes { id } } } } }',
    406,
    'NOT_A_TABLE',
    /Each row of `reports.nodes` has rows of its own, `citedBy.nodes`/,
  ],
  [
    'nothing there',
    '{ report(slug: "none") { citedBy { nodes { id } } } }',
    406,
    'NOT_A_TABLE',
    /`report` is null/,
  ],
  ['a fault in the query', '{ frob }', 400, 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "frob"/],
  ['an argument that is refused', '{ posts(first: 0) { nodes { id } } }', 400, 'BAD_RANGE', /`first` is 0/],
])('%s: told in JSON, with a status that is no success', async (_, query, status, code, message) => {
  const response = await ask(query);
  expect(response.status).toBe(status);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  expect(errors[0]).toMatchObject({ message: expect.stringMatching(message), extensions: { code } });
});

test.each([
  ['text/csv, application/json;q=0.5', 'text/csv; charset=utf-8'],
  ['text/csv, */*;q=0.1', 'text/csv; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
])('a client that accepts %s gets %s', async (accept, type) => {
  expect((await ask('{ posts { nodes { id } } }', accept)).headers.get('content-type')).toBe(type);
});

test('a client that accepts none of the types is told which there are', async () => {
  const response = await ask('{ posts { nodes { id } } }', 'image/png');
  expect(response.status).toBe(406);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(
        /^An answer is not had as “image\/png”; expected `accept` to have one of .*application\/json, text\/csv/,
      ),
      extensions: { code: 'NOT_ACCEPTABLE' },
    },
  ]);
});

test('of several operations the one that was run makes the table', async () => {
  const query = 'query A { posts { nodes { id } } } query B { reports { nodes { name } } }';
  const { data } = { data: await get('{ reports { nodes { name } } }') };
  expect(tableOf(readQuery(query), 'B', data).columns).toEqual(['name']);
  expect(() => tableOf(readQuery(query), null, data)).toThrow('expected the name of one');
});
