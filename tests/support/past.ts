import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/store/database.ts';
import { syncEdgeRules } from '../../src/store/migrate.ts';

const migrations = new URL('../../migrations', import.meta.url).pathname;
const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
  entries: object[];
};

/** How many migrations there are. */
export const MIGRATIONS = journal.entries.length;

/** Brings an empty database to where it was when there were so many migrations. */
export async function migrateToPast(database: Database, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'citetrail-migrations-'));
  try {
    cpSync(migrations, folder, { recursive: true });
    const past = { ...journal, entries: journal.entries.slice(0, count) };
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(past));
    await database.applyMigrations(folder);
    await database.statements.transaction(syncEdgeRules);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
