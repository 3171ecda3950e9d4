import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { testDatabase } from '../support/database.ts';

const SECRET = 'kept-to-oneself';

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase('nothing');
  server = await startServer(database, readConfig({ PORT: '0', CITETRAIL_BODY_BYTES: '1000' }));
});
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };

async function post(body: string, headers: Record<string, string> = JSON_TYPE) {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  expect(text).not.toContain(SECRET);
  return { status: response.status, ...JSON.parse(text) };
}

const refusedWith = (status: number, extensions: object, message: RegExp) => ({
  status,
  errors: [{ message: expect.stringMatching(message), extensions }],
});

/** A whole body of so many bytes. */
const bodyOf = (bytes: number) => {
  const empty = JSON.stringify({ query: '{ __typename }', padding: '' });
  return JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(bytes - empty.length) });
};

test('a body as large as allowed is answered, unknown members aside', async () => {
  const { status, errors } = await post(JSON.stringify({ query: `{ __typename } #${'x'.repeat(970)}` }));
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
});

describe('a body that cannot be read is refused with a code, its words unsaid, and nothing is read', () => {
  test.each<[string, string, Record<string, string>, number, object, RegExp]>([
    [
      'too large',
      bodyOf(1001),
      JSON_TYPE,
      413,
      { code: 'BODY_TOO_LARGE', allowed: 1000 },
      /1001 bytes; expected at most 1000/,
    ],
    ['not JSON', `{"query": ${SECRET}`, JSON_TYPE, 400, { code: 'BAD_BODY' }, /not JSON \(\d+ characters\)/],
    ['empty', '', JSON_TYPE, 400, { code: 'BAD_BODY' }, /not JSON \(0 characters\)/],
    [
      'a list',
      `[{"query":"{ ${SECRET} }"}]`,
      JSON_TYPE,
      400,
      { code: 'BAD_BODY' },
      /a list of 1; expected one operation/,
    ],
    ['null', 'null', JSON_TYPE, 400, { code: 'BAD_BODY' }, /is null/],
    ['a text', `"${SECRET}"`, JSON_TYPE, 400, { code: 'BAD_BODY' }, /is a string/],
    [
      'a form',
      `query=${SECRET}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      { code: 'UNSUPPORTED_MEDIA_TYPE' },
      /is application\/x-www-form-urlencoded; expected application\/json/,
    ],
    [
      'several parts',
      SECRET,
      { 'content-type': 'multipart/form-data; boundary=x' },
      415,
      { code: 'UNSUPPORTED_MEDIA_TYPE' },
      /multipart\/form-data/,
    ],
    [
      'plain text',
      SECRET,
      { 'content-type': 'text/plain' },
      415,
      { code: 'UNSUPPORTED_MEDIA_TYPE' },
      /text\/plain/,
    ],
    [
      'compressed',
      SECRET,
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      415,
      { code: 'UNSUPPORTED_MEDIA_TYPE' },
      /compressed/,
    ],
  ])('%s', async (_, body, headers, status, extensions, message) => {
    const statements = await database.log.during(async () => {
      expect(await post(body, headers)).toEqual(refusedWith(status, extensions, message));
    });
    expect(statements).toEqual([]);
  });

  test.each([
    ['a query that is no text', { query: [SECRET] }],
    ['variables that are a list', { query: '{ __typename }', variables: [SECRET] }],
    ['no query', { variables: {} }],
  ])('%s', async (_, body) => {
    const accept = 'application/graphql-response+json';
    const answer = await post(JSON.stringify(body), { ...JSON_TYPE, accept });
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/query|variables/i) }],
    });
  });
});

test('a body without end is not read on once it is too large', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const said = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
  );
  for (let i = 0; i < 11; i++) socket.write(`64\r\n${'x'.repeat(100)}\r\n`);
  expect(await said).toMatch(/^HTTP\/1\.1 413 [\s\S]*BODY_TOO_LARGE/);
  socket.destroy();
});
