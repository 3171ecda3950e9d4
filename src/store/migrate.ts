import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { DatabaseError } from '../errors.ts';
import { edgeRules } from '../model/edges.ts';
import { edgeRulesTable } from '../model/schema.ts';
import { type Database, rowsOf, type Statements } from './database.ts';
import { traceStoredPosts } from './traces.ts';
import { syncVisible } from './visible.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings the database up to this program: applies the migrations it lacks, under a lock, so that several
 * servers may start at once, makes its edge rules and what reading sees equal to the model's, and traces posts it
 * cannot yet find again.
 */
export async function migrate(database: Database): Promise<void> {
  await refuseNewer(database.statements);
  await database.applyMigrations(migrationsFolder);
  await database.statements.transaction(syncEdgeRules);
  await syncVisible(database.statements);
  await traceStoredPosts(database.statements);
}

/** Throws DatabaseError when a newer program has migrated this database beyond what this one knows. */
async function refuseNewer(statements: Statements): Promise<void> {
  const [log] = await rowsOf<{ exists: boolean }>(
    statements,
    sql`/* migration_log */ select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (!log?.exists) return;
  const [applied] = await rowsOf<{ latest: number | null }>(
    statements,
    sql`/* latest_migration */ select max(created_at) as latest from drizzle.__drizzle_migrations`,
  );
  const { entries } = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  if ((applied?.latest ?? 0) > entries.at(-1)!.when) {
    throw new DatabaseError(
      'The database was migrated by a newer Citetrail than this one. Update the program, or open another database.',
    );
  }
}

/** Makes the pairs of ends that the database allows those of the model. */
export async function syncEdgeRules(tx: Statements): Promise<void> {
  const rules = edgeRules();
  await tx.insert(edgeRulesTable).values(rules).onConflictDoNothing();
  const names = rules.map(({ kind, sourceKind, targetKind }) => `${kind} ${sourceKind} ${targetKind}`);
  // A rule that edges still stand on cannot go: their foreign key says so.
  await tx.execute(sql`/* retired_edge_rules */
    delete from edge_rules
    where concat_ws(' ', kind, source_kind, target_kind) not in (
      select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`);
}
