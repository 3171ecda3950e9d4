/** Opens the database, embedded or on a server. */
import type { Database, DatabaseSettings } from './database.ts';
import { openEmbedded } from './embedded-database.ts';
import { openServer } from './server-database.ts';

/** Opens the database that the settings name; throws DatabaseError when it cannot be had. */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.databaseUrl === undefined
    ? openEmbedded(settings)
    : openServer(settings, settings.databaseUrl);
}
