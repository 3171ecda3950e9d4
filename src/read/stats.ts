import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';

/** How much is held. */
export interface Stats {
  readonly entities: Readonly<Record<string, number>>;
  readonly relations: Readonly<Record<string, number>>;
  readonly evidence: number;
  /** Pages read, vocabulary files not counted. */
  readonly pages: number;
  /** When a page was last read for the first time; null before the first. */
  readonly lastRead: Date | null;
}

/**
 * About how many rows the tables have, as the database last counted them by itself: cheap, however large they are.
 * Tables that it never counted are left out.
 */
export async function roughSizes(statements: Statements): Promise<Readonly<Record<string, number>>> {
  const rows = await rowsOf<{ name: string; rows: number }>(
    statements,
    sql`/* rough_sizes */ select relname as name, reltuples as rows from pg_class where relkind = 'r' and reltuples >= 0
      and relnamespace = 'public'::regnamespace`,
  );
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
}

/** Counts everything there is, by kind. */
export async function stats(statements: Statements): Promise<Stats> {
  const byKind = async (table: 'entities' | 'edges') => {
    const rows = await rowsOf<{ kind: string; count: number }>(
      statements,
      sql`/* ${sql.raw(table)}_by_kind */ select kind, count(*) from ${sql.raw(table)} group by kind order by kind`,
    );
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
  };
  const [rest] = await rowsOf<{ evidence: number; pages: number; last_read: number | null }>(
    statements,
    sql`/* pages_read */
    select (select count(*) from evidence) as evidence, count(*) as pages,
      extract(epoch from max(retrieved_at))::float8 * 1000 as last_read
    from captures where parser not like 'vocabulary/%'`,
  );
  return {
    entities: await byKind('entities'),
    relations: await byKind('edges'),
    evidence: rest!.evidence,
    pages: rest!.pages,
    lastRead: rest!.last_read === null ? null : new Date(rest!.last_read),
  };
}
