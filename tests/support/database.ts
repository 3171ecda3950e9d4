import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Logger, sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { type Database, openDatabase, openScratch } from '../../src/store/database.ts';
import { whenDone } from './ending.ts';
import { besideDatabase, type Holding, onServer } from './global-setup.ts';

/** A database of this test file's own, which holds tables without rows unless more is asked for. Gone when the file is done. */
export async function testDatabase(
  holding: Holding = 'nothing',
): Promise<Database & { readonly log: StatementLog }> {
  const log = new StatementLog();
  const { database, drop } = await copyOf(holding, log);
  whenDone(async () => {
    await database.close();
    await drop();
  });
  return { ...database, log };
}

async function copyOf(holding: Holding, logger: Logger) {
  const server = inject('server');
  if (!server) {
    const image = new Blob([await readFile(inject('images')[holding])]);
    return { database: await openScratch({ image, logger }), drop: async () => {} };
  }
  const { url, templates } = server;
  const name = `citetrail_test_${randomBytes(6).toString('hex')}`;
  await onServer(url, `create database ${name} template ${templates[holding]}`);
  return {
    database: await openDatabase({ databaseUrl: besideDatabase(url, name), dataDirectory: '', logger }),
    drop: () => onServer(url, `drop database ${name} with (force)`),
  };
}

/** A database as it is served: read over connections that can do no more, where there are several. */
export async function asServed(owner: Database): Promise<Database> {
  const server = inject('server');
  if (!server) return owner;
  const [row] = await owner.prepared({ name: 'here', text: 'select current_database()' }, []);
  const reader = await openDatabase({
    databaseUrl: besideDatabase(server.url, String(row![0])),
    dataDirectory: '',
    poolSize: 4,
    reading: { statement: 10_000, lock: 10_000, idle: 10_000 },
  });
  whenDone(() => reader.close());
  return reader;
}

/** Takes all pages and everything read from them or from a vocabulary out of a database. */
export async function empty({ statements }: Database): Promise<void> {
  await statements.execute(
    sql`truncate public.entities, public.captures, public.post_traces restart identity cascade`,
  );
}

/** Remembers the statements that were run. */
export class StatementLog implements Logger {
  #statements: string[] = [];

  /** How many were run since it was last asked to look. */
  get count(): number {
    return this.#statements.length;
  }

  logQuery(statement: string): void {
    this.#statements.push(statement);
  }

  /** Does something and answers the names of the statements it ran, in order. */
  async during(act: () => Promise<unknown>): Promise<string[]> {
    this.#statements = [];
    await act();
    return this.#statements.map((statement) => /^\/\* (\w+) \*\//.exec(statement)?.[1] ?? statement);
  }
}
