import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'drizzle-orm';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase, openScratch } from '../../src/store/database.ts';
import { besideDatabase, onServer } from './global-setup.ts';

/** A migrated, empty database of this test file's own, gone when the file is done. */
export async function testDatabase(): Promise<Database & { readonly log: StatementLog }> {
  const template = inject('template');
  const log = new StatementLog();
  let database: Database;
  let drop = async () => {};
  if ('image' in template) {
    database = await openScratch({ image: new Blob([await readFile(template.image)]), logger: log });
  } else {
    const name = `citetrail_test_${randomBytes(6).toString('hex')}`;
    await onServer(template.url, `create database ${name} template ${template.name}`);
    const databaseUrl = besideDatabase(template.url, name);
    database = await openDatabase({ databaseUrl, dataDirectory: '', logger: log });
    drop = () => onServer(template.url, `drop database ${name} with (force)`);
  }
  afterAll(async () => {
    await database.close();
    await drop();
  });
  return { ...database, log };
}

/** Remembers the statements that were run. */
export class StatementLog implements Logger {
  #statements: string[] = [];

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
