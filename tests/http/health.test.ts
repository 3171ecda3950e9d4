import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { sayMissing } from '../../src/http/pages.ts';
import { dispatch } from '../../src/http/routes.ts';
import type { Statements } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';

let server: Server;
afterEach(() => server.close());

async function ask(statements: Statements, path: string) {
  server = createServer(
    dispatch(healthRoutes(statements, new AbortController().signal), sayMissing, () => {}),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return {
    status: response.status,
    said: await response.text(),
    cached: response.headers.get('cache-control'),
  };
}

/** A database that answers every statement in this way. */
const answering = (answer: () => Promise<unknown>) => ({ execute: answer }) as unknown as Statements;
const away = answering(() => Promise.reject(new Error('connection refused')));
const stuck = answering(() => new Promise(() => {}));

test('with a database that answers, the server is ready', async () => {
  const { statements } = await testDatabase();
  expect(await ask(statements, '/readyz')).toEqual({ status: 200, said: 'ready\n', cached: 'no-store' });
});

test.each([
  ['away', away],
  ['stuck', stuck],
])(
  'with a database that is %s, it is not ready, says so within a second or so, and lives',
  async (_, database) => {
    expect(await ask(database, '/readyz')).toMatchObject({
      status: 503,
      said: 'The database does not answer.\n',
    });
    expect(await ask(database, '/livez')).toMatchObject({ status: 200, said: 'alive\n' });
  },
);
