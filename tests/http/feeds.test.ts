import { sql } from 'drizzle-orm';
import { parseAtomFeed } from 'feedsmith';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { testDatabase } from '../support/database.ts';
import { hideAll, unhideAll } from '../support/hiding.ts';
import { tell } from '../support/story.ts';

/** A title that is markup, an attribute, a section, a control character and a sign of its own at once. */
const HOSTILE = `<script>alert("1")</script> & 'x' ]]> &lt;b> \u{1f6a2}`;

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  await tell(
    database,
    `report storms 2019-05-01
report storms-one 2019-05-01
storms-one is part of storms
author ada
post tides 2021-03-02
post waves 2020-01-01
comment gulls on tides
tides cites storms
tides cites storms-one
waves cites storms-one
gulls mentions ada
ada wrote waves`,
  );
  await database.statements.execute(sql`update entities set name = ${HOSTILE}, url = 'javascript:alert(1)'
    where slug = 'tides'`);
  await database.statements.execute(
    sql`update entities set url = 'https://waves.example/?a=1&b=<2>' where slug = 'waves'`,
  );
  await database.statements.execute(sql`update posts set byline = 'Ada & ' || chr(8) || ' <Co>'
    where id = (select id from entities where slug = 'waves')`);
  await database.statements.execute(sql`insert into past_slugs (kind, slug, entity_id)
    select 'report', 'old-storms', id from entities where slug = 'storms'`);
  server = await startServer(database, readConfig({ PORT: '0', CITETRAIL_FEED_ENTRIES: '3' }));
});
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/feeds/${path}`, { headers, redirect: 'manual' });

async function read(path: string) {
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  return parseAtomFeed(await response.text());
}

const titlesOf = ({ entries = [] }: Awaited<ReturnType<typeof read>>) =>
  entries.map(({ title }) => title?.value);

describe('a feed', () => {
  test('has those who cite a report or its parts, each once, those found last first', async () => {
    const feed = await read('report/storms.atom');
    expect(titlesOf(feed)).toEqual(['waves', HOSTILE]);
    expect(feed).toMatchObject({
      id: 'urn:citetrail:report:storms',
      title: { value: 'storms: who speaks of it' },
      updated: feed.entries![0]!.updated,
    });
    expect(feed.links).toEqual([
      { rel: 'self', type: 'application/atom+xml', href: `${server.url}/feeds/report/storms.atom` },
      { rel: 'alternate', type: 'text/html', href: `${server.url}/?at=report%3Astorms` },
    ]);
  });

  test('tells of each document what it says, in its words, and where it stands', async () => {
    const { entries = [] } = await read('report/storms.atom');
    expect(entries[0]).toMatchObject({
      id: 'urn:citetrail:report:storms:in:post:waves',
      published: '2020-01-01T00:00:00Z',
      authors: [{ name: 'Ada & \ufffd <Co>' }],
      links: [
        { rel: 'alternate', href: `${server.url}/?at=post%3Awaves` },
        { rel: 'via', href: 'https://waves.example/?a=1&b=<2>' },
      ],
      categories: [{ term: 'cites', label: 'cites' }],
      summary: { type: 'text', value: expect.stringContaining('waves cites storms-one') },
    });
    expect(entries[1]!.summary?.value).toMatch(/^cites storms: .*\ncites storms-one: /);
    expect(entries[1]!.links, 'a page may not send readers to a script').toHaveLength(1);
  });

  test('holds nothing of a page as markup', async () => {
    const names: string[] = [];
    new Parser({ onopentagname: (name) => names.push(name) }, { xmlMode: true }).end(
      await (await ask('report/storms.atom')).text(),
    );
    expect(new Set(names)).toEqual(
      new Set('feed id title updated link author name generator entry published category summary'.split(' ')),
    );
  });

  test.each([
    ['post/tides.atom', ['gulls']],
    ['author/ada.atom', ['waves', 'gulls']],
    ['author/ada.atom?kinds=mentions', ['gulls']],
    ['author/ada.atom?types=post,comment&kinds=mentions,authored_by', ['waves', 'gulls']],
    ['author/ada.atom?types=post', ['waves']],
    ['comment/gulls.atom', []],
  ])('%s has %j', async (path, titles) => {
    const found = titlesOf(await read(path));
    expect(found.toSorted()).toEqual(titles.toSorted());
  });

  test('comes again only when it has changed', async () => {
    const { headers } = await ask('report/storms.atom');
    const tag = headers.get('etag')!;
    expect((await ask('report/storms.atom', { 'if-none-match': tag })).status).toBe(304);
    expect((await ask('report/storms.atom', { 'if-none-match': '"x"' })).status).toBe(200);
  });

  test('has changed when an entry is hidden, for whoever asks by whatever means', async () => {
    const before = await ask('report/storms.atom');
    const [tag, changed] = ['etag', 'last-modified'].map((name) => before.headers.get(name));
    await hideAll(database, 'post:tides');
    const known = [
      { 'if-none-match': tag! },
      { 'if-modified-since': changed ?? new Date().toUTCString() },
      { 'if-modified-since': new Date(Date.now() + 86_400_000).toUTCString() },
    ];
    for (const headers of known) {
      const response = await ask('report/storms.atom', headers);
      expect(response.status).toBe(200);
      expect(titlesOf(parseAtomFeed(await response.text()))).toEqual(['waves']);
    }
    await unhideAll(database, 'post:tides');
    expect(titlesOf(await read('report/storms.atom'))).toEqual(['waves', HOSTILE]);
  });

  test('is found by a slug that its subject once had', async () => {
    const response = await ask('report/old-storms.atom?kinds=cites');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/feeds/report/storms.atom?kinds=cites');
  });

  test.each([
    ['report/none.atom', 404, /no report:none/],
    ['cat/tom.atom', 404, /not an id/],
    ['report/storms', 404, /\.atom/],
    ['report/%00.atom', 404, /not an id/],
    ['report/storms.atom?kinds=cite', 400, /“kinds” is “cite”; expected some of/],
    ['report/storms.atom?first=3', 400, /no parameter “first”/],
  ])('%s is answered with %i and a word', async (path, status, words) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });
});

test('links lead to where others find the server, where that is set', async () => {
  const database = await testDatabase();
  await tell(database, 'author ada');
  const behind = await startServer(
    database,
    readConfig({ PORT: '0', CITETRAIL_URL: 'https://trail.example.org/' }),
  );
  const feed = parseAtomFeed(await (await fetch(`${behind.url}/feeds/author/ada.atom`)).text());
  await behind.close();
  expect(feed.links![0]!.href).toBe('https://trail.example.org/feeds/author/ada.atom');
});
