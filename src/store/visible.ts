/**
 * What reading sees: views that have the names of the tables and leave out what is hidden. Every connection finds
 * them before the tables; only the store's own transactions, `writing`, see the tables themselves. So no question of
 * the read side can forget a condition, and a user who may read the views alone cannot see more whatever is asked.
 */
import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import {
  aliases,
  appearances,
  authors,
  captures,
  comments,
  edgeRulesTable,
  edges,
  entities,
  evidence,
  organisations,
  pastSlugs,
  policies,
  posts,
  reports,
  searchEntries,
  searchWords,
} from '../model/schema.ts';
import { sha256 } from '../parse/page.ts';
import { rowsOf, type Statements } from './database.ts';
import { READER } from './reader.ts';

const ofVisibleEntity = 'not exists (select from public.entities h where h.hidden and h.id = entity_id)';

/** The tables that have rows to hide, each with what it shows. */
const VIEWS: readonly (readonly [PgTable, string])[] = [
  ...[entities, reports, posts, comments, edges, evidence, captures].map(
    (table) => [table, 'not hidden'] as const,
  ),
  ...[aliases, pastSlugs, appearances].map((table) => [table, ofVisibleEntity] as const),
];

/** Of each column that is not shown as it stands, what is shown instead. */
const SHOWN_AS: Readonly<Record<string, string>> = { 'captures.text': 'coalesce(shown, text) as text' };

/** The tables without anything to hide, which are read as they are. */
const PLAIN = [authors, organisations, policies, edgeRulesTable, searchEntries, searchWords];

/** Makes the views those of the model, and lets the reader read them; where all is so already, does nothing. */
export async function syncVisible(statements: Statements): Promise<void> {
  const commands = [...viewCommands(), ...grantCommands()];
  const fingerprint = sha256(commands.join('\n'));
  await statements.transaction(async (tx) => {
    const [found] = await rowsOf<{ fingerprint: string | null }>(
      tx,
      sql`/* visible_schema */ select pg_advisory_xact_lock(hashtextextended('visible', 0)),
        obj_description(to_regnamespace('visible'), 'pg_namespace') as fingerprint`,
    );
    if (found!.fingerprint === fingerprint) return;
    for (const command of commands) await tx.execute(sql.raw(command));
    await tx.execute(sql.raw(`comment on schema visible is '${fingerprint}'`));
  });
}

function viewCommands(): string[] {
  const views = VIEWS.map(([table, condition]) => {
    const name = getTableName(table);
    const columns = Object.values(getTableColumns(table)).map(
      (column) => SHOWN_AS[`${name}.${column.name}`] ?? `"${column.name}"`,
    );
    return `create view visible.${name} as select ${columns.join(', ')} from public.${name} where ${condition}`;
  });
  return ['drop schema if exists visible cascade', 'create schema visible', ...views];
}

/** A user who may not make others goes without the reader: reading is then kept from writing by its sessions alone. */
function grantCommands(): string[] {
  const tables = PLAIN.map((table) => `public.${getTableName(table)}`).join(', ');
  return [
    `do $$ begin
      if not exists (select from pg_roles where rolname = '${READER}') then
        create role ${READER} nologin;
        execute format('grant ${READER} to %I', current_user);
      end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end $$`,
    `do $$ begin
      grant usage on schema visible to ${READER};
      grant select on all tables in schema visible to ${READER};
      grant select on ${tables} to ${READER};
    exception when undefined_object then null;
    end $$`,
  ];
}
