import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { loadVocabulary } from '../../src/pipeline/load-vocabulary.ts';
import { startServer } from '../../src/server.ts';
import { openScratch } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { digests, vocabulary } from './corpus.ts';
import { besideDatabase, onServer } from './global-setup.ts';

/** A server of a graph that nobody else has. */
export interface ServedGraph {
  /** Where it answers GraphQL. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the graph that a newcomer has, the bundled vocabulary and digests, from a database in memory, or from one of
 * its own on the server at TEST_DATABASE_URL. Works from the top of the project, for files are stored as they are named
 * from there.
 */
export async function serveBundledGraph(): Promise<ServedGraph> {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  const { database, drop } = await emptyDatabase();
  await migrate(database);
  await loadVocabulary(database, vocabulary);
  for await (const outcome of ingest(database, pagesIn([digests]))) {
    if ('skipped' in outcome) throw outcome.skipped;
  }
  const server = await startServer(database, readConfig({ HOST: '127.0.0.1', PORT: '0' }));
  return {
    url: `${server.url}/graphql`,
    async close() {
      await server.close();
      await database.close();
      await drop();
    },
  };
}

async function emptyDatabase() {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return { database: await openScratch(), drop: async () => {} };
  const name = `citetrail_bundled_${process.pid}`;
  await onServer(url, `create database ${name}`);
  return {
    database: await openDatabase({ databaseUrl: besideDatabase(url, name), dataDirectory: '' }),
    drop: () => onServer(url, `drop database ${name} with (force)`),
  };
}
