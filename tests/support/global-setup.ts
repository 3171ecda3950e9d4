/**
 * Makes one migrated database for the whole run; each test file works on a copy. Embedded by default; with
 * TEST_DATABASE_URL on that PostgreSQL server, as a user who may make databases.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createEmbedded, embedded, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where copies come from: the file of an embedded database's image, or a template on a server. */
    template: { image: string } | { url: string; name: string };
  }
}

/** Runs one statement on a server, outside any transaction. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function besideDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    const name = `citetrail_template_${process.pid}`;
    await onServer(url, `create database ${name}`);
    const database = await openDatabase({ databaseUrl: besideDatabase(url, name), dataDirectory: '' });
    await migrate(database);
    await database.close();
    provide('template', { url, name });
    return () => onServer(url, `drop database ${name} with (force)`);
  }
  const directory = await mkdtemp(join(tmpdir(), 'citetrail-test-'));
  const image = join(directory, 'template.tar');
  const client = await createEmbedded({});
  await migrate(embedded(client, {}, 'template'));
  await writeFile(image, Buffer.from(await (await client.dumpDataDir('none')).arrayBuffer()));
  await client.close();
  provide('template', { image });
  return () => rm(directory, { recursive: true });
}
