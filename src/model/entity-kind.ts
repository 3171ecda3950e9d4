import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, check, date, foreignKey, type PgTable, text } from 'drizzle-orm/pg-core';
import { datePrecision, hidden } from './columns.ts';
import { entities } from './identity.ts';

/** One kind of entity, described once. Tables, GraphQL types, lookups, exports and docs follow from it. */
export interface EntityKindSpec {
  /** As it stands in ids and in the database: `report`. */
  readonly kind: string;
  /** The GraphQL type: `Report`. */
  readonly typeName: string;
  /** The list field and the table: `reports`. */
  readonly plural: string;
  readonly description: string;
  /** The standard term it stands for, as a prefixed name. */
  readonly iri: string;
  /** Whether it has authors, a date and a body, and can cite. */
  readonly document: boolean;
  /** The column of its own date, if it has one. */
  readonly date: string | null;
  /** The table of its own columns, keyed by the entity's id. */
  readonly table: PgTable;
}

/** The key that ties a row of a kind's own table to its row in `entities`, kind included. */
export function kindColumns<K extends string>(kind: K) {
  return {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    kind: text('kind').notNull().default(kind),
  };
}

/** Holds a kind's own table to rows of that kind, in this table and in `entities`. */
export function kindConstraints(table: string, kind: string, t: { id: AnyPgColumn; kind: AnyPgColumn }) {
  return [
    foreignKey({
      name: `${table}_is_entity`,
      columns: [t.id, t.kind],
      foreignColumns: [entities.id, entities.kind],
    }).onDelete('cascade'),
    check(`${table}_kind`, sql`${t.kind} = ${sql.raw(`'${kind}'`)}`),
  ];
}

/**
 * What every document has. `orderedOn` is the date as a key for paging: never null, so that rows of
 * unknown date have a place (the last, newest first) without a special case in any comparison.
 */
export function documentColumns() {
  return {
    publishedOn: date('published_on'),
    publishedPrecision: datePrecision('published_precision'),
    orderedOn: date('ordered_on')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(published_on, date '0001-01-01')`),
    body: text('body'),
    hidden: hidden(),
  };
}
