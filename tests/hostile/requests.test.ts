import { beforeAll, expect, test } from 'vitest';
import { apiSettings, readConfig } from '../../src/config.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { HOSTILE_REQUESTS } from './requests.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database, apiSettings(readConfig({})));
});

test.each(HOSTILE_REQUESTS)(
  '$name: $answer',
  async ({ answer, method = 'POST', query = '', headers, body }) => {
    let found = '';
    let text = '';
    const statements = await database.log.during(async () => {
      const response = await api.handler.fetch(`http://test/graphql${query}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          accept: 'application/graphql-response+json',
          ...headers,
        },
        ...(body !== undefined && { body: body as BodyInit }),
      });
      text = await response.text();
      const [error] = (text.startsWith('{') ? JSON.parse(text).errors : null) ?? [];
      found = `${response.status} ${error?.extensions?.code ?? (error ? '-' : 'no error')}`;
    });
    expect({ found, statements }).toEqual({ found: answer, statements: [] });
    expect(text.length, 'an answer says what is wrong, and not at length').toBeLessThan(20_000);
    expect(api.faults).toEqual([]);
  },
);
