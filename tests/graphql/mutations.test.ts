import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { TokenScope } from '../../src/model/token-scopes.ts';
import { startServer } from '../../src/server.ts';
import { rowsOf } from '../../src/store/database.ts';
import { createToken, revokeToken } from '../../src/store/tokens.ts';
import { takeTurn } from '../../src/store/turns.ts';
import { apiOver } from '../support/api.ts';
import { asServed, testDatabase } from '../support/database.ts';

const owner = await testDatabase('vocabulary');
const { statements } = owner;

const SETTINGS = { owner, bodyBytes: 3_000, pageBytes: 20_000, pageBodyBytes: 50_000 };

const api = apiOver(await asServed(owner), SETTINGS);
afterAll(() => api.writes.close());

const tokenFor = async (...scopes: TokenScope[]) => ({
  authorization: `Bearer ${await createToken(statements, { name: 'test', scopes, days: 1 })}`,
});

const PAGE = `Tuesday 3 November 2020

Gales and after

The Probation Inspectorate was read on the quay, and Dame Carol Black’s Review of Drugs part two beside it.

2 comments:

  1. Nobody ever asked what a bell costs in a year of calm, not even 'Getafix.

    'Getafix

    ReplyDelete
  2. And nobody will.

    ReplyDelete`;

const INGEST = `mutation ($input: IngestPageInput!) { ingestPage(input: $input) {
  changed repeated layout postsAdded commentsAdded relationsAdded
  capture { text } posts { id comments { totalCount } cites { totalCount } } } }`;

const ingest = (input: object, headers: Record<string, string>) => api.ask(INGEST, { input }, headers);

test('what was put off does not keep a server that stops', async () => {
  const { statements } = owner;
  const busy = new Proxy(statements, {
    get(target, name) {
      const own = Reflect.get(target, name);
      if (name !== 'execute') return own.bind?.(target) ?? own;
      return (asked: SQL) =>
        JSON.stringify(asked.queryChunks[0]).includes('refresh_ranks')
          ? new Promise(() => {})
          : target.execute(asked);
    },
  });
  const server = await startServer(owner, readConfig({ PORT: '0' }), {
    owner: { ...owner, statements: busy },
  });
  const input = { text: PAGE.replaceAll('quay', 'mole').replace('Gales', 'Storms'), idempotencyKey: 'stop' };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await tokenFor('ingest')) },
    body: JSON.stringify({ query: INGEST, variables: { input } }),
  });
  expect(await response.json()).toMatchObject({ data: { ingestPage: { postsAdded: 1 } } });
  await server.close();
});

describe('a page that is sent', () => {
  let bearer: Record<string, string>;
  beforeAll(async () => {
    bearer = await tokenFor('ingest');
  });

  test('is read into the graph, and answered alike when it is sent again under its key', async () => {
    const input = { text: PAGE, file: 'gales.txt', idempotencyKey: 'one' };
    const { data, errors } = await ingest(input, bearer);
    expect(errors).toBeUndefined();
    expect(data.ingestPage).toMatchObject({
      changed: true,
      repeated: false,
      postsAdded: 1,
      commentsAdded: 2,
      capture: { text: PAGE },
      posts: [{ id: 'post:gales-and-after', comments: { totalCount: 2 }, cites: { totalCount: 1 } }],
    });
    const again = await ingest(input, bearer);
    expect(again.data.ingestPage).toEqual({ ...data.ingestPage, repeated: true });
    const other = await ingest({ ...input, idempotencyKey: 'two' }, bearer);
    expect(other.data.ingestPage).toMatchObject({ changed: false, repeated: false, postsAdded: 0 });
  });

  test('is done once when it is sent twice at the same time', async () => {
    const input = {
      text: PAGE.replaceAll('quay', 'pier').replace('Gales', 'Squalls'),
      idempotencyKey: 'at once',
    };
    const answers = await Promise.all([ingest(input, bearer), ingest(input, bearer)]);
    expect(answers.map(({ data }) => data.ingestPage.postsAdded)).toEqual([1, 1]);
    expect(answers.map(({ data }) => data.ingestPage.repeated).sort()).toEqual([false, true]);
    expect(
      await rowsOf(
        statements,
        sql`select count(*) from audit_log where action = 'ingest' and actor like '%test' and subject in
          (select 'capture:' || sha256 from captures where text like '%pier%')`,
      ),
    ).toEqual([{ count: 1 }]);
  });

  test('may be bytes in an encoding of their own, and larger than other requests', async () => {
    const bytes = Buffer.from(
      `${PAGE.replace('Gales', 'Café').replaceAll('quay', 'mole')}\n${' '.repeat(4_000)}`,
      'latin1',
    );
    const { data } = await ingest({ base64: bytes.toString('base64'), idempotencyKey: 'bytes' }, bearer);
    expect(data.ingestPage.posts).toMatchObject([{ id: 'post:cafe-and-after' }]);
  });

  test.each([
    ['neither text nor bytes', { idempotencyKey: 'a' }, 'BAD_PAGE', /neither as `text`/],
    ['both', { text: 'x', base64: 'eA==', idempotencyKey: 'b' }, 'BAD_PAGE', /given twice/],
    ['no page', { text: 'x', idempotencyKey: 'c' }, 'UNREADABLE_PAGE', /./],
    ['an empty page', { text: '', idempotencyKey: 'd' }, 'UNREADABLE_PAGE', /./],
    [
      'a page that is too large',
      { text: 'x '.repeat(11_000), idempotencyKey: 'e' },
      'UNREADABLE_PAGE',
      /20,?000/,
    ],
    ['no base64', { base64: '<>', idempotencyKey: 'f' }, 'UNREADABLE_PAGE', /base64/],
    ['no layout', { text: PAGE, layout: 'scroll', idempotencyKey: 'g' }, 'UNREADABLE_PAGE', /scroll/],
    ['no address', { text: PAGE, url: 'javascript:x', idempotencyKey: 'h' }, 'BAD_PAGE', /http/],
    ['a file with U+0000', { text: PAGE, file: 'a\0b', idempotencyKey: 'i' }, 'BAD_TEXT', /`file`/],
    [
      'a file with half a character',
      { text: PAGE, file: 'a\ud800b', idempotencyKey: 'j' },
      'BAD_TEXT',
      /`file`/,
    ],
    ['an address with U+0000', { text: PAGE, url: 'http://x/\0', idempotencyKey: 'k' }, 'BAD_TEXT', /`url`/],
    [
      'a key with half a character',
      { text: PAGE, idempotencyKey: 'a\udc00' },
      'BAD_TEXT',
      /`idempotencyKey`/,
    ],
    ['an endless file', { text: PAGE, file: 'a'.repeat(2_001), idempotencyKey: 'l' }, 'BAD_RANGE', /`file`/],
    [
      'an endless address',
      { text: PAGE, url: `http://x/${'a'.repeat(2_000)}`, idempotencyKey: 'm' },
      'BAD_RANGE',
      /`url`/,
    ],
    ['no key', { text: PAGE, idempotencyKey: '' }, 'BAD_RANGE', /idempotencyKey/],
    ['a key of another page', { text: `${PAGE}!`, idempotencyKey: 'one' }, 'KEY_REUSED', /another page/],
  ])('%s is refused with a code, and nothing is stored', async (_, input, code, message) => {
    const count = () =>
      rowsOf(
        statements,
        sql`select count(*) from public.captures union all select count(*) from answered_writes`,
      );
    const before = await count();
    const { errors } = await ingest(input, bearer);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringMatching(message) }]);
    expect(await count()).toEqual(before);
  });
});

describe.skipIf(!inject('server'))('a write that is given up before its turn changes nothing', () => {
  const ERASE = `mutation { eraseAuthor(input: { id: "author:carol-black", reason: "asked to be" }) { erased } }`;
  const HIDE = `mutation { hide(input: { id: "report:review-of-drugs-part-two", reason: "asked for" }) { id } }`;
  const SEND = `mutation { ingestPage(input: { text: ${JSON.stringify(PAGE.replaceAll('quay', 'dock'))}, idempotencyKey: "late" }) { changed } }`;

  const all = () =>
    rowsOf(
      statements,
      sql`select (select count(*) from public.entities) as entities, (select count(*) from hidings) as hidden,
        (select count(*) from public.captures) as captures, (select count(*) from audit_log) as deeds,
        (select count(*) from answered_writes) as answers, (select count(*) from erasures) as erased`,
    );
  const waiting = () =>
    rowsOf(
      statements,
      sql`select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    );

  /** Has something asked for while another writes, and given up; `ask` is told when it waits for its turn. */
  async function givenUp(ask: (waits: Promise<void>) => Promise<unknown>): Promise<void> {
    const before = await all();
    await statements.transaction(async (tx) => {
      await takeTurn(tx);
      const waits = vi.waitFor(async () => expect(await waiting()).toHaveLength(1), 10_000);
      await Promise.all([ask(waits), waits]);
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(0), 10_000);
    });
    // Whoever came to their turn meanwhile has had it.
    await statements.transaction(takeTurn);
    expect(await all()).toEqual(before);
  }

  test.each([ERASE, HIDE])('as its time is over: %s', async (query) => {
    const hurried = apiOver(await asServed(owner), { ...SETTINGS, requestTime: 2_000 });
    const bearer = await tokenFor('hide', 'erase');
    await givenUp(async () => {
      const { errors } = await hurried.ask(query, {}, bearer);
      expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
    });
    expect(hurried.faults).toEqual([]);
  });

  test.each([ERASE, HIDE, SEND])('as its client goes away: %s', async (query) => {
    const http = createServer((request, response) => void api.handler.handle(request, response));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    const headers = { 'content-type': 'application/json', ...(await tokenFor('ingest', 'hide', 'erase')) };
    const gone = new AbortController();
    await givenUp(async (waits) => {
      const init = { method: 'POST', headers, body: JSON.stringify({ query }), signal: gone.signal };
      const answer = fetch(`http://127.0.0.1:${port}/graphql`, init);
      await waits;
      gone.abort();
      await expect(answer).rejects.toThrow('aborted');
    });
    http.close();
    expect(api.faults).toEqual([]);
  });
});

describe('writing', () => {
  const HIDE = `mutation ($id: ID!) { hide(input: { id: $id, reason: "asked for" }) { id changed } }`;
  const UNHIDE = `mutation ($id: ID!) { unhide(input: { id: $id, reason: "settled" }) { id changed } }`;
  const id = 'post:gales-and-after';
  const found = async () => (await api.get(`{ post(slug: "gales-and-after") { id } }`)).post !== null;

  test('a document is hidden from whoever reads, and shown again', async () => {
    const bearer = await tokenFor('hide');
    expect(await found()).toBe(true);
    expect((await api.ask(HIDE, { id }, bearer)).data).toEqual({ hide: { id, changed: true } });
    expect(await found()).toBe(false);
    expect((await api.ask(HIDE, { id }, bearer)).data).toEqual({ hide: { id, changed: false } });
    expect((await api.ask(UNHIDE, { id }, bearer)).data).toEqual({ unhide: { id, changed: true } });
    expect(await found()).toBe(true);
  });

  test('an answer that was kept by its tag no longer holds once something is hidden', async () => {
    const bearer = await tokenFor('hide');
    const url = 'http://test/graphql?query={post(slug:"gales-and-after"){id}}';
    const first = await api.handler.fetch(url);
    const tag = first.headers.get('etag')!;
    expect(tag).toBeTruthy();
    await api.ask(HIDE, { id }, bearer);
    const second = await api.handler.fetch(url, { headers: { 'if-none-match': tag } });
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ data: { post: null } });
    await api.ask(UNHIDE, { id }, bearer);
  });

  test('an author is erased with their name', async () => {
    const bearer = await tokenFor('erase');
    const ERASE = `mutation { eraseAuthor(input: { id: "author:getafix", reason: "asked to be" }) { erased } }`;
    expect((await api.ask(ERASE, {}, bearer)).data).toEqual({ eraseAuthor: { erased: true } });
    const { author, post } = await api.get(
      `{ author(slug: "getafix") { id } post(slug: "gales-and-after") { comments { nodes { authorName body } } captures { text } } }`,
    );
    expect(author).toBeNull();
    expect(JSON.stringify(post)).not.toMatch(/getafix/i);
    expect((await api.ask(ERASE, {}, bearer)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test.each([
    ['hide', 'hide', 'post:gales-and-after'],
    ['eraseAuthor', 'erase', 'author:carol-black'],
  ] as const)('what is no text is no reason to %s', async (mutation, scope, id) => {
    const bearer = await tokenFor(scope);
    for (const reason of ['a\0', 'a\ud800']) {
      const { errors } = await api.ask(
        `mutation ($id: ID!, $reason: String!) { ${mutation}(input: { id: $id, reason: $reason }) { __typename } }`,
        { id, reason },
        bearer,
      );
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_TEXT' }, message: expect.stringMatching(/`reason`/) },
      ]);
    }
    expect(api.faults).toEqual([]);
  });

  test.each<[string, () => Promise<Record<string, string>>, string]>([
    ['without a token', async () => ({}), 'UNAUTHORISED'],
    ['with something else', async () => ({ authorization: 'Basic YTpi' }), 'UNAUTHORISED'],
    [
      'with a token nobody made',
      async () => ({ authorization: `Bearer citetrail_${'0'.repeat(12)}_${'x'.repeat(43)}` }),
      'UNAUTHORISED',
    ],
    ['with a token for something else', () => tokenFor('ingest', 'erase'), 'FORBIDDEN'],
    [
      'with a token that has expired',
      async () => {
        const token = await createToken(statements, { name: 'old', scopes: ['hide'], days: 1 });
        await statements.execute(sql`update tokens set expires_at = now() where name = 'old'`);
        return { authorization: `Bearer ${token}` };
      },
      'UNAUTHORISED',
    ],
    [
      'with a token that was revoked',
      async () => {
        const token = await createToken(statements, { name: 'gone', scopes: ['hide'], days: 1 });
        expect(await revokeToken(statements, token.split('_')[1]!)).toBe(true);
        return { authorization: `Bearer ${token}` };
      },
      'UNAUTHORISED',
    ],
    [
      'with a token whose secret is another',
      async () => {
        const { authorization } = await tokenFor('hide');
        return { authorization: `${authorization!.slice(0, -5)}AAAAA` };
      },
      'UNAUTHORISED',
    ],
  ])('%s changes nothing', async (_, headers, code) => {
    const { errors, data } = await api.ask(HIDE, { id }, await headers());
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(data).toBeNull();
    expect(await found()).toBe(true);
  });

  test('a body as large as a page is read from who may send pages only', async () => {
    const body = (fill: string) => ingest({ text: fill.repeat(4_000), idempotencyKey: 'large' }, {});
    expect((await body('x ')).errors).toMatchObject([
      { extensions: { code: 'BODY_TOO_LARGE', allowed: 3_000 } },
    ]);
    const hider = await tokenFor('hide');
    expect((await ingest({ text: 'x '.repeat(4_000), idempotencyKey: 'large' }, hider)).errors).toMatchObject(
      [{ extensions: { code: 'BODY_TOO_LARGE', allowed: 3_000 } }],
    );
    const ingester = await tokenFor('ingest');
    expect(
      (await ingest({ text: 'x '.repeat(30_000), idempotencyKey: 'large' }, ingester)).errors,
    ).toMatchObject([{ extensions: { code: 'BODY_TOO_LARGE', allowed: 50_000 } }]);
  });

  test('no token is kept or logged, only its fingerprint', async () => {
    const { authorization } = await tokenFor('hide');
    // The secret may hold the sign that parts it from the id.
    const secret = authorization!.split('_').slice(2).join('_');
    expect(secret.length).toBeGreaterThan(20);
    await api.ask(HIDE, { id: 'post:nowhere' }, { authorization: authorization! });
    const rows = await rowsOf<{ row: string }>(
      statements,
      sql`select to_jsonb(t)::text as row from tokens t union all select to_jsonb(a)::text from audit_log a`,
    );
    expect(JSON.stringify([rows, api.faults])).not.toContain(secret);
  });

  test('cannot be asked for by GET', async () => {
    const bearer = await tokenFor('hide');
    const query = encodeURIComponent(`mutation { hide(input: { id: "${id}", reason: "x" }) { changed } }`);
    const response = await api.handler.fetch(`http://test/graphql?query=${query}`, { headers: bearer });
    expect(response.status).toBe(405);
    expect(await found()).toBe(true);
  });
});
