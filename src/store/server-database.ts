/** The database on a PostgreSQL server. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { DatabaseError } from '../errors.ts';
import { Checked } from './checked.ts';
import {
  type Database,
  type DatabaseSettings,
  keptInTime,
  reason,
  type Statements,
  TRIGRAMS,
} from './database.ts';
import { listenOnServer } from './listening.ts';
import { ReplicaPool } from './replicas.ts';
import { ServerPool } from './server-pool.ts';

/** The name of the lock, in the database, that processes hold while they migrate. */
const MIGRATION_LOCK = 7_246_913;

/** Opens the database at an address; throws DatabaseError when it cannot be had. */
export async function openServer(settings: DatabaseSettings, url: string): Promise<Database> {
  const { hostname, port, pathname } = new URL(url);
  const location = `postgres://${hostname}${port && `:${port}`}${pathname}`;
  const { poolSize: size = 10, connectTime = 5_000, reading, replicas } = settings;
  const primary = new ServerPool({ name: 'primary', url, size, connectTime, reading });
  try {
    await primary.query('select 1');
  } catch (cause) {
    await primary.end();
    throw new DatabaseError(`Cannot reach the database ${location}: ${reason(cause)}`, { cause });
  }
  const pool =
    replicas && reading ? new ReplicaPool(primary, { ...replicas, size, connectTime, reading }) : primary;
  if (pool instanceof ReplicaPool) await pool.start();
  const checked = new Checked(settings.logger);
  const statements = drizzle(pool as ServerPool, { logger: checked });
  // Drizzle's own keeps a connection for ever on which it could not begin, and hands back one that is lost.
  statements.transaction = (work, options) =>
    pool.lend((client) => drizzle(client, { logger: checked }).transaction(work, options));
  return {
    statements: keptInTime(statements as unknown as Statements),
    prepared: (statement, values) => {
      checked.logQuery(statement.text, [...values]);
      return pool.prepared(statement, values);
    },
    servers: () => (pool instanceof ReplicaPool ? pool.states() : [pool.state()]),
    listen: (heard) => listenOnServer(url, heard),
    location,
    async applyMigrations(migrationsFolder) {
      const client = await primary.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        await client.query('set search_path = public');
        const statements = drizzle(client);
        await statements.execute(TRIGRAMS).catch(({ cause }) => {
          throw new DatabaseError(
            `The database ${location} lacks the extension pg_trgm, and it cannot be added: ${reason(cause)}. ` +
              'Expected PostgreSQL with its contrib modules, and a user who may create extensions in the database; ' +
              'or have an administrator run `create extension pg_trgm` in it.',
            { cause },
          );
        });
        await migrate(statements, { migrationsFolder });
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      } finally {
        // Ended rather than handed back: with the connection goes the lock, whatever happened.
        client.release(true);
      }
    },
    close: () => pool.end(),
  };
}
