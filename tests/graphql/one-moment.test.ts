import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createToken } from '../../src/store/tokens.ts';
import { apiOver } from '../support/api.ts';
import { empty, testDatabase } from '../support/database.ts';
import { hideAll, unhideAll } from '../support/hiding.ts';
import { tell } from '../support/story.ts';

const database = await testDatabase();
const HIDDEN = 'post:tides';

beforeEach(async () => {
  await empty(database);
  await tell(
    database,
    `author ada
     report storms 2019-05-01
     report gales 2020-01-01
     post tides 2021-03-02
     post waves 2021-04-02
     comment gulls on tides
     ada wrote tides
     tides cites storms
     tides cites gales
     waves cites storms
     gulls cites gales`,
  );
});

const PAGE = `Tuesday 3 November 2020

Gales and after

The quay was read on the pier, and the pier on the quay, as the year before.

2 comments:

  1. Nobody ever asked what a bell costs in a year of calm.

    Wren

    ReplyDelete
  2. And nobody will.

    ReplyDelete`;

/** The database, where something is done once so many statements have been run. */
function interrupted(after: number, act: () => Promise<unknown>) {
  let run = 0;
  const seen = <T>(asked: PromiseLike<T>) =>
    Promise.resolve(asked).then(async (rows) => {
      run += 1;
      if (run === after) await act();
      return rows;
    });
  const { statements } = database;
  const watched = new Proxy(statements, {
    get(target, name) {
      const own = Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      if (name === 'execute') return (...asked: Parameters<typeof target.execute>) => seen(own(...asked));
      return own;
    },
  });
  return { database: { ...database, statements: watched } as Database, wasInterrupted: () => run >= after };
}

const RELATIONS = 'relations(first: 50) { nodes { id source { name } target { name } } }';

test.each([
  ['a search', `{ search(query: "tides storms") { nodes { id name ${RELATIONS} } } }`],
  [
    'a neighbourhood',
    '{ neighbourhood(id: "report:storms", depth: 2) { entities { entity { id name } } relations { id } } }',
  ],
  [
    'a walk',
    `{ traverse(from: ["report:storms"], steps: [{}, {}], first: 50) {
      edges { path { relation { id } entity { id } } } } }`,
  ],
  ['paths', '{ paths(from: "report:storms", to: "author:ada") { steps { relation { id } entity { id } } } }'],
  ['a list', `{ posts { nodes { id name ${RELATIONS} } } }`],
  [
    'a thread',
    '{ node(id: "post:tides") { id ... on Post { name comments { nodes { id authorName post { name } } } } } }',
  ],
  [
    'a relation',
    `{ node(id: "relation:post/tides:cites:report/storms") {
      ... on Relation { label source { name } target { name } evidence { nodes { id quote { exact } } } } } }`,
  ],
])('whenever a document is hidden, %s is answered as of one moment', async (_, query) => {
  const now = () => apiOver(database, { compile: false }).ask(query);
  const before = await now();
  for (let after = 1; ; after++) {
    const reading = interrupted(after, () => hideAll(database, HIDDEN));
    const { ask, faults } = apiOver(reading.database, { compile: false });
    const answer = await ask(query);
    if (!reading.wasInterrupted()) {
      expect(after).toBeGreaterThan(2);
      return;
    }
    expect([before, await now()]).toContainEqual(answer);
    expect(faults).toEqual([]);
    await unhideAll(database, HIDDEN);
  }
});

test('what a mutation wrote and was hidden before it could be told is to be asked for again', async () => {
  const scopes = ['ingest'] as const;
  const token = await createToken(database.statements, { name: 'test', scopes, days: 1 });
  const query = `mutation ($input: IngestPageInput!) { ingestPage(input: $input) {
    posts { id comments { nodes { id } } } } }`;
  const input = (key: string) => ({ text: PAGE, file: 'gales.txt', idempotencyKey: key });
  const codes = new Set<string | undefined>();
  for (let after = 1; ; after++) {
    const reading = interrupted(after, () => hideAll(database, 'post:gales-and-after'));
    const { ask, faults, writes } = apiOver(reading.database, { owner: database });
    const { errors } = await ask(
      query,
      { input: input(`key ${after}`) },
      { authorization: `Bearer ${token}` },
    );
    await writes.close();
    expect(faults).toEqual([]);
    if (!reading.wasInterrupted()) break;
    for (const { extensions } of errors ?? []) codes.add(`${extensions.code} ${extensions.retryable}`);
    await unhideAll(database, 'post:gales-and-after');
  }
  expect([...codes]).toEqual(['BUSY true']);
});

test('a stream goes on behind what was hidden before it could be told', async () => {
  // The first statement of a stream says what there is to tell; each thing is read when its turn comes.
  const { handler, faults } = apiOver(interrupted(1, () => hideAll(database, HIDDEN)).database);
  const start = Buffer.from('["STORED_DOCUMENTS","0"]').toString('base64url');
  const query = `subscription { documentStored(after: "${start}", kinds: [POST]) { document { id } } }`;
  const response = await handler.fetch(`http://test/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'text/event-stream' },
  });
  let text = '';
  for await (const piece of response.body!) {
    text += Buffer.from(piece).toString();
    if (text.includes('post:waves')) break;
  }
  expect(Array.from(text.matchAll(/post:\w+/g), ([id]) => id)).toEqual(['post:waves']);
  expect(text).not.toContain('errors');
  expect(faults).toEqual([]);
});
