/** The entities that a vocabulary lists, and their names, as rows. */
import { sql } from 'drizzle-orm';
import { entityKey } from '../link/gazetteer.ts';
import type { PartialDate } from '../model/partial-date.ts';
import { fold } from '../model/slug.ts';
import type { VocabularyEntry } from '../vocabulary/vocabulary.ts';
import type { StoredEntity } from './claims.ts';
import { rowsOf, type Statements } from './database.ts';

/** Stores the entities with their own columns; answers their ids. */
export async function storeEntries(
  tx: Statements,
  entries: readonly VocabularyEntry[],
): Promise<Map<string, StoredEntity>> {
  const rows = entries.map(({ kind, slug, name, summary, url, columns }) => ({
    kind,
    slug,
    name,
    sort_name: fold(name),
    summary,
    url,
    ...flat(columns),
  }));
  const stored = await rowsOf<StoredEntity & { slug: string }>(
    tx,
    sql`/* store_entries */
    insert into entities (kind, slug, name, sort_name, summary, url)
    select kind, slug, name, sort_name, summary, url
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e(kind text, slug text, name text, sort_name text, summary text, url text)
    on conflict (kind, slug) do update set name = excluded.name, sort_name = excluded.sort_name,
      summary = excluded.summary, url = excluded.url
    returning id, kind, slug`,
  );
  const ids = new Map(stored.map(({ id, kind, slug }) => [entityKey({ kind, slug }), { id, kind }]));
  for (const [kind, ofKind] of Map.groupBy(rows, ({ kind }) => kind)) {
    await storeOwnColumns(
      tx,
      kind,
      ofKind.map((row) => ({ ...row, id: ids.get(entityKey(row))!.id })),
    );
  }
  return ids;
}

/** An entry's own columns as the table has them: a date is two, the day and how much of it is known. */
function flat(columns: VocabularyEntry['columns']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns as Record<string, string | PartialDate | null>).flatMap(([column, value]) =>
      typeof value === 'string'
        ? [[column, value]]
        : [
            [`${column}_on`, value?.date ?? null],
            [`${column}_precision`, value?.precision ?? null],
          ],
    ),
  );
}

/** The columns of each kind's own table that a vocabulary entry fills. */
const OWN_COLUMNS = {
  author: { table: 'authors', columns: ['type'] },
  organisation: { table: 'organisations', columns: [] },
  report: { table: 'reports', columns: ['genre', 'published_on', 'published_precision'] },
  policy: {
    table: 'policies',
    columns: ['type', 'started_on', 'started_precision', 'ended_on', 'ended_precision'],
  },
} as const satisfies Record<VocabularyEntry['kind'], { table: string; columns: readonly string[] }>;

async function storeOwnColumns(
  tx: Statements,
  kind: VocabularyEntry['kind'],
  rows: readonly object[],
): Promise<void> {
  const { table, columns } = OWN_COLUMNS[kind];
  const list = ['id', ...columns].join(', ');
  const update = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  await tx.execute(sql`/* store_own_columns */
    insert into ${sql.raw(table)} (${sql.raw(list)})
    select ${sql.raw(list)} from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict (id) do ${sql.raw(update ? `update set ${update}` : 'nothing')}`);
}

/** Makes the names of all entities those of the vocabulary. */
export async function storeNames(
  tx: Statements,
  entries: readonly VocabularyEntry[],
  ids: ReadonlyMap<string, StoredEntity>,
): Promise<void> {
  const rows = entries.flatMap((entry) =>
    entry.names.map(({ text, rule }) => ({ entity_id: ids.get(entityKey(entry))!.id, text, rule })),
  );
  const names = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(entity_id bigint, text text, rule jsonb)`;
  await tx.execute(sql`/* retire_names */
    delete from aliases a where not exists (
      select from ${names} where n.entity_id = a.entity_id and n.text = a.text and n.rule = a.rule)`);
  await tx.execute(sql`/* store_names */
    insert into aliases (entity_id, text, rule) select entity_id, text, rule from ${names}
    on conflict do nothing`);
}
