import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';

/**
 * Names what the database holds at this moment: the same text as long as nothing was committed, another one as soon
 * as something was, here or elsewhere on the server, and after the server was started anew. What was read after the
 * name was asked for is at least as new as the name.
 */
export async function momentOf(statements: Statements): Promise<string> {
  const [row] = await rowsOf<{ moment: string }>(
    statements,
    sql`/* moment */ select concat_ws(' ', pg_current_snapshot(), pg_postmaster_start_time()) as moment`,
  );
  return row!.moment;
}
