import { beforeAll, expect, test } from 'vitest';
import { apiSettings, readConfig } from '../../src/config.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { HOSTILE_QUERIES } from './queries.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database, apiSettings(readConfig({})));
});

test('there are a hundred of them at least, each another', () => {
  expect(
    new Set(
      HOSTILE_QUERIES.map(({ query, variables, operationName }) =>
        JSON.stringify([query, variables, operationName]),
      ),
    ).size,
  ).toBe(HOSTILE_QUERIES.length);
  expect(HOSTILE_QUERIES.length).toBeGreaterThanOrEqual(100);
});

test.each(HOSTILE_QUERIES)('$name: $answer', async ({ answer, name: _, ...body }) => {
  let found = '';
  let text = '';
  const statements = await database.log.during(async () => {
    const response = await api.handler.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(body),
    });
    text = await response.text();
    const [error] = JSON.parse(text).errors ?? [];
    found = `${response.status} ${error?.extensions?.code ?? (error ? '-' : 'no error')}`;
  });
  expect({ found, statements }).toEqual({ found: answer, statements: [] });
  expect(text.length, 'an answer says what is wrong, and not at length').toBeLessThan(20_000);
  expect(api.faults).toEqual([]);
});
