import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { pageText } from '../pipeline/page-text.ts';
import { testDatabase } from '../support/database.ts';
import { listenTo } from '../support/event-source.ts';
import { readPage } from '../support/reading.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

/** More than the buffers between a server and its client take. */
const LONG = 15_000_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
let server: Awaited<ReturnType<typeof watchedServer>>;
beforeAll(async () => {
  database = await testDatabase();
  await tell(database, 'post tides 2021-03-02');
  await database.statements.execute(sql`update posts set body = repeat('x', ${LONG}::int)`);
  server = await watchedServer(database, { CITETRAIL_PATIENCE: '2' });
});

/** Asks, and takes nothing of the answer. */
function ask(id: string): Socket {
  const body = JSON.stringify({ query: '{ post(slug: "tides") { body } }' });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nx-request-id: ${id}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

const answered = (id: string) => server.lines().find(({ requestId }) => requestId === id);

test.concurrent('an answer of which its client takes nothing ends', async () => {
  // The second is answered by the short way.
  for (const id of ['first', 'again']) {
    const socket = ask(id);
    await vi.waitFor(() => expect(answered(id)).toMatchObject({ status: 499, outcome: 'OK' }), 20_000);
    socket.destroy();
  }
});

test.concurrent('one that is taken slowly comes whole', async () => {
  const socket = ask('slow');
  let taken = 0;
  const takeAll = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) taken += chunk.length;
  };
  // A quarter of it takes longer than the server would wait for nothing.
  while (taken < LONG / 4) {
    await pause(40);
    takeAll();
    expect(socket.destroyed).toBe(false);
  }
  socket.on('readable', takeAll);
  await vi.waitFor(() => expect(taken).toBeGreaterThan(LONG), 20_000);
  await vi.waitFor(() => expect(answered('slow')).toMatchObject({ status: 200 }), 20_000);
  socket.destroy();
});

test.concurrent('a stream to which there is nothing to send goes on', async () => {
  const stream = await listenTo(
    `${server.url}/graphql`,
    'subscription { documentStored { document { name } } }',
  );
  await stream.opened();
  await pause(4_500);
  await readPage(database, pageText(1));
  expect(await stream.take(1)).toMatchObject([{ event: 'next' }]);
  stream.close();
});
