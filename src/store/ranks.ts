import { sql } from 'drizzle-orm';
import type { Statements } from './database.ts';

/** How much of a vote a document has, beside the one that a post or a report has. */
const COMMENT_VOTE = 0.25;

/**
 * Ranks reports by the citations there are now. Every document that cites has one vote, a comment a quarter
 * of one, and shares it equally among the reports it cites; the rank of a report is the sum of its shares.
 * So a post that lists forty reports lifts none of them much, and a long thread does not outweigh the posts.
 */
export async function refreshRanks(statements: Statements): Promise<void> {
  await statements.execute(sql`/* refresh_ranks */
    update public.reports r set rank = ranked.rank
    from (
      select r.id, coalesce(sum(share.vote), 0) as rank
      from public.reports r
      left join (
        select target_id, (case when source_kind = 'comment' then ${COMMENT_VOTE}::float8 else 1 end)
          / count(*) over (partition by source_id) as vote
        from visible.edges where kind = 'cites' and target_kind = 'report'
      ) share on share.target_id = r.id
      group by r.id
    ) ranked
    where r.id = ranked.id and r.rank is distinct from ranked.rank`);
}
