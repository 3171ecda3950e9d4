import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { idOf, readTrustedDocuments } from '../../src/graphql/trusted-documents.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

const TEXT = 'query Named($slug: String!) { report(slug: $slug) { name } }';
const ID = idOf(TEXT);
const documents = new Map([
  [ID, TEXT],
  ['named-7', TEXT],
]);

let database: Awaited<ReturnType<typeof testDatabase>>;
let name: string;
beforeAll(async () => {
  database = await testDatabase();
  await tell(database, 'report storms 2019-05-01');
  name = (await apiOver(database).get('{ report(slug: "storms") { name } }')).report.name;
});

const variables = { slug: 'storms' };

async function answered(
  only: boolean,
  how: { get?: Record<string, string>; post?: object; headers?: object },
) {
  const { handler } = apiOver(database, { trusted: { documents, only } });
  const { get, post, headers } = how;
  const response = await handler.fetch(`http://test/graphql${get ? `?${new URLSearchParams(get)}` : ''}`, {
    method: post ? 'POST' : 'GET',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(post && { body: JSON.stringify(post) }),
  });
  const text = await response.text();
  return { status: response.status, tag: response.headers.get('etag'), ...(text ? JSON.parse(text) : {}) };
}

test.each([
  ['by GET', { get: { documentId: ID, variables: JSON.stringify(variables) } }],
  [
    'by GET, under an id of another tool',
    { get: { documentId: 'named-7', variables: JSON.stringify(variables) } },
  ],
  ['by POST', { post: { documentId: ID, variables } }],
  [
    'as Apollo’s clients do',
    {
      post: {
        extensions: { persistedQuery: { version: 1, sha256Hash: ID.slice('sha256:'.length) } },
        variables,
      },
    },
  ],
])('a document is answered by its id, %s', async (_, how) => {
  expect(await answered(true, how)).toMatchObject({ status: 200, data: { report: { name } } });
});

test('over GET its answer can be kept', async () => {
  const get = { documentId: ID, variables: JSON.stringify(variables) };
  const { tag } = await answered(false, { get });
  expect(tag).toMatch(/^W\/"/);
  const other = await answered(false, { get: { ...get, variables: '{"slug":"other"}' } });
  expect(other.tag).not.toBe(tag);
});

test.each([
  [
    'an id that is not known',
    true,
    { post: { documentId: 'sha256:00', variables } },
    404,
    'DOCUMENT_NOT_FOUND',
  ],
  [
    'an id and a query',
    true,
    { post: { documentId: ID, query: TEXT, variables } },
    403,
    'DOCUMENT_NOT_TRUSTED',
  ],
  ['a query', true, { post: { query: TEXT, variables } }, 403, 'DOCUMENT_NOT_TRUSTED'],
  ['a query by GET', true, { get: { query: '{ __typename }' } }, 403, 'DOCUMENT_NOT_TRUSTED'],
  ['neither', false, { post: { variables } }, 400, 'BAD_BODY'],
])('%s is refused with a code', async (_, only, how, status, code) => {
  const statements = await database.log.during(async () => {
    expect(await answered(only, how)).toMatchObject({ status, errors: [{ extensions: { code } }] });
  });
  expect(statements.filter((statement) => statement !== 'moment')).toEqual([]);
});

test('where others are answered too, a query is answered', async () => {
  expect(await answered(false, { post: { query: TEXT, variables } })).toMatchObject({
    data: { report: { name } },
  });
});

test('a file of documents is refused with all its faults at once', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'citetrail-test-')), 'documents.json');
  writeFileSync(file, JSON.stringify({ 'sha256:00': TEXT, a: '{ nothing }', b: '{', [ID]: TEXT }));
  expect(() => readTrustedDocuments(file, schema)).toThrow(
    /sha256:00 is not the id of its text; expected sha256:[0-9a-f]{64}[\s\S]*a: Cannot query field "nothing"[\s\S]*b: Syntax Error/,
  );
  writeFileSync(file, '[]');
  expect(() => readTrustedDocuments(file, schema)).toThrow(/expected one JSON object of ids and texts/);
});
