import { globSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes, sayMissing } from '../../src/http/pages.ts';
import { dispatch } from '../../src/http/routes.ts';
import { testDatabase } from '../support/database.ts';
import { watchedServer } from '../support/watched-server.ts';

let server: Server;

beforeAll(async () => {
  server = createServer(
    dispatch(pageRoutes(), sayMissing, (error) => {
      throw error;
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks for a path exactly as it is written, without what fetch would make of it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const script = async () => /src="(\/assets\/explorer-\w+\.js)"/.exec(String((await get('/')).body))![1]!;

describe.each(['/', '/examples', '/schema'])('the page at %s', (path) => {
  test('may load from this server only, and loads what is there', async () => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    const loaded = Array.from(String(body).matchAll(/(?:src|href)="(\/assets[^"]+)"/g), ([, url]) => url!);
    expect(loaded).toHaveLength(2);
    for (const url of loaded) expect((await get(url)).status).toBe(200);
  });

  test('is asked for again each time, and not sent again while it is the same', async () => {
    const first = await get(path);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await get(path, { 'if-none-match': first.headers.etag! });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const weak = await get(path, { 'if-none-match': `"other", W/${first.headers.etag}` });
    expect(weak.status).toBe(304);
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

test('what has its hash in its name is kept for good', async () => {
  const { headers } = await get(await script());
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
])('a client that takes “%s” gets %s', async (taken, encoding, decode) => {
  const path = await script();
  const plain = await get(path);
  const { headers, body } = await get(path, { 'accept-encoding': taken });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toBe('accept-encoding');
  expect(headers['content-length']).toBe(String(body.length));
  expect(decode(body).equals(plain.body)).toBe(true);
});

test('HEAD gives the headers alone', async () => {
  const { headers, body } = await get('/', {}, 'HEAD');
  expect(Number(headers['content-length'])).toBeGreaterThan(500);
  expect(body).toHaveLength(0);
});

test.each([
  '/assets/nothing.js',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/explorer.html',
  '/assets/',
  '/explorer.html',
  '/package.json',
])('there is nothing at %s', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBe(404);
  expect(String(body)).toContain('There is nothing at this address.');
});

test('where the pages were not built, the server says how to build them', () => {
  const said: string[] = [];
  const response = {
    writeHead: (status: number) => {
      said.push(String(status));
      return response;
    },
    end: (text: string) => said.push(text),
  };
  pageRoutes('/nowhere')[0]!.answer({ url: '/' } as never, response as never);
  expect(said).toEqual(['503', expect.stringContaining('npm run explorer')]);
});

test('no page names another machine to load from', () => {
  for (const file of globSync('explorer/dist/**/*.{html,css}')) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/(?:src|href)="https?:|url\(["']?https?:|@import/);
  }
});

test('a server that answers trusted documents only has no pages, and says so', async () => {
  const { url } = await watchedServer(await testDatabase(), { CITETRAIL_ONLY_TRUSTED: 'on' });
  for (const path of ['/', '/examples', '/schema']) {
    const answer = await fetch(`${url}${path}`);
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('trusted documents only'),
    ]);
  }
  const graphiql = await fetch(`${url}/graphql`, { headers: { accept: 'text/html, */*;q=0.8' } });
  expect(graphiql.headers.get('content-type')).toMatch(/json/);
});
