import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';

/** How many rows are fetched at once: what is held of a reading at any moment. */
const BATCH = 500;

/** The graph as it stood at one moment, whatever is written meanwhile. */
export interface Snapshot {
  /** Equal for two snapshots only when they show the same rows. */
  readonly version: string;
  readonly takenAt: Date;
  readonly statements: Statements;
  /** The rows of a statement, some at a time: the next are read when they are asked for. */
  batches<Row>(name: string, statement: SQL): AsyncGenerator<Row[]>;
}

/**
 * Shows the graph as it stands now for as long as it is used. On a server this holds one connection; on the
 * embedded database, which has but one, everything else waits.
 */
export function inSnapshot<T>(statements: Statements, use: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return statements.transaction(
    async (tx) => {
      const [taken] = await rowsOf<{ version: string; at: string }>(
        tx,
        // All rows are wanted: plans are to be the cheapest to their end, not to their first row.
        sql`/* snapshot */ select pg_current_snapshot()::text as version,
          set_config('cursor_tuple_fraction', '1', true),
          -- It may last as long as its reader takes.
          set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), now()::text as at`,
      );
      return use({
        version: taken!.version,
        takenAt: new Date(taken!.at),
        statements: tx,
        batches: (name, statement) => batches(tx, name, statement),
      });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function* batches<Row>(tx: Statements, name: string, statement: SQL): AsyncGenerator<Row[]> {
  const cursor = sql.identifier(name);
  await tx.execute(sql`/* open_${sql.raw(name)} */ declare ${cursor} no scroll cursor for ${statement}`);
  for (;;) {
    const rows = await rowsOf<Row>(
      tx,
      sql`/* fetch_${sql.raw(name)} */ fetch forward ${sql.raw(String(BATCH))} from ${cursor}`,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await tx.execute(sql`/* close_${sql.raw(name)} */ close ${cursor}`);
}
