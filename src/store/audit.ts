import { sql } from 'drizzle-orm';
import { expectText } from './checked.ts';
import { rowsOf, type Statements } from './database.ts';

/** The longest reason, in characters: more is a story. */
const LONGEST_REASON = 500;

/** One thing that was done. */
export interface Deed {
  /** `token:ID NAME`, or `command line`. */
  readonly actor: string;
  readonly action: 'ingest' | 'hide' | 'unhide' | 'erase' | 'create token' | 'revoke token';
  /** The public id of what it was done to; null where that is to be forgotten. */
  readonly subject: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A reason as the log keeps it; throws RequestError for none, one that is too long, and what is no text. */
export const expectReason = (reason: string): string => expectText('reason', reason.trim(), LONGEST_REASON);

/** Adds to the audit log, in the transaction that does what it says: both are there or neither. */
export async function audit(tx: Statements, { actor, action, subject, detail = {} }: Deed): Promise<void> {
  await tx.execute(sql`/* audit */
    insert into public.audit_log (actor, action, subject, detail)
    values (${actor}, ${action}, ${subject}, ${JSON.stringify(detail)}::jsonb)`);
}

/** An entry of the audit log. */
export interface LoggedDeed extends Required<Deed> {
  /** In UTC. */
  readonly at: string;
}

/** The newest entries of the audit log, the newest last. */
export function listDeeds(statements: Statements, last: number): Promise<LoggedDeed[]> {
  return rowsOf<LoggedDeed>(
    statements,
    sql`/* audit_log */
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, actor, action, subject, detail
    from (select * from public.audit_log order by id desc limit ${last}) newest order by id`,
  );
}
