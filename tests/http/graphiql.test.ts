import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { testDatabase } from '../support/database.ts';

let server: RunningServer;
const asPage = { accept: 'text/html,application/xhtml+xml', 'accept-encoding': 'br' };

beforeAll(async () => {
  server = await startServer(await testDatabase(), readConfig({ HOST: '127.0.0.1', PORT: '0' }));
});
afterAll(() => server.close());

describe('GraphiQL', () => {
  test('is sent compressed, once, under a policy that lets in its own script alone', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: asPage });
    expect(Number(response.headers.get('content-length'))).toBeLessThan(2_500_000);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy');
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script!).digest('base64')}'`);
    expect(policy).not.toMatch(/https?:|unsafe-eval/);

    const again = await fetch(`${server.url}/graphql?query=%7B__typename%7D`, {
      headers: { ...asPage, 'if-none-match': response.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });

  test('has the examples as its tabs, the trail first', async () => {
    const html = await (await fetch(`${server.url}/graphql`, { headers: asPage })).text();
    const places = EXAMPLES.map(({ query }) => html.indexOf(JSON.stringify(query)));
    expect(places.every((place, i) => place > (places[i - 1] ?? 0))).toBe(true);
    expect(EXAMPLES[0].name).toBe('The trail');
  });

  test('leaves the address to the API for those who take no pages', async () => {
    const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`);
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  });
});
