import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { openingOf } from '../../src/graphql/graphiql.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { testDatabase } from '../support/database.ts';

let server: RunningServer;
const asPage = { accept: 'text/html,application/xhtml+xml', 'accept-encoding': 'br' };

beforeAll(async () => {
  server = await startServer(await testDatabase(), readConfig({ HOST: '127.0.0.1', PORT: '0' }));
});
afterAll(() => server.close());

describe('GraphiQL', () => {
  test('is sent compressed, once, under a policy that lets in its own scripts alone', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: asPage });
    expect(Number(response.headers.get('content-length'))).toBeLessThan(2_500_000);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy');
    const scripts = Array.from(html.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, script]) => script!);
    const hashes = scripts.map(
      (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    );
    expect(policy).toContain(`script-src ${hashes.join(' ')};`);
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

  test('is as wide as a phone, and leads back to the other pages', async () => {
    const html = await (await fetch(`${server.url}/graphql`, { headers: asPage })).text();
    const head = html.slice(0, html.indexOf('</head>'));
    expect(head).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
    const body = html.slice(html.indexOf('<body'), html.indexOf('<div id="root">'));
    expect(Array.from(body.matchAll(/href="([^"]+)"/g), ([, path]) => path)).toEqual([
      '/',
      '/examples',
      '/schema',
    ]);
  });

  test('leaves the address to the API for those who take no pages', async () => {
    const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`);
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  });
});

describe('GraphiQL opens', () => {
  const examples = [{ query: '{ a }' }, { query: '{ b }' }];
  const link = (asked: Record<string, string>) => `?${new URLSearchParams(asked)}`;
  const kept = JSON.stringify({ tabs: [{ query: '{ x }' }, { query: '{ y }' }], activeTabIndex: 1 });

  test.each([
    ['with the examples', '', ['{ a }', '{ b }'], undefined],
    ['with the query of a link before them', link({ query: '{ c }' }), ['{ c }', '{ a }', '{ b }'], '{ c }'],
    ['with a linked example once', link({ query: '{ b }' }), ['{ b }', '{ a }'], '{ b }'],
  ])('for a first visitor %s', (_name, search, tabs, query) => {
    const opening = openingOf(examples, search, null, false);
    expect(opening.defaultTabs.map((tab) => tab.query)).toEqual(tabs);
    expect(opening.query).toBe(query);
  });

  test('with the variables of a link', () => {
    const asked = { query: '{ a }', variables: '{"id":"b"}' };
    const opening = openingOf(examples, link(asked), kept, true);
    expect(opening).toMatchObject({ ...asked, defaultEditorToolsVisibility: true });
    expect(opening.defaultTabs).toEqual([asked, ...examples]);
  });

  test('where the visitor left off, unless a link says otherwise', () => {
    expect(openingOf(examples, '', kept, false).query).toBe('{ y }');
    expect(openingOf(examples, link({ query: '{ c }' }), kept, false).query).toBe('{ c }');
  });
});
