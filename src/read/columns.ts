/**
 * The columns of the flat rows that a graph is handed out in: a row for each entity, each relation, each piece
 * of evidence. Their names are those of the API's fields.
 */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';

/**
 * What a column holds: a `date` is a day as YYYY-MM-DD, a `moment` an ISO 8601 time in UTC, `rows` are rows of
 * another sort, which only formats that nest can hold.
 */
export type ColumnType = 'text' | 'date' | 'moment' | 'integer' | 'number' | 'list' | 'rows';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}

/** A column of entities. Its SQL speaks of `n` (entity); without it, it is the kind's own column of its name. */
interface EntityColumn extends Column {
  readonly sql?: SQL;
}

const slugOf = (kind: EntityKind, id: SQL) =>
  sql`(select ${`${kind}:`} || w.slug from entities w where w.id = ${id})`;

/** The columns of entities, those of all kinds first. What a kind does not have is null. */
export const ENTITY_COLUMNS = [
  {
    name: 'id',
    type: 'text',
    description: 'Its id in the API: `kind:slug`.',
    sql: sql`n.kind || ':' || n.slug`,
  },
  { name: 'kind', type: 'text', description: 'What sort of thing it is.', sql: sql`n.kind` },
  { name: 'slug', type: 'text', description: 'The readable part of the id.', sql: sql`n.slug` },
  { name: 'name', type: 'text', description: 'What it is called.', sql: sql`n.name` },
  { name: 'url', type: 'text', description: 'Its own web address.', sql: sql`n.url` },
  { name: 'summary', type: 'text', description: 'One or two sentences in our words.', sql: sql`n.summary` },
  {
    name: 'aliases',
    type: 'list',
    description: 'Other names that texts call it by.',
    sql: sql`array(select a.text from aliases a where a.entity_id = n.id and a.text <> n.name
      group by a.text order by min(a.id))`,
  },
  { name: 'publishedOn', type: 'date', description: 'When the document was published.' },
  { name: 'publishedPrecision', type: 'text', description: 'How much of that is known: day, month, year.' },
  { name: 'type', type: 'text', description: 'What sort of author, or of policy.' },
  { name: 'genre', type: 'text', description: 'What sort of report.' },
  { name: 'rank', type: 'number', description: 'How much a report is cited: `Report.rank`.' },
  { name: 'startedOn', type: 'date', description: 'When a policy began.' },
  { name: 'startedPrecision', type: 'text', description: 'How much of that is known.' },
  { name: 'endedOn', type: 'date', description: 'When a policy ended.' },
  { name: 'endedPrecision', type: 'text', description: 'How much of that is known.' },
  { name: 'site', type: 'text', description: 'The site a post stands on.' },
  { name: 'labels', type: 'list', description: 'The labels of a post.' },
  {
    name: 'post',
    type: 'text',
    description: 'The id of the post that a comment stands under.',
  },
  {
    name: 'parent',
    type: 'text',
    description: 'The id of the comment that a comment answers.',
  },
  { name: 'depth', type: 'integer', description: 'How many comments a comment stands under.' },
  { name: 'position', type: 'integer', description: 'The place of a comment in its thread, from 1.' },
  { name: 'authorName', type: 'text', description: 'Who a page says wrote a post or a comment, as printed.' },
  {
    name: 'recordedAt',
    type: 'moment',
    description: 'When it was first recorded.',
    sql: moment(sql`n.recorded_at`),
  },
] as const satisfies readonly EntityColumn[];

/** The text of documents: by far the longest column, so had only where it is asked for. */
export const BODY_COLUMN = {
  name: 'body',
  type: 'text',
  description: 'The text of a document; with `body=true` only.',
} as const satisfies EntityColumn;

/** An entity as a flat row, by the names of the columns. */
export type EntityRecord = { readonly [K in (typeof ENTITY_COLUMNS)[number]['name']]: unknown } & {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly body?: string | null;
};

/** The columns of relations. */
export const RELATION_COLUMNS = [
  { name: 'id', type: 'text', description: 'Its id in the API.' },
  { name: 'kind', type: 'text', description: 'What it says, read from source to target.' },
  { name: 'source', type: 'text', description: 'The id of the entity it is said of.' },
  { name: 'sourceKind', type: 'text', description: 'What sort of thing that is.' },
  { name: 'sourceName', type: 'text', description: 'What that is called.' },
  { name: 'target', type: 'text', description: 'The id of the entity it points to.' },
  { name: 'targetKind', type: 'text', description: 'What sort of thing that is.' },
  { name: 'targetName', type: 'text', description: 'What that is called.' },
  { name: 'role', type: 'text', description: 'As what: the post an author holds.' },
  { name: 'occurredOn', type: 'date', description: 'The date of the document that says it.' },
  { name: 'validFrom', type: 'date', description: 'Since when the state of affairs holds.' },
  { name: 'validFromPrecision', type: 'text', description: 'How much of that is known: day, month, year.' },
  { name: 'validTo', type: 'date', description: 'Until when it held.' },
  { name: 'validToPrecision', type: 'text', description: 'How much of that is known.' },
  { name: 'confidence', type: 'number', description: 'How sure it is, from 0 to 1.' },
  { name: 'method', type: 'text', description: 'How its strongest evidence was found.' },
  { name: 'methods', type: 'list', description: 'How its evidence was found, the surest first.' },
  { name: 'evidenceCount', type: 'integer', description: 'How many pieces of evidence it rests on.' },
  {
    name: 'quote',
    type: 'text',
    description: 'The exact words of its strongest evidence: of a page, or a line of the vocabulary.',
  },
  {
    name: 'quoteUrl',
    type: 'text',
    description: 'The address of the page they stand on; null for the vocabulary.',
  },
  { name: 'recordedAt', type: 'moment', description: 'When it was first recorded.' },
  { name: 'evidence', type: 'rows', description: 'All its evidence, the strongest first; JSON Lines only.' },
] as const satisfies readonly Column[];

/** The columns of evidence. */
export const EVIDENCE_COLUMNS = [
  { name: 'id', type: 'text', description: 'Its id in the API.' },
  { name: 'relation', type: 'text', description: 'The id of the relation that rests on it.' },
  { name: 'exact', type: 'text', description: 'The words, exactly as printed.' },
  { name: 'prefix', type: 'text', description: 'Up to 64 characters that stand before them.' },
  { name: 'suffix', type: 'text', description: 'Up to 64 characters that stand behind them.' },
  { name: 'start', type: 'integer', description: 'Where they begin in the capture, in code points from 0.' },
  { name: 'end', type: 'integer', description: 'The first place behind them.' },
  { name: 'confidence', type: 'number', description: 'How sure they make the relation, from 0 to 1.' },
  { name: 'method', type: 'text', description: 'How they were found.' },
  {
    name: 'capture',
    type: 'text',
    description: 'The id of the capture: `capture:` and the SHA-256 of the page.',
  },
  { name: 'url', type: 'text', description: 'The address of the page.' },
  { name: 'file', type: 'text', description: 'The file it was read from.' },
  { name: 'retrievedAt', type: 'moment', description: 'When it was first read.' },
] as const satisfies readonly Column[];

/** A piece of evidence as a flat row. */
export type EvidenceRecord = { readonly [K in (typeof EVIDENCE_COLUMNS)[number]['name']]: unknown } & {
  readonly id: string;
  readonly capture: string;
};

/** A relation as a flat row, with all its evidence, the strongest first. */
export type RelationRecord = {
  readonly [K in Exclude<(typeof RELATION_COLUMNS)[number]['name'], 'evidence'>]: unknown;
} & {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly source: string;
  readonly target: string;
  readonly evidence: readonly EvidenceRecord[];
};

/** The SQL of each column for one kind of entity, under its name; `k` is the row of the kind's own table. */
export function entitySelection(kind: EntityKind, body: boolean): SQL {
  const own = getTableColumns(ENTITY_KINDS[kind].table) as Record<string, { readonly name: string }>;
  const columns: readonly EntityColumn[] = [...ENTITY_COLUMNS, ...(body ? [BODY_COLUMN] : [])];
  return sql.join(
    columns.map((column) => {
      const held = own[column.name];
      const expression =
        column.sql ??
        POINTING[column.name]?.(own) ??
        (held ? sql`k.${sql.identifier(held.name)}` : sql`null`);
      return sql`${column.type === 'date' ? sql`(${expression})::text` : expression} as ${sql.identifier(column.name)}`;
    }),
    sql`, `,
  );
}

/** Columns that name another entity: the database's id in the table, the public id in the row. */
const POINTING: Readonly<Record<string, (own: Record<string, unknown>) => SQL | undefined>> = {
  post: (own) => (own.postId ? slugOf('post', sql`k.post_id`) : undefined),
  parent: (own) => (own.parentId ? slugOf('comment', sql`k.parent_id`) : undefined),
};

/** A time as the API writes it. */
export function moment(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The kinds of entity whose rows have anything in a column. */
export function kindsWith({ name, sql: shared }: EntityColumn): readonly EntityKind[] {
  if (shared) return entityKinds;
  return entityKinds.filter((kind) => {
    const own = getTableColumns(ENTITY_KINDS[kind].table) as Record<string, unknown>;
    return own[name] !== undefined || POINTING[name]?.(own) !== undefined;
  });
}
