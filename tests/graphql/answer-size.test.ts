import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageText } from '../pipeline/page-text.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { listenTo } from '../support/event-source.ts';
import { readPage } from '../support/reading.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

const MOST = 20_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await tell(
    database,
    'report storms 2019-05-01\npost tides 2021-03-02\npost waves 2021-03-02\ntides cites storms\nwaves cites storms',
  );
  await database.statements.execute(sql`update posts set body = repeat('é"', 3000)`);
  await database.statements.execute(sql`update public.captures set text = text || repeat('é', ${MOST}::int)`);
});

const TOO_LARGE = {
  data: null,
  errors: [
    {
      message: `The answer has more than ${MOST} bytes; expected at most that many, as CITETRAIL_ANSWER_BYTES says. Ask for smaller pages, or for fewer texts.`,
      extensions: { code: 'ANSWER_TOO_LARGE' },
    },
  ],
};

describe.each([
  ['by one statement', true],
  ['by resolvers', false],
])('answered %s', (_, compile) => {
  const apiUpTo = (answerBytes: number) => apiOver(database, { answerBytes, compile });

  test.each([
    ['long texts', '{ posts { nodes { name body } } }'],
    ['one text under several names', '{ post(slug: "tides") { a: body b: body c: body } }'],
    [
      'the text of a page',
      '{ report(slug: "storms") { citedBy { nodes { evidence { nodes { capture { text } } } } } } }',
    ],
    [
      'texts of what a search finds',
      '{ search(query: "tides waves") { nodes { ... on Document { body } } } }',
    ],
    ['texts beside what fails', '{ posts { nodes { body } } node(id: "x") { id } }'],
    ['the schema', '{ __schema { types { name description fields { name description } } } }'],
  ])('%s: an answer that is too large is refused, and is no fault', async (_, query) => {
    const api = apiUpTo(MOST);
    const { data, errors } = await api.ask(query);
    expect({ data, errors }).toEqual(TOO_LARGE);
    expect(api.faults).toEqual([]);
  });

  test('an answer may have as many bytes as its data have in JSON', async () => {
    const query = '{ post(slug: "tides") { name body } }';
    const data = await apiUpTo(1e6).get(query);
    const bytes = Buffer.byteLength(JSON.stringify(data));
    expect(await apiUpTo(bytes).get(query)).toEqual(data);
    const { errors } = await apiUpTo(bytes - 1).ask(query);
    expect(errors).toMatchObject([{ extensions: { code: 'ANSWER_TOO_LARGE' } }]);
  });
});

test('what went wrong beside it is told with an answer that is not too large', async () => {
  const { data, errors } = await apiOver(database, { answerBytes: MOST }).ask(
    '{ post(slug: "tides") { name } node(id: "x") { id } }',
  );
  expect(data).toEqual({ post: { name: 'tides' }, node: null });
  expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'BAD_ID' } }]);
});

test('an answer of a stream is bounded as well, and the stream goes on', async () => {
  const server = await watchedServer(database, { CITETRAIL_ANSWER_BYTES: '1000' });
  const names = Array.from({ length: 24 }, (_, i) => `a${i}: id b${i}: name`).join(' ');
  const stream = await listenTo(
    `${server.url}/graphql`,
    `subscription { documentStored { document { ... on Post { ${names} } } } }`,
  );
  await stream.opened();
  await readPage(database, pageText(1));
  const [post, comment] = await stream.take(2);
  expect(post!.data).toMatchObject({
    data: null,
    errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }],
    extensions: { cursor: post!.id },
  });
  expect(comment!.data).toMatchObject({ data: { documentStored: { document: {} } } });
  stream.close();
});
