import { sql } from 'drizzle-orm';
import type { Statements } from './database.ts';

/** One thing that was done. */
export interface Deed {
  /** `token:ID NAME`, or `command line`. */
  readonly actor: string;
  readonly action: 'ingest' | 'hide' | 'unhide' | 'erase' | 'create token' | 'revoke token';
  /** The public id of what it was done to; null where that is to be forgotten. */
  readonly subject: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Adds to the audit log, in the transaction that does what it says: both are there or neither. */
export async function audit(tx: Statements, { actor, action, subject, detail = {} }: Deed): Promise<void> {
  await tx.execute(sql`/* audit */
    insert into public.audit_log (actor, action, subject, detail)
    values (${actor}, ${action}, ${subject}, ${JSON.stringify(detail)}::jsonb)`);
}
