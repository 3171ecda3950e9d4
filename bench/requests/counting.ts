/** Counts the statements that reach PostgreSQL: a server between it and those who ask, which reads what is sent. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** The messages by which clients have something run: Execute of the extended protocol, Query of the simple one. */
const RUNS = new Set(['E', 'Q'].map((type) => type.charCodeAt(0)));

export interface Counter {
  /** The database's address, by way of the counter. */
  readonly url: string;
  /** Statements so far, over all connections. */
  readonly count: number;
  close(): void;
}

/** Counts what is run on a database by those who use the counter's address. */
export async function countingStatements(databaseUrl: string): Promise<Counter> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const database = connect(Number(port || 5432), hostname);
    const messages = new Messages((type) => {
      if (RUNS.has(type)) count += 1;
    });
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    client.on('data', (chunk) => {
      messages.read(chunk);
      database.write(chunk);
    });
    database.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = Object.assign(new URL(databaseUrl), {
    hostname: '127.0.0.1',
    port: String((server.address() as AddressInfo).port),
  });
  return {
    url: url.href,
    get count() {
      return count;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Finds where the messages of one client begin: the first has a length alone, all others a type before it. */
class Messages {
  readonly #seen: (type: number) => void;
  #rest = Buffer.alloc(0);
  #isFirst = true;

  constructor(seen: (type: number) => void) {
    this.#seen = seen;
  }

  read(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    for (;;) {
      const typed = this.#isFirst ? 0 : 1;
      if (data.length < typed + 4) break;
      const length = typed + data.readUInt32BE(typed);
      if (data.length < length) break;
      if (typed === 1) this.#seen(data[0]!);
      this.#isFirst = false;
      data = data.subarray(length);
    }
    this.#rest = Buffer.from(data);
  }
}
