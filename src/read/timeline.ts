import { sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { rowsOf, type Statements } from '../store/database.ts';

/** How finely a timeline is cut. */
export const TIME_UNITS = {
  year: 'Years, as 2021.',
  month: 'Months, as 2021-08.',
} as const;

export type TimeUnit = keyof typeof TIME_UNITS;

/** The relations of an entity in one stretch of time. */
export interface TimelinePoint {
  /** The stretch: `2021` or `2021-08`. */
  readonly period: string;
  readonly count: number;
  /** Each kind of relation that occurs in it, with how many there are. */
  readonly kinds: readonly { readonly kind: EdgeKind; readonly count: number }[];
}

const FORMATS: Readonly<Record<TimeUnit, string>> = { year: 'YYYY', month: 'YYYY-MM' };

/** The dated relations of an entity by time, oldest first; stretches without any are left out. */
export async function timeline(
  statements: Statements,
  entityId: number,
  kinds: readonly string[] | null,
  unit: TimeUnit,
): Promise<TimelinePoint[]> {
  const rows = await rowsOf<{ period: string; kind: EdgeKind; count: number }>(
    statements,
    sql`/* timeline */
    select to_char(occurred_on, ${FORMATS[unit]}) as period, kind, count(*) as count
    from (
      select occurred_on, kind from edges where source_id = ${entityId} union all
      select occurred_on, kind from edges where target_id = ${entityId}
    ) related
    where occurred_on is not null and (${kinds === null} or kind = any(${sql.param(kinds ?? [])}::text[]))
    group by 1, 2 order by 1, 3 desc, 2`,
  );
  return [...Map.groupBy(rows, ({ period }) => period)].map(([period, kinds]) => ({
    period,
    count: kinds.reduce((sum, { count }) => sum + count, 0),
    kinds,
  }));
}
