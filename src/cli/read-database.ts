import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';

/**
 * What answers are read from: on a server, connections that can only read and are bounded in time, to its replicas
 * where there are some. What must see its own writes is read with `onPrimary`.
 */
export async function openReading(database: Database, config: Config, log: Log): Promise<Database> {
  if (config.databaseUrl === undefined) return database;
  const { openDatabase } = await import('../store/open-database.ts');
  const replicas = {
    urls: config.replicaUrls,
    lag: config.replicaLag,
    told: ({ isAsked, ...change }: { server: string; isAsked: boolean; why: string }) =>
      isAsked ? log.info(change, 'replica taken back') : log.warn(change, 'replica taken out'),
  };
  const reading = await openDatabase({
    databaseUrl: config.databaseReadUrl ?? config.databaseUrl,
    dataDirectory: config.dataDirectory,
    poolSize: config.databasePool,
    connectTime: config.connectTime,
    reading: { statement: config.statementTime, lock: config.lockTime, idle: config.idleTime },
    ...(replicas.urls.length > 0 && { replicas }),
  });
  // It may be read from a copy of the database, which tells nobody anything.
  return { ...reading, listen: database.listen };
}
