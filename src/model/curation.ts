/** What people decide about the graph, and who may: nothing here is read from pages, and no reader sees it. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { entities } from './identity.ts';
import type { TokenScope } from './token-scopes.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true });
const now = (name: string) => moment(name).notNull().defaultNow();

/** Documents that are hidden, each by a decision; what stands under them is hidden with them. */
export const hidings = pgTable('hidings', {
  entityId: bigint('entity_id', { mode: 'number' })
    .primaryKey()
    .references(() => entities.id, { onDelete: 'cascade' }),
  reason: text('reason').notNull(),
  /** Whoever decided it, as the audit log names them. */
  actor: text('actor').notNull(),
  hiddenAt: now('hidden_at'),
});

/**
 * Names of authors who were erased, so that no page brings them back. Only fingerprints are kept: the list of those
 * who asked to be forgotten is not a list of their names.
 */
export const erasures = pgTable('erasures', {
  /** SHA-256 of the name's words as they are compared, in hexadecimal. */
  fingerprint: text('fingerprint').primaryKey(),
  /** How many words the name has: so many are compared at once. */
  words: integer('words').notNull(),
  /**
   * Which of some thousand sorts of words the first one is of, so that few runs of words in a text need a fingerprint;
   * null where it was erased before this was kept.
   */
  sort: smallint('sort'),
  erasedAt: now('erased_at'),
});

/** A name as a fingerprint of its words, how many it has, and the sort of the first. */
export type ErasedName = Readonly<Pick<typeof erasures.$inferSelect, 'fingerprint' | 'words' | 'sort'>>;

/** Who may write over the API. Of a token only a fingerprint is kept. */
export const tokens = pgTable('tokens', {
  /** The part of the token that is no secret. */
  id: text('id').primaryKey(),
  /** Whose it is, for people. */
  name: text('name').notNull(),
  /** SHA-256 of the whole token, in hexadecimal. */
  fingerprint: text('fingerprint').notNull(),
  scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`).$type<TokenScope[]>(),
  createdAt: now('created_at'),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
});

/** What was written, by whom and when. Rows are added and never changed: the database refuses all else. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: now('at'),
    /** `token:ID NAME`, or `command line`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    /** The public id of what it was done to; null where that is to be forgotten. */
    subject: text('subject'),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('audit_log_by_subject').on(t.subject, t.id)],
);

/** Writes that were answered, under the key that their sender chose: sent again, they are answered alike. */
export const answeredWrites = pgTable(
  'answered_writes',
  {
    tokenId: text('token_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of what was asked, in hexadecimal. */
    request: text('request').notNull(),
    /** Null until it is done. */
    answer: jsonb('answer').$type<Record<string, unknown>>(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.key] }),
    foreignKey({ name: 'answered_writes_token', columns: [t.tokenId], foreignColumns: [tokens.id] }).onDelete(
      'cascade',
    ),
    index('answered_writes_by_age').on(t.at),
  ],
);
