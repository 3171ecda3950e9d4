/** The embedded database, in a directory or in memory. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { Logger } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { DatabaseError } from '../errors.ts';
import { observed } from '../telemetry/statement.ts';
import { Checked } from './checked.ts';
import {
  type Database,
  type DatabaseSettings,
  keptInTime,
  reason,
  type Statements,
  TRIGRAMS,
} from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { listenEmbedded } from './listening.ts';
import { EmbeddedStatements } from './prepared.ts';
import { READING_PATH } from './reader.ts';
import { Work } from './work.ts';

/** How long an embedded database may take to open, in milliseconds; a large one that was killed takes seconds. */
const OPENING = 30_000;

/** Opens the database in a directory, made when it is not there; throws DatabaseError when it cannot be had. */
export async function openEmbedded(settings: DatabaseSettings): Promise<Database> {
  const directory = settings.dataDirectory;
  await mkdir(directory, { recursive: true }).catch((cause) => {
    throw new DatabaseError(`Cannot make the data directory ${directory}: ${reason(cause)}`, { cause });
  });
  const unlock = await lockDirectory(directory);
  try {
    const client = await opened(
      createEmbedded({ dataDir: join(directory, 'database') }, settings.embeddedMemory),
    );
    return embedded(client, settings, `embedded database in ${directory}`, unlock);
  } catch (cause) {
    await unlock();
    throw new DatabaseError(
      `Cannot open the embedded database in ${directory}: ${reason(cause)}. ` +
        'If the directory is damaged, move it away and start again: pages are read anew.',
      { cause },
    );
  }
}

/** Waits for PGlite to open. Over some damage it neither does nor fails: it says nothing any more. */
async function opened(opening: Promise<PGlite>): Promise<PGlite> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not open within ${OPENING / 1000} s`)), OPENING);
  });
  return Promise.race([opening, tooLate]).finally(() => clearTimeout(timer));
}

/** Starts PGlite, with so many megabytes of memory for pages and the extensions that the migrations count on. */
export async function createEmbedded(options: PGliteOptions, memory = 128): Promise<PGlite> {
  const client = await PGlite.create({
    ...options,
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${memory}MB`],
    extensions: { pg_trgm },
  });
  await client.exec(`set search_path = ${READING_PATH}`);
  return client;
}

/** An in-memory database: for tests and scratch work. */
export async function openScratch(
  settings: Pick<DatabaseSettings, 'embeddedMemory' | 'logger'> & { image?: Blob } = {},
): Promise<Database> {
  const { image, embeddedMemory } = settings;
  const client = await createEmbedded(image ? { loadDataDir: image } : {}, embeddedMemory);
  return embedded(client, settings, 'scratch database in memory');
}

/** An embedded database that is open already. */
export function embedded(
  client: PGlite,
  settings: { logger?: Logger },
  location: string,
  unlock?: () => Promise<void>,
): Database {
  const checked = new Checked(settings.logger);
  observeStatements(client);
  const statements = drizzle(client, { logger: checked });
  const prepared = new EmbeddedStatements(client);
  return {
    statements: keptInTime(statements as unknown as Statements),
    prepared: (statement, values) => {
      checked.logQuery(statement.text, [...values]);
      return observed(statement.text, 'embedded', () =>
        Work.during(
          'alone',
          () => prepared.run(statement, values),
          () => {},
        ),
      );
    },
    servers: () => [],
    listen: (heard) => listenEmbedded(client, heard),
    location,
    async applyMigrations(migrationsFolder) {
      await client.exec('set search_path = public');
      try {
        await statements.execute(TRIGRAMS);
        await migrate(statements, { migrationsFolder });
      } finally {
        // There is no other session: what is read after a failure must not see more than before.
        await client.exec(`set search_path = ${READING_PATH}`);
      }
    },
    async close() {
      await client.close();
      await unlock?.();
    },
  };
}

/** Has every statement observed, in transactions too, and begun only while the work that it is for is not given up. */
function observeStatements(client: PGlite): void {
  const observe = (place: 'alone' | 'in a transaction', asked: Pick<PGlite, 'query'>) => {
    const query = asked.query.bind(asked);
    // Nothing ends one that is under way.
    asked.query = (text, ...more) =>
      observed(text, 'embedded', () =>
        Work.during(
          place,
          () => query(text, ...more),
          () => {},
        ),
      );
  };
  observe('alone', client);
  const transaction = client.transaction.bind(client);
  client.transaction = (act) =>
    transaction((tx) => {
      observe('in a transaction', tx);
      return act(tx);
    });
}
