import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { Callers } from '../../src/http/callers.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { testDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase('vocabulary');
});

const SETTINGS = {
  PORT: '0',
  CITETRAIL_COST: '300',
  CITETRAIL_POINTS: '1000',
  CITETRAIL_POINTS_PER_SECOND: '1',
  CITETRAIL_REQUESTS: '3',
};

const dear = '{ reports(first: 100) { edges { node { name } } } }';

async function asking(server: RunningServer) {
  return async (query: string, forwarded?: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(forwarded && { 'x-forwarded-for': forwarded }) },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: Record<string, unknown> }[] };
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      ...errors?.[0]?.extensions,
    };
  };
}

describe('behind a proxy that is known', () => {
  let server: RunningServer;
  let ask: Awaited<ReturnType<typeof asking>>;
  beforeAll(async () => {
    server = await startServer(database, readConfig({ ...SETTINGS, CITETRAIL_PROXIES: '127.0.0.0/8' }));
    ask = await asking(server);
  });
  afterAll(() => server.close());

  test('an address spends points until there are too few, and is told when they will be back', async () => {
    for (let i = 0; i < 4; i++) expect((await ask(dear, '203.0.113.1')).status).toBe(200);
    const refused = await ask(dear, '203.0.113.1');
    expect(refused).toMatchObject({
      status: 429,
      code: 'RATE_LIMITED',
      retryable: true,
      cost: 200,
      most: 1_000,
      perSecond: 1,
    });
    expect(Number(refused.retryAfter)).toBe(
      (refused as { retryAfter: unknown }).retryAfter && Number(refused.retryAfter),
    );
    expect(Number(refused.retryAfter)).toBeGreaterThan(1);
    expect((await ask('{ __typename }', '203.0.113.1')).status, 'what is left can be spent').toBe(200);
    expect((await ask(dear, '203.0.113.2')).status, 'others have points of their own').toBe(200);
  });

  test('what an address says of itself is not believed: the last that the proxy saw counts', async () => {
    for (let i = 0; i < 5; i++) await ask(dear, `198.51.100.${i}, 203.0.113.3`);
    expect((await ask(dear, '198.51.100.9, 203.0.113.3')).status).toBe(429);
  });

  test('addresses of version 6 count by the network that one customer has', async () => {
    for (let i = 0; i < 5; i++) await ask(dear, `2001:db8:1:2::${i + 1}`);
    expect((await ask(dear, '2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await ask(dear, '2001:db8:1:3::1')).status).toBe(200);
  });

  test('an address of version 4 is the same when it is written as one of version 6', async () => {
    for (let i = 0; i < 5; i++) await ask(dear, '203.0.113.4');
    expect((await ask(dear, '::ffff:203.0.113.4')).status).toBe(429);
  });

  test('exports are counted as well', async () => {
    const url = `${server.url}/export/manifest.json`;
    const headers = { 'x-forwarded-for': '203.0.113.5' };
    const nearly = '{ reports(first: 90) { edges { node { name } } } }';
    for (let i = 0; i < 5; i++) await ask(i < 4 ? dear : nearly, '203.0.113.5');
    const statuses: number[] = [];
    for (let i = 0; i < 1_000 && statuses.at(-1) !== 429; i++) {
      const response = await fetch(url, { headers });
      await response.text();
      statuses.push(response.status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('without a proxy that is known', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(database, readConfig(SETTINGS));
  });
  afterAll(() => server.close());

  test('this machine asks as much as it likes, and may not pretend to be another', async () => {
    const ask = await asking(server);
    for (let i = 0; i < 8; i++) expect((await ask(dear, '203.0.113.1')).status).toBe(200);
  });
});

describe('over time', () => {
  const limits = { atOnce: 2, streams: 2, points: 100, perSecond: 10, proxies: ['loopback'] };

  /** A server that admits requests of an address and answers them when it is told to. */
  async function admitting(callers: Callers) {
    const held: (() => void)[] = [];
    const server = createServer((request, response) => {
      const purse = callers.admit(request, response);
      if (purse === null) return;
      const refusal = purse?.spend(Number(request.headers['x-cost'] ?? 1));
      if (request.headers['x-hold']) held.push(() => response.end());
      else response.writeHead(refusal ? 429 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (headers: Record<string, string>) =>
      (await fetch(url, { headers: { 'x-forwarded-for': '203.0.113.1', ...headers } })).status;
    return { ask, held, close: () => server.close() };
  }

  test('points come back second by second, and never more than there may be', async () => {
    let now = 0;
    const { ask, close } = await admitting(new Callers(limits, () => now));
    expect(await ask({ 'x-cost': '100' })).toBe(200);
    expect(await ask({ 'x-cost': '1' })).toBe(429);
    now += 1_000;
    expect(await ask({ 'x-cost': '10' })).toBe(200);
    expect(await ask({ 'x-cost': '1' })).toBe(429);
    now += 3_600_000;
    expect(await ask({ 'x-cost': '100' })).toBe(200);
    expect(await ask({ 'x-cost': '1' })).toBe(429);
    close();
  });

  test('so many requests are under way at once; the next is let in when one has ended', async () => {
    const { ask, held, close } = await admitting(new Callers(limits));
    const first = [ask({ 'x-hold': '1' }), ask({ 'x-hold': '1' })];
    await expect.poll(() => held.length).toBe(2);
    expect(await ask({})).toBe(429);
    expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe(200);
    for (const end of held) end();
    await Promise.all(first);
    await expect.poll(() => ask({})).toBe(200);
    close();
  });
});

test('settings that allow an operation which no address could ever pay are refused at the start', () => {
  expect(() => readConfig({ CITETRAIL_COST: '2000', CITETRAIL_POINTS: '1000' })).toThrow(
    /CITETRAIL_POINTS is 1000; expected at least/,
  );
  expect(() => readConfig({ CITETRAIL_PROXIES: '10.0.0.0/8, nonsense' })).toThrow(
    /expected addresses, or networks/,
  );
});
