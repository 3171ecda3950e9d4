import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ShortWay } from '../../src/graphql/short-way.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import type { Database } from '../../src/store/database.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

const OPERATION =
  'query Named($slug: String!, $first: Int) { report(slug: $slug) { name citingPosts(first: $first) { totalCount nodes { name } } } }';
const VARIABLES = { slug: 'storms', first: 2 };
const MANY = { slug: 'storms', first: 40 };
const JSON_TYPE = 'application/json';
const ANSWER_TYPE = 'application/graphql-response+json';

let server: RunningServer;
let proxied: RunningServer;
const logged: Record<string, unknown>[] = [];
/** Whether statements hang. */
let isStuck = false;

beforeAll(async () => {
  const database = await testDatabase();
  const posts = Array.from({ length: 40 }, (_, i) => `post tides-${i} 2021-03-02\ntides-${i} cites storms`);
  await tell(database, ['report storms 2019-05-01', ...posts].join('\n'));
  const prepared: Database['prepared'] = (...asked) =>
    isStuck ? new Promise(() => {}) : database.prepared(...asked);
  const served = { ...database, prepared };
  const log = createLog('info', { write: (line) => logged.push(JSON.parse(line)) });
  server = await startServer(
    served,
    readConfig({ PORT: '0', CITETRAIL_REQUEST_MS: '300', CITETRAIL_ANSWER_BYTES: '5000' }),
    { log },
  );
  const points = { CITETRAIL_COST: '100', CITETRAIL_POINTS: '100', CITETRAIL_POINTS_PER_SECOND: '1' };
  proxied = await startServer(served, readConfig({ PORT: '0', CITETRAIL_PROXIES: '127.0.0.1', ...points }));
});
afterAll(() => Promise.all([server.close(), proxied.close()]));

const ways = vi.spyOn(ShortWay.prototype, 'answer');
beforeEach(() => {
  isStuck = false;
  ways.mockClear();
});
afterAll(() => ways.mockRestore());

/** Which ways the requests of a test went. */
const went = () =>
  Promise.all(ways.mock.results.map(async ({ value }) => ((await value) === null ? 'short' : 'long')));

let texts = 0;
/** An operation that no server has been asked for. */
const unheard = () => `${OPERATION} # ${texts++}`;

/** Asks, and answers all that is said and logged but what differs from one request to the next. */
async function ask(body: object | string, headers: Record<string, string> = {}, url = server.url) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const asked = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': JSON_TYPE, 'content-length': String(Buffer.byteLength(text)), ...headers },
  }).end(text);
  const [response] = await once(asked, 'response');
  const said = Buffer.concat(await response.toArray()).toString('latin1');
  const { 'x-request-id': id, date: _, ...rest } = response.headers;
  const line = await vi.waitFor(() => {
    const found = logged.find(({ requestId }) => requestId === id);
    if (url === server.url) expect(found).toBeDefined();
    return found;
  });
  const { time: __, requestId: ___, ms: ____, ...told } = line ?? {};
  return { status: response.statusCode, headers: rest, said: said.replaceAll(id, 'ID'), told };
}

describe('asked again, an operation goes the short way, and nothing but the time tells', () => {
  test.each<[string, object, Record<string, string>]>([
    ['nothing else', {}, {}],
    ['JSON, with the name of its coding', {}, { 'content-type': 'application/json; charset=utf-8' }],
    ['an answer in JSON', {}, { accept: JSON_TYPE }],
    ['an answer of any type', {}, { accept: '*/*' }],
    ['an answer as GraphQL has it', {}, { accept: ANSWER_TYPE }],
    ['an answer as GraphQL has it, or in JSON', {}, { accept: `${ANSWER_TYPE}, ${JSON_TYPE}` }],
    ['a page of another origin', {}, { origin: 'https://a.example' }],
    ['a long answer, compressed', { variables: MANY }, { 'accept-encoding': 'br, gzip' }],
    ['a short answer, compressed', {}, { 'accept-encoding': 'gzip' }],
    [
      'a long answer, compressed, on a page of another origin',
      { variables: MANY },
      { 'accept-encoding': 'gzip', origin: 'https://a.example' },
    ],
    ['what clients say of themselves', { extensions: { clientLibrary: { name: 'x' } } }, {}],
    ['an operation by name', { operationName: 'Named' }, {}],
    ['nothing that is there', { variables: { slug: 'none' } }, {}],
  ])('%s', async (_, body, headers) => {
    const asked = { query: unheard(), variables: VARIABLES, ...body };
    const [first, second] = [await ask(asked, headers), await ask(asked, headers)];
    expect(second).toEqual(first);
    expect(first.status).toBe(200);
    expect(first.told).toMatchObject({ outcome: 'OK', compiled: 'wholly', statements: expect.any(Number) });
    expect(await went()).toEqual(['long', 'short']);
  });

  test('with other variables', async () => {
    const query = unheard();
    await ask({ query, variables: VARIABLES });
    const { said } = await ask({ query, variables: { slug: 'storms', first: 3 } });
    expect(JSON.parse(said).data.report.citingPosts.nodes).toHaveLength(3);
    expect(await went()).toEqual(['long', 'short']);
  });
});

describe('what is not just so goes the long way, and is told there', () => {
  test.each<[string, object, Record<string, string>, number]>([
    ['a variable that is missing', { variables: {} }, {}, 400],
    ['a variable of another type', { variables: { slug: 1 } }, {}, 400],
    ['variables that are none', { variables: 'x' }, {}, 400],
    ['a value that makes no sense', { variables: { slug: 'storms', first: -1 } }, {}, 200],
    ['a text that no database can hold', { variables: { slug: 'storms\u0000' } }, {}, 200],
    ['an operation that is not there', { operationName: 'Other' }, {}, 400],
    ['what the operation costs', {}, { 'x-citetrail-cost': 'only' }, 200],
    ['what was not compiled', {}, { 'x-citetrail-explain': '1' }, 200],
    ['a table', {}, { accept: 'text/csv' }, 200],
    ['an answer of a type that is none', {}, { accept: 'image/png' }, 406],
    ['a token that is none', {}, { authorization: 'Bearer x' }, 200],
    ['a body of another type', {}, { 'content-type': 'text/plain' }, 415],
    ['a compressed body', {}, { 'content-encoding': 'gzip' }, 415],
    ['extensions that are none', { extensions: 'x' }, {}, 400],
    ['a document by its id too', { documentId: 'x' }, {}, 200],
  ])('%s', async (_, body, headers, status) => {
    const query = unheard();
    const asked = { query, variables: VARIABLES, ...body };
    const first = await ask(asked, headers);
    await ask({ query, variables: VARIABLES });
    expect(await ask(asked, headers)).toEqual(first);
    expect(first.status).toBe(status);
    expect((await went()).at(-1)).toBe('long');
  });

  test('what costs too much', async () => {
    const query = `query($first: Int) { reports(first: $first) { nodes { citingPosts(first: 100) { nodes { name } } } } } # ${texts++}`;
    await ask({ query, variables: { first: 1 } });
    const found = await ask({ query, variables: { first: 100 } });
    expect(JSON.parse(found.said).errors[0].extensions.code).toBe('COST_TOO_HIGH');
  });

  test('a body that is no JSON, and one that says more than fits', async () => {
    expect((await ask('{')).status).toBe(400);
    expect((await ask('x'.repeat(3_000_000))).status).toBe(413);
  });

  test('an answer that is too large', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `a${i}: citingPosts(first: 40) { nodes { name url } }`);
    const query = `query ($slug: String!) { report(slug: $slug) { ${names.join(' ')} } } # ${texts++}`;
    const first = await ask({ query, variables: VARIABLES });
    const second = await ask({ query, variables: VARIABLES });
    expect(second).toEqual(first);
    expect(JSON.parse(first.said).errors[0].extensions.code).toBe('ANSWER_TOO_LARGE');
    expect(JSON.parse((await ask({ query, variables: { slug: 'none' } })).said).data).toEqual({
      report: null,
    });
  });

  test('an answer that takes too long', async () => {
    const query = unheard();
    isStuck = true;
    const first = await ask({ query, variables: VARIABLES });
    const second = await ask({ query, variables: VARIABLES });
    expect(second).toEqual(first);
    expect(JSON.parse(first.said).errors[0].extensions.code).toBe('TIMEOUT');
  });
});

test('on either way an operation is paid for once', async () => {
  const paying = async (query: () => string, address: string) => {
    const statuses: number[] = [];
    for (let i = 0; i < 60 && statuses.at(-1) !== 429; i++) {
      const asked = { query: query(), variables: VARIABLES };
      statuses.push((await ask(asked, { 'x-forwarded-for': address }, proxied.url)).status!);
    }
    return statuses.length;
  };
  const same = unheard();
  const [short, long] = [await paying(() => same, '203.0.113.1'), await paying(unheard, '203.0.113.2')];
  expect(await went()).toContain('short');
  expect(short).toBeLessThan(60);
  expect(Math.abs(short - long)).toBeLessThanOrEqual(1);
});

test('a client that goes away in the middle of its body is no fault', async () => {
  const query = unheard();
  await ask({ query, variables: VARIABLES });
  const body = JSON.stringify({ query, variables: VARIABLES });
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 40)}`,
  );
  await vi.waitFor(() => expect(ways.mock.calls).toHaveLength(2));
  socket.destroy();
  await went();
  expect((await ask({ query, variables: VARIABLES })).status).toBe(200);
  expect(logged.filter(({ msg }) => msg === 'fault')).toEqual([]);
});
