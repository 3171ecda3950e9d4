import { sql } from 'drizzle-orm';
import type { Statements } from './database.ts';

/**
 * Waits until nobody else writes about pages: so no post is made twice, slugs are given once, and what was
 * stored later has the larger ids, by which streams go. The planner takes a record for larger than it is: compiling its
 * statements would take a hundred times as long as running them.
 */
export async function takeTurn(tx: Statements): Promise<void> {
  await tx.execute(sql`/* take_turn */
    select set_config('jit', 'off', true), pg_advisory_xact_lock(hashtextextended('pages', 0))`);
}
