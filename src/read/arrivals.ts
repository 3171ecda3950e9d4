/**
 * What was read from pages, in the order in which it was stored: posts and comments, and the relations that they say.
 * Those who store pages take turns, so what is committed later has larger ids, and an id is a place to go on from. That
 * holds of nothing else: what a vocabulary brings is stored beside, and is left out.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { type EntityKind, entityKinds } from '../model/entities.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import { partsOf } from './reached.ts';
import { among } from './sql-parts.ts';

/** The kinds of entity that pages bring. */
export const ARRIVING = ['post', 'comment'] as const satisfies readonly EntityKind[];
export type ArrivingKind = (typeof ARRIVING)[number];

/** How many ids are gone through at once, and how many rows are given: what one look takes is bounded by it. */
const STRIDE = 20_000;
const MOST = 100;

/** Something that was stored: an entity or an edge. */
export interface Arrival {
  readonly id: number;
  readonly at: Date;
}

export interface DocumentArrival extends Arrival {
  readonly kind: ArrivingKind;
}

/** A stretch of what was stored. */
export interface Stretch<A extends Arrival> {
  readonly rows: readonly A[];
  /** Where it ends: nothing that is stored already, and was asked for, is left out up to here. */
  readonly upTo: number;
  /** Whether more was stored behind it. */
  readonly more: boolean;
}

/** A way to go through what was stored. */
export interface Arrivals<A extends Arrival> {
  /** The place behind all that is stored now. */
  last(): Promise<number>;
  /** What was stored behind a place. */
  behind(place: number): Promise<Stretch<A>>;
}

/** Documents of these kinds. */
export function documentArrivals(
  statements: Statements,
  kinds: readonly ArrivingKind[],
): Arrivals<DocumentArrival> {
  return arrivals(statements, 'documents', {
    from: sql`entities x`,
    arriving: isAmong(sql`x.kind`, ARRIVING),
    wanted: isAmong(sql`x.kind`, kinds),
    columns: sql`x.kind`,
  });
}

/** Which relations that documents say. */
export interface Saying {
  readonly kinds?: readonly EdgeKind[] | null | undefined;
  /** Kinds of the document that says it. */
  readonly types?: readonly ArrivingKind[] | null | undefined;
  /** Entities that it is said of; any where none is given. */
  readonly of?: readonly number[] | null | undefined;
}

/** Relations that posts and comments say. */
export function relationArrivals(statements: Statements, saying: Saying): Arrivals<Arrival> {
  return arrivals(statements, 'relations', {
    from: sql`edges x`,
    arriving: isAmong(sql`x.source_kind`, ARRIVING),
    wanted: said(saying),
    columns: sql`x.kind`,
  });
}

/** What holds of a relation `x` that is said so. */
export function said({ kinds, types, of }: Saying): SQL {
  const conditions = [
    isAmong(sql`x.source_kind`, types ?? ARRIVING),
    ...(kinds ? [sql`x.kind = any(${sql.param(kinds)}::text[])`] : []),
    ...(of ? [sql`x.target_id = any(${sql.param(of)}::bigint[])`] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/** An entity and all its parts. */
export async function withParts(statements: Statements, id: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    statements,
    sql`/* with_parts */ ${partsOf(sql`${id}::bigint`)} select id from part`,
  );
  return rows.map(({ id }) => id);
}

const isAmong = (column: SQL, kinds: readonly string[]) =>
  sql.join(among(column, kinds, entityKinds, null), sql` and `);

interface Source {
  readonly from: SQL;
  /** What holds of everything that arrives. */
  readonly arriving: SQL;
  /** What holds of what is asked for. */
  readonly wanted: SQL;
  readonly columns: SQL;
}

function arrivals<A extends Arrival>(
  statements: Statements,
  name: string,
  { from, arriving, wanted, columns }: Source,
): Arrivals<A> {
  const last = sql`coalesce((select x.id from ${from} where ${arriving} order by x.id desc limit 1), 0)`;
  return {
    async last() {
      const [row] = await rowsOf<{ last: number }>(
        statements,
        sql`/* last_of_${sql.raw(name)} */ select ${last} as last`,
      );
      return Number(row!.last);
    },
    async behind(place) {
      const until = place + STRIDE;
      // One statement, so that what is last and what is found are of one moment.
      const found = await rowsOf<{ last: number; id: number | null; at: string }>(
        statements,
        sql`/* ${sql.raw(name)}_behind */
        select l.last, f.* from (select ${last} as last) l left join lateral (
          select x.id, ${columns}, x.recorded_at::text as at from ${from}
          where x.id > ${place}::bigint and x.id <= ${until}::bigint and ${wanted} order by x.id limit ${MOST}) f on true
        order by f.id`,
      );
      const end = Number(found[0]!.last);
      const rows = found
        .filter(({ id }) => id !== null)
        .map(({ last: _, ...row }) => ({ ...row, id: Number(row.id), at: new Date(row.at) }));
      const upTo = rows.length === MOST ? rows.at(-1)!.id : Math.max(place, Math.min(until, end));
      return { rows: rows as unknown as A[], upTo, more: upTo < end };
    },
  };
}
