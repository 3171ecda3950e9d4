import { beforeAll, expect, test, vi } from 'vitest';
import type { Purse } from '../../src/graphql/cost-limit.ts';
import { idOf } from '../../src/graphql/trusted-documents.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

const START = Buffer.from('["STORED_DOCUMENTS","0"]').toString('base64url');
const ALL = `subscription { documentStored(after: "${START}") { document { id } } }`;
const POSTS = 60;

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  const posts = Array.from({ length: POSTS }, (_, i) => `post p${i}\ncomment c${i} on p${i}`);
  await tell(database, posts.join('\n'));
});

type Api = ReturnType<typeof apiOver>;

async function stream({ handler }: Api, search: Record<string, string>, purse?: Purse) {
  const response = await handler.fetch(
    `http://test/graphql?${new URLSearchParams(search)}`,
    { headers: { accept: 'text/event-stream' } },
    { purse },
  );
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  /** Reads until so many answers were given, and gives the ids of their documents. */
  const ids = async (count: number) => {
    const found = () => Array.from(text.matchAll(/"document":\{"id":"([^"]+)"/g), ([, id]) => id);
    while (found().length < count) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    return found();
  };
  return { status: response.status, ids, leave: () => reader.cancel() };
}

const inOrder = (count: number) =>
  Array.from({ length: count }, (_, i) => (i % 2 ? `comment:c${(i - 1) / 2}` : `post:p${i / 2}`));

test('what was stored long ago is given in order, stretch by stretch, each document once', async () => {
  const { ids, leave } = await stream(apiOver(database), { query: ALL });
  expect(await ids(2 * POSTS)).toEqual(inOrder(2 * POSTS));
  await leave();
});

test('an event has an answer with its place and its cost, and nothing else', async () => {
  const response = await apiOver(database).handler.fetch(
    `http://test/graphql?${new URLSearchParams({ query: ALL })}`,
    { headers: { accept: 'text/event-stream' } },
  );
  let text = '';
  for await (const piece of response.body!) {
    text += Buffer.from(piece).toString();
    if (text.includes('post:p0')) break;
  }
  expect(JSON.parse(/^data: (.*post:p0.*)$/m.exec(text)![1]!)).toEqual({
    data: { documentStored: { document: { id: 'post:p0' } } },
    extensions: { cursor: expect.any(String), cost: { asked: 2, allowed: 1e9 } },
  });
});

test('kinds that are not asked for are left out', async () => {
  const query = ALL.replace('(after', '(kinds: [COMMENT], after');
  const { ids, leave } = await stream(apiOver(database), { query });
  expect(await ids(3)).toEqual(['comment:c0', 'comment:c1', 'comment:c2']);
  await leave();
});

test('nothing is remembered from one event to the next: each has statements of its own', async () => {
  const query = ALL.replace('id }', 'id relations(first: 1) { totalCount } }');
  const { ids, leave } = await stream(apiOver(database), { query });
  const statements = await database.log.during(() => ids(20));
  await leave();
  expect(statements.filter((name) => name.includes('relations')).length).toBeGreaterThan(10);
});

test('a client that takes nothing has little read for it', async () => {
  const long = Array.from({ length: 40 }, (_, i) => `aVeryLongName${i}: kind`).join(' ');
  const { ids, leave } = await stream(apiOver(database), { query: ALL.replace('id }', `id ${long} }`) });
  const statements = await database.log.during(async () => {
    await ids(1);
    let before = -1;
    await vi.waitFor(
      () => {
        const now = database.log.count;
        const isSame = now === before;
        before = now;
        expect(isSame, 'no more is read').toBe(true);
      },
      { interval: 250, timeout: 20_000 },
    );
  });
  expect(statements.length).toBeGreaterThan(1);
  expect(statements.length).toBeLessThan(POSTS);
  await leave();
});

test('each event is paid for; a purse without points delays it, and loses nothing', async () => {
  const spent: number[] = [];
  let waits = 0;
  const purse: Purse = {
    stream: () => null,
    spend(points) {
      // Of three askings one is too soon.
      if ((spent.length + waits) % 3 === 2 && waits++ >= 0)
        return { message: 'Too soon.', seconds: 0.001, figures: {} };
      spent.push(points);
      return null;
    },
  };
  const { ids, leave } = await stream(apiOver(database), { query: ALL }, purse);
  expect(await ids(40)).toEqual(expect.arrayContaining(inOrder(40)));
  await leave();
  expect(waits).toBeGreaterThan(10);
  expect(new Set(spent)).toEqual(new Set([2]));
  expect(spent.length, 'once to begin, and for each event').toBeGreaterThanOrEqual(41);
});

test('a purse that allows no more streams is asked before one begins', async () => {
  const refused = { message: 'Too many.', seconds: 7, figures: { allowed: 5 } };
  const api = apiOver(database);
  const asked = await stream(api, { query: ALL }, { spend: () => null, stream: () => refused });
  expect(asked.status).toBe(429);
  expect(await asked.ids(1)).toEqual([]);
});

test('a reader that goes away makes room, also while it waits for what comes', async () => {
  const api = apiOver(database, { streams: { most: 1, life: 60_000, lookEvery: 60_000 } });
  for (let i = 0; i < 3; i++) {
    const one = await stream(api, { query: ALL });
    await one.ids(1);
    expect((await stream(api, { query: ALL })).status).toBe(429);
    await one.leave();
  }
});

test('where only trusted documents are answered, streams of others are not', async () => {
  const api = apiOver(database, { trusted: { documents: new Map([[idOf(ALL), ALL]]), only: true } });
  const trusted = await stream(api, { documentId: idOf(ALL) });
  expect((await trusted.ids(2)).slice(0, 2)).toEqual(inOrder(2));
  await trusted.leave();
  expect(await (await stream(api, { query: ALL })).ids(1)).toEqual([]);
});

test('a fault ends a stream with an error that tells nothing, and the log has it', async () => {
  const broken = { ...database.statements, execute: () => Promise.reject(new Error('secret')) };
  const api = apiOver({ ...database, statements: broken as never });
  const response = await api.handler.fetch(`http://test/graphql?${new URLSearchParams({ query: ALL })}`, {
    headers: { accept: 'text/event-stream' },
  });
  const text = await response.text();
  expect(text).toContain('"code":"INTERNAL"');
  expect(text).not.toContain('secret');
  expect(text).toMatch(/event: complete\ndata:\n\n$/);
  expect(api.faults).toMatchObject([{ error: 'Error' }]);
});
