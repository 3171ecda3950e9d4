/** Tokens with which people and programs write: random, kept as fingerprints, for some deeds, for some time. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { RequestError } from '../errors.ts';
import type { TokenScope } from '../model/token-scopes.ts';
import { sha256 } from '../parse/page.ts';
import { audit } from './audit.ts';
import { rowsOf, type Statements, writing } from './database.ts';

/** What every token begins with, so that those who find one know what it is. */
const PREFIX = 'citetrail';
const ID_BYTES = 6;
const SECRET_BYTES = 32;

/** Who may write, as a token that holds says. */
export interface Bearer {
  readonly tokenId: string;
  readonly scopes: readonly TokenScope[];
  /** As the audit log names them. */
  readonly actor: string;
}

/** A token as it is listed: without its secret, which nobody keeps. */
export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly state: 'valid' | 'expired' | 'revoked';
}

/** Makes a token that holds for so many days; answers it whole, which can be done only now. */
export function createToken(
  statements: Statements,
  {
    name,
    scopes,
    days,
  }: { readonly name: string; readonly scopes: readonly TokenScope[]; readonly days: number },
): Promise<string> {
  const id = randomBytes(ID_BYTES).toString('hex');
  const token = [PREFIX, id, randomBytes(SECRET_BYTES).toString('base64url')].join('_');
  return writing(statements, async (tx) => {
    await tx.execute(sql`/* create_token */
      insert into tokens (id, name, fingerprint, scopes, expires_at)
      values (${id}, ${name}, ${sha256(token)}, ${sql.param([...scopes])}::text[], now() + ${days}::float8 * interval '1 day')`);
    await audit(tx, {
      actor: 'command line',
      action: 'create token',
      subject: `token:${id}`,
      detail: { name, scopes, days },
    });
    return token;
  });
}

/** Ends a token; answers whether there was one that was not ended before. */
export function revokeToken(statements: Statements, id: string): Promise<boolean> {
  return writing(statements, async (tx) => {
    const revoked = await rowsOf(
      tx,
      sql`/* revoke_token */ update tokens set revoked_at = now() where id = ${id} and revoked_at is null returning 1`,
    );
    if (revoked.length === 0) return false;
    await audit(tx, { actor: 'command line', action: 'revoke token', subject: `token:${id}` });
    return true;
  });
}

/** All tokens there are or were, the newest first. */
export function listTokens(statements: Statements): Promise<ListedToken[]> {
  return rowsOf<ListedToken>(
    statements,
    sql`/* list_tokens */
    select id, name, scopes, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
      to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
      case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'valid' end as state
    from public.tokens order by created_at desc, id`,
  );
}

/** Who brings a token. Throws RequestError with UNAUTHORISED, which does not say what is wrong with it. */
export async function bearerOf(statements: Statements, token: string): Promise<Bearer> {
  const id = /^citetrail_([0-9a-f]{12})_[\w-]{43}$/.exec(token)?.[1];
  const [row] = id
    ? await rowsOf<{ name: string; fingerprint: string; scopes: TokenScope[] }>(
        statements,
        sql`/* token */ select name, fingerprint, scopes from public.tokens
          where id = ${id} and revoked_at is null and expires_at > now()`,
      )
    : [];
  if (!row || !timingSafeEqual(Buffer.from(row.fingerprint), Buffer.from(sha256(token))))
    throw new RequestError('UNAUTHORISED', 'The token is unknown, expired or revoked.');
  return { tokenId: id!, scopes: row.scopes, actor: `token:${id} ${row.name}` };
}
