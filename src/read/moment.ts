import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '../store/database.ts';

/**
 * Names what the database holds at this moment: the same text as long as nothing was committed, another one as soon
 * as something was, here or elsewhere on the server, and after the server was started anew. What was read after the
 * name was asked for is at least as new as the name, if the same server was asked; no two servers give the same name.
 *
 * A replica's snapshot does not say which transactions are under way, and so not when one of them ends. There the name
 * is how far it has come: a commit shows just before that moves on. On a primary it would move on before the commit
 * shows, and name old rows as new ones.
 */
export async function momentOf(statements: Statements): Promise<string> {
  const [row] = await rowsOf<{ moment: string }>(
    statements,
    sql`/* moment */ select concat_ws(' ', pg_postmaster_start_time(), case when pg_is_in_recovery()
      then pg_last_wal_replay_lsn()::text else pg_current_snapshot()::text end) as moment`,
  );
  return row!.moment;
}
