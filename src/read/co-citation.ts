import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';
import { named, startsFrom } from './sql-parts.ts';

/** A report that the same documents cite. */
export interface CoCitation {
  readonly start: number;
  readonly reportId: number;
  /** How many documents cite both. */
  readonly count: number;
}

/**
 * The reports that are cited by the same documents as each of these, those cited together most often first.
 * At most `limit` for each; what cites very many reports is looked at whole.
 */
export function citedTogether(statements: Statements, reportIds: readonly number[], limit: number) {
  return rowsOf<CoCitation>(
    statements,
    sql`${named('cited_together')}
    select p.id as start, r.report_id as "reportId", r.count
    from ${startsFrom(reportIds)}
    cross join lateral (${citedWith(sql`p.id`, limit)}) r
    order by p.id, r.count desc, r.report_id`,
  );
}

/** The query for the reports cited together with a report, as `report_id` and `count`, most often first. */
export function citedWith(reportId: SQL, limit: number): SQL {
  return sql`select other.target_id as report_id, count(*) as count
    from edges here
    join edges other on other.source_id = here.source_id and other.kind = 'cites'
      and other.target_kind = 'report' and other.target_id <> here.target_id
    where here.target_id = ${reportId} and here.kind = 'cites'
    group by 1 order by 2 desc, 1 limit ${sql.raw(String(limit))}`;
}
