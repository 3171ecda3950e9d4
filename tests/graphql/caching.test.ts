import { gunzipSync } from 'node:zlib';
import { buildSchema } from 'graphql';
import { beforeAll, expect, test, vi } from 'vitest';
import { programOf } from '../../src/graphql/etag.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
});

const JSON_TYPE = { accept: 'application/json' };
const get = (query: string, headers: Record<string, string> = {}) =>
  api.handler.fetch(`http://test/graphql?query=${encodeURIComponent(query)}`, {
    headers: { ...JSON_TYPE, ...headers },
  });

test('who has the answer of this moment is told so, with one small statement, until something is written', async () => {
  // Other databases of the server count as well, and other tests may write to theirs at any moment.
  const tag = await vi.waitFor(async () => {
    const first = await get('{ posts { totalCount } }');
    const tag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('no-cache');
    let again: Response | undefined;
    const statements = await database.log.during(async () => {
      again = await get('{ posts { totalCount } }', { 'if-none-match': `"other", ${tag}` });
    });
    expect(again!.status).toBe(304);
    expect(again!.headers.get('etag')).toBe(tag);
    expect(await again!.text()).toBe('');
    expect(statements).toEqual(['moment']);
    return tag;
  });

  await tell(database, 'post ebbs 2021-03-03');
  const after = await get('{ posts { totalCount } }', { 'if-none-match': tag });
  expect(await after.json()).toMatchObject({ data: { posts: { totalCount: 2 } } });
  expect(after.headers.get('etag')).not.toBe(tag);
});

test('another query, or the same in another form, is another answer', async () => {
  const tag = (await get('{ posts { totalCount } }')).headers.get('etag')!;
  expect((await get('{ reports { totalCount } }', { 'if-none-match': tag })).status).toBe(200);
  expect(
    (await get('{ posts { totalCount } }', { 'if-none-match': tag, accept: 'text/csv' })).status,
  ).not.toBe(304);
});

test('an answer with an error is not kept, nor is one to a POST', async () => {
  const failed = await get('{ posts(first: 0) { totalCount nodes { name } } }');
  expect(await failed.json()).toHaveProperty('errors');
  expect(failed.headers.get('etag')).toBeNull();
  const posted = await api.handler.fetch('http://test/graphql', {
    method: 'POST',
    headers: { ...JSON_TYPE, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ posts { totalCount } }' }),
  });
  expect(posted.headers.get('etag')).toBeNull();
});

test.each([
  ['what it costs', { 'x-citetrail-cost': 'only' }],
  ['what was not compiled', { 'x-citetrail-explain': '1' }],
])('an answer that says %s is not kept, nor is another taken for it', async (_, headers) => {
  const query = '{ posts { totalCount } }';
  const tag = (await get(query)).headers.get('etag')!;
  for (const known of ['"x"', tag]) {
    const response = await get(query, { ...headers, 'if-none-match': known });
    expect([response.status, response.headers.get('etag')]).toEqual([200, null]);
    expect(await response.json()).toHaveProperty('extensions');
  }
});

test('an answer is kept for each origin apart, asked from a page or not', async () => {
  const query = '{ posts { totalCount } }';
  const origin = 'https://a.example';
  for (const headers of [{}, { origin }, { origin, 'accept-encoding': 'gzip' }]) {
    const response = await get(query, headers);
    const varies = response.headers.get('vary')!.toLowerCase().split(/, */);
    expect(varies.toSorted()).toEqual(['accept', 'accept-encoding', 'origin']);
  }
});

test('another program, or another schema, gives other answers', () => {
  const described = (schema: string, version = '1.0.0') => programOf(version, buildSchema(schema));
  const tags = [
    described('type Query { a: Int }'),
    described('type Query { a: Int b: Int }'),
    described('type Query { a: Int }', '1.0.1'),
  ];
  expect(new Set(tags).size).toBe(3);
  expect(described('type Query { a: Int }')).toBe(tags[0]);
});

const LONG = `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: posts { totalCount nodes { name } }`).join(' ')} }`;

test.each(['gzip', 'br, gzip;q=0.5', '*'])(
  'a long answer comes compressed where %j is accepted',
  async (coding) => {
    const plain = await (await get(LONG)).text();
    const response = await get(LONG, { 'accept-encoding': coding });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toContain('accept-encoding');
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(gunzipSync(body).toString()).toBe(plain);
    expect(body.length).toBeLessThan(plain.length / 2);
  },
);

test.each([['br'], ['gzip;q=0'], ['']])('it comes plain where %j is accepted', async (coding) => {
  expect((await get(LONG, { 'accept-encoding': coding })).headers.get('content-encoding')).toBeNull();
});

test('a short answer comes plain', async () => {
  const response = await get('{ __typename }', { 'accept-encoding': 'gzip' });
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
});
