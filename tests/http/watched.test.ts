import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { watched } from '../../src/http/watched.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { testDatabase } from '../support/database.ts';
import { besideDatabase } from '../support/global-setup.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

const POSTS = '{ posts { totalCount } }';

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: Awaited<ReturnType<typeof watchedServer>>;
beforeAll(async () => {
  database = await testDatabase();
  await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
  server = await watchedServer(database);
});

/** The line of a request, once it is there. */
const lineOf = (requestId: string) =>
  vi.waitFor(() => {
    const found = server.lines().filter((line) => line.requestId === requestId);
    expect(found).toHaveLength(1);
    return found[0]!;
  });

const idOf = (response: Response) => response.headers.get('x-request-id')!;

describe('the id of a request', () => {
  test('is the one that it brings, if that is well-formed', async () => {
    const response = await server.post(POSTS, { headers: { 'x-request-id': 'edge-1:7f.a/b=' } });
    expect(idOf(response)).toBe('edge-1:7f.a/b=');
  });

  test.each([
    ['blank', ' '],
    ['with a space', 'a b'],
    ['with quotes', '"},{"level":"fatal'],
    ['too long', 'x'.repeat(129)],
  ])('is made where it brings one that is %s', async (_, given) => {
    const response = await server.post(POSTS, { headers: { 'x-request-id': given } });
    expect(idOf(response)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['/', '/livez', '/export/entities.csv', '/nowhere', '/graphql'])(
    'is in the answer of %s, and in its line of the log',
    async (path) => {
      const response = await fetch(`${server.url}${path}`);
      await response.text();
      expect(await lineOf(idOf(response))).toMatchObject({ method: 'GET', path, status: response.status });
    },
  );

  test('is that of a fault in the answer and in the log', async () => {
    const broken = await watchedServer({ ...database, prepared: () => Promise.reject(new Error('broken')) });
    const response = await broken.post('{ posts { nodes { name } } }', {
      headers: { 'x-request-id': 'edge-2' },
    });
    expect(await response.json()).toHaveProperty('data.posts');
    expect(broken.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', requestId: 'edge-2', error: 'Error', msg: 'fault' }),
    );
  });
});

describe('the line of a request', () => {
  test('has what it came to', async () => {
    const line = await lineOf(idOf(await server.post(POSTS)));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      msg: 'answered',
      requestId: expect.any(String),
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      cost: 11,
      compiled: 'wholly',
      outcome: 'OK',
      statements: 1,
    });
    expect(line.bytes).toBeGreaterThan(100);
  });

  test.each([
    ['{ frob }', { outcome: 'GRAPHQL_VALIDATION_FAILED', statements: 0 }],
    ['{ posts(first: 0) { nodes { name } } }', { outcome: 'BAD_RANGE' }],
    ['{ stats { pages } }', { outcome: 'OK', compiled: 'not', cost: 101 }],
    ['{ stats { pages } posts { totalCount } }', { outcome: 'OK', compiled: 'partly' }],
  ])('of %s says %j', async (query, told) => {
    expect(await lineOf(idOf(await server.post(query)))).toMatchObject(told);
  });

  test('of an export has the file', async () => {
    const response = await fetch(`${server.url}/export/edges.csv`);
    await response.text();
    expect(await lineOf(idOf(response))).toMatchObject({ file: 'edges.csv', status: 200 });
    const refused = await fetch(`${server.url}/export/edges.csv?frob=1`);
    expect(await lineOf(idOf(refused))).toMatchObject({ outcome: 'BAD_PARAMETER', status: 400 });
  });

  test('says 499 where the client went away, and no more of the path than a person reads', async () => {
    const path = `/graphql/${'x'.repeat(500)}`;
    const asked = request(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100, 'x-request-id': 'edge-3' },
    });
    asked.on('error', () => {}).write('{');
    await vi.waitFor(async () =>
      expect((await server.metrics()).get('citetrail_http_requests_under_way')).toBe(2),
    );
    asked.destroy();
    expect(await lineOf('edge-3')).toMatchObject({ msg: 'answered', status: 499 });
    const line = await lineOf(idOf(await fetch(`${server.url}${path}`)));
    expect(line.path).toBe(path.slice(0, 200));
    // That it went away is no fault of ours.
    expect(server.lines().filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

test('of an answer that is cut, what the connection took is told, not what waited to be sent', async () => {
  const lines: { bytes: number; status: number }[] = [];
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const answer = (_: IncomingMessage, response: ServerResponse) =>
    void response.write('a little', () => response.write(Buffer.alloc(2 ** 27)));
  const http = createServer(watched(answer, { log, metrics: null }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = connect((http.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
  await once(client, 'readable');
  client.destroy();
  await vi.waitFor(() => expect(lines).toMatchObject([{ status: 499, bytes: 'a little'.length }]));
  http.close();
});

test('nothing that a client or the database said is in the log', async () => {
  const secret = 'x-hunter-2-x';
  const failing = () =>
    Promise.reject(Object.assign(new Error(`Failed query, params: ${secret}`), { code: '22P02' }));
  const broken = await watchedServer({
    ...database,
    prepared: failing,
    statements: new Proxy(database.statements, { get: () => failing }),
  });
  const headers = { authorization: `Bearer ${secret}`, cookie: `session=${secret}`, 'x-token': secret };
  for (const { post, url } of [server, broken]) {
    const faulty = await post(`query Q${secret.replaceAll('-', '')}($q: ID!) { node(id: $q) { id } }`, {
      headers,
      variables: { q: `report:${secret}` },
    });
    await faulty.text();
    await (await post(`{ report(slug: "${secret}") { name } frob }`, { headers })).text();
    const asked = new URLSearchParams({ query: `{ report(slug: "${secret}") { name } }`, token: secret });
    await (await fetch(`${url}/graphql?${asked}`, { headers })).text();
    await (await fetch(`${url}/export/edges.csv?where=${secret}`, { headers })).text();
    await (await fetch(`${url}/graphql`, { method: 'POST', headers, body: secret })).text();
  }
  await vi.waitFor(() => {
    expect(broken.lines().filter(({ msg }) => msg === 'answered')).toHaveLength(5);
    expect(broken.lines().filter(({ sqlState }) => sqlState === '22P02').length).toBeGreaterThan(1);
  });
  for (const { logged } of [server, broken]) expect(logged()).not.toMatch(/hunter/);
});

test.skipIf(!inject('server'))('nor the password of a database that went away', async () => {
  const [row] = await database.prepared({ name: 'here', text: 'select current_database()' }, []);
  const url = new URL(besideDatabase(inject('server')!.url, String(row![0])));
  const away = await openDatabase({
    databaseUrl: Object.assign(url, { password: 'hunter2' }).href,
    dataDirectory: '',
  });
  await away.close();
  const server = await watchedServer(away);
  await (await server.post(POSTS)).text();
  expect(server.lines()).toContainEqual(expect.objectContaining({ level: 'error', msg: 'fault' }));
  expect(server.logged()).not.toMatch(/hunter/);
});
