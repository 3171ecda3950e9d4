import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { dispatch, type Route } from '../../src/http/routes.ts';

const says =
  (text: string): Route['answer'] =>
  (_request, response) =>
    response.end(text);

let server: Server;
const faults: unknown[] = [];

async function serve(...routes: Route[]): Promise<string> {
  const listener = dispatch(routes, says('missing'), (error) => faults.push(error));
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  server.close();
  server.closeAllConnections();
  faults.length = 0;
});

describe('a request goes to the first route that has its path', () => {
  const routes: Route[] = [
    { path: '/', answer: says('root') },
    { path: '/one', answer: says('one') },
    { path: '/many/', answer: says('many') },
  ];
  test.each([
    ['/', 'root'],
    ['/?a=/one', 'root'],
    ['/one', 'one'],
    ['/one?x=1', 'one'],
    ['/one/more', 'missing'],
    ['/many/of/them.csv', 'many'],
    ['/many', 'missing'],
    ['/else', 'missing'],
  ])('%s is answered by %s', async (path, answer) => {
    const url = await serve(...routes);
    expect(await (await fetch(url + path)).text()).toBe(answer);
  });
});

test('a route refuses methods that it does not have, and says which it has', async () => {
  const url = await serve({ path: '/', answer: says('read') });
  const refused = await fetch(url, { method: 'POST', body: '{}' });
  expect(refused.status).toBe(405);
  expect(refused.headers.get('allow')).toBe('GET, HEAD');
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
});

test('a route that leaves methods to its answer gets all of them', async () => {
  const url = await serve({ path: '/any', methods: '*', answer: says('any') });
  expect((await fetch(`${url}/any`, { method: 'DELETE' })).status).toBe(200);
});

test('a route that fails is told of, and its client learns no more than that', async () => {
  const url = await serve({ path: '/', answer: () => Promise.reject(new Error('secret')) });
  const answer = await fetch(url);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret');
  expect(String(faults)).toContain('secret');
});

test('a route that fails after it began to answer breaks off, and the server goes on', async () => {
  const url = await serve({
    path: '/',
    answer: (_request, response) => {
      response.write('half');
      throw new Error('the other half');
    },
  });
  const ended = await new Promise((resolve) => {
    request(url, (response) => {
      response.resume().on('end', () => resolve('whole'));
      response.on('error', () => resolve('broken off'));
    })
      .on('error', () => resolve('broken off'))
      .end();
  });
  expect(ended).toBe('broken off');
  expect(faults).toHaveLength(1);
});
