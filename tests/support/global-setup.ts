/**
 * Makes, once for the whole run, the databases that tests start from; each test file works on a copy. Embedded
 * by default; with TEST_DATABASE_URL on that PostgreSQL server, as a user who may make databases.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadVocabulary } from '../../src/pipeline/load-vocabulary.ts';
import { createEmbedded, embedded } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { vocabulary } from './corpus.ts';

/** What a database holds: not even tables; tables without rows; the bundled vocabulary. */
export type Holding = 'blank' | 'nothing' | 'vocabulary';

/** How much memory embedded databases of tests have for pages, in megabytes: their graphs are small. */
export const MEMORY = 16;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Files with the images of embedded databases. */
    images: Readonly<Record<Holding, string>>;
    /** The data directory of an embedded database that holds the vocabulary, to copy for a process. */
    dataDirectory: string;
    /** The templates on the server, if the tests run on one. */
    server: { readonly url: string; readonly templates: Readonly<Record<Holding, string>> } | null;
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
  const directory = await mkdtemp(join(tmpdir(), 'citetrail-test-'));
  await makeImages(directory, provide);
  const url = process.env.TEST_DATABASE_URL;
  const templates = url ? await makeTemplates(url) : null;
  provide('server', url && templates ? { url, templates } : null);
  return async () => {
    await rm(directory, { recursive: true });
    if (!url || !templates) return;
    for (const name of Object.values(templates)) await onServer(url, `drop database ${name} with (force)`);
  };
}

async function makeImages(directory: string, provide: TestProject['provide']): Promise<void> {
  const images = {
    blank: join(directory, 'blank.tar'),
    nothing: join(directory, 'nothing.tar'),
    vocabulary: join(directory, 'vocabulary.tar'),
  };
  const client = await createEmbedded({}, MEMORY);
  const database = embedded(client, {}, 'template');
  await writeImage(client, images.blank);
  await migrate(database);
  await writeImage(client, images.nothing);
  await loadVocabulary(database, vocabulary);
  const loadDataDir = await writeImage(client, images.vocabulary);
  await client.close();
  const dataDirectory = join(directory, 'data');
  await mkdir(dataDirectory);
  await (await createEmbedded({ dataDir: join(dataDirectory, 'database'), loadDataDir }, MEMORY)).close();
  provide('images', images);
  provide('dataDirectory', dataDirectory);
}

async function writeImage(client: PGlite, file: string): Promise<Blob> {
  const image = await client.dumpDataDir('none');
  await writeFile(file, Buffer.from(await image.arrayBuffer()));
  return image;
}

async function makeTemplates(url: string): Promise<Readonly<Record<Holding, string>>> {
  const template = (holding: Holding) => `citetrail_${holding}_${process.pid}`;
  await onServer(url, `create database ${template('blank')}`);
  for (const [from, to, fill] of [
    ['blank', 'nothing', migrate],
    ['nothing', 'vocabulary', (database) => loadVocabulary(database, vocabulary)],
  ] satisfies [
    Holding,
    Holding,
    (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<unknown>,
  ][]) {
    await onServer(url, `create database ${template(to)} template ${template(from)}`);
    const database = await openDatabase({
      databaseUrl: besideDatabase(url, template(to)),
      dataDirectory: '',
    });
    await fill(database);
    await database.close();
  }
  return { blank: template('blank'), nothing: template('nothing'), vocabulary: template('vocabulary') };
}
