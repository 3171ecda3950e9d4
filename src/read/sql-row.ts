/** Rows as they stand in a compiled statement: where their columns are. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { EDGE_KINDS, edgeKinds } from '../model/edges.ts';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.ts';
import { captures, edges, entities, evidence } from '../model/schema.ts';
import { constant } from './sql-parts.ts';

/** A row of a statement; its columns go by the names that they have in a row that was loaded. */
export interface SqlRow {
  /** Null where it has no such column. */
  column(property: string): SQL | null;
}

/** Where a table's columns are in a statement, by their names in the database. */
export type Columns = (column: string) => SQL;

const columnsAt =
  (alias: string): Columns =>
  (column) =>
    sql.raw(`${alias}."${column}"`);

const columnIn = (table: PgTable, columns: Columns, property: string): SQL | null => {
  const column = getTableColumns(table)[property];
  return column ? columns(column.name) : null;
};

/** A row of one table: one that the surrounding query holds, or one to be read. */
class TableRow implements SqlRow {
  readonly #table: PgTable;
  readonly #alias: string;
  readonly #held: Columns | null;

  constructor(table: PgTable, alias: string, held: Columns | null) {
    this.#table = table;
    this.#alias = alias;
    this.#held = held;
  }

  get id(): SQL {
    return this.column('id')!;
  }

  column(property: string): SQL | null {
    return columnIn(this.#table, this.#held ?? columnsAt(this.#alias), property);
  }

  /** What the row tells, of the row with this id; null where there is none. */
  at(id: SQL, told: SQL): SQL {
    return this.#held
      ? told
      : sql`(select ${told} from ${this.#table} ${sql.raw(this.#alias)} where ${this.id} = ${id})`;
  }
}

export class EvidenceSql extends TableRow {
  constructor(alias: string, held: Columns | null = null) {
    super(evidence, alias, held);
  }
}

export class CaptureSql extends TableRow {
  constructor(alias: string) {
    super(captures, alias, null);
  }
}

/** An edge that is read from its source or from its target. */
export class EdgeSql extends TableRow {
  readonly backward: SQL;

  constructor(alias: string, backward: SQL, held: Columns | null = null) {
    super(edges, alias, held);
    this.backward = backward;
  }
}

/** An entity. Which of its tables are read is known once all is said that is told of it. */
export class EntitySql implements SqlRow {
  readonly #kind: EntityKind | null;
  readonly #shared: string;
  readonly #own: string;
  readonly #held: Columns | null;
  #readsShared = false;
  #readsOwn = false;

  /**
   * Of a kind, or of any; with the aliases of what all kinds have and of its kind's own table, or with the columns of
   * that where the surrounding query holds them.
   */
  constructor(kind: EntityKind | null, shared: string, own: string, held: Columns | null = null) {
    this.#kind = kind;
    this.#shared = shared;
    this.#own = own;
    this.#held = held;
  }

  get id(): SQL {
    if (this.#held) return this.#held('id');
    const id = { getSQL: () => sql.raw(`${this.#onlyOwn ? this.#own : this.#shared}.id`) };
    return sql`${id}`;
  }

  column(property: string): SQL | null {
    if (property === 'id') return this.id;
    const shared = columnIn(entities, columnsAt(this.#shared), property);
    if (shared) {
      this.#readsShared = true;
      return shared;
    }
    const columns = this.#held ?? columnsAt(this.#own);
    const own = this.#kind && columnIn(ENTITY_KINDS[this.#kind].table, columns, property);
    if (own) this.#readsOwn = true;
    return own;
  }

  /** What the row tells, of the entity with this id; null where there is none. */
  at(id: SQL, told: SQL): SQL {
    const shared = sql`entities ${sql.raw(this.#shared)}`;
    if (this.#held)
      return this.#readsShared
        ? sql`(select ${told} from ${shared} where ${sql.raw(this.#shared)}.id = ${id})`
        : told;
    const own = this.#kind && sql`${ENTITY_KINDS[this.#kind].table} ${sql.raw(this.#own)}`;
    const from = this.#onlyOwn
      ? own!
      : this.#readsOwn
        ? sql`${shared} join ${own} on ${sql.raw(`${this.#own}.id = ${this.#shared}.id`)}`
        : shared;
    return sql`(select ${told} from ${from} where ${this.id} = ${id})`;
  }

  /** What the row tells, where what all kinds have is read already under the same alias. */
  within(told: SQL): SQL {
    if (!this.#readsOwn) return told;
    this.#readsShared = true;
    const own = ENTITY_KINDS[this.#kind!].table;
    return sql`(select ${told} from ${own} ${sql.raw(this.#own)}
      where ${sql.raw(`${this.#own}.id = ${this.#shared}.id`)})`;
  }

  get #onlyOwn(): boolean {
    return this.#readsOwn && !this.#readsShared;
  }
}

/** What an edge says in words, from the end it is read from. */
export function edgeLabel(edge: EdgeSql): SQL {
  const words = (of: 'label' | 'inverse') =>
    sql`case ${edge.column('kind')} ${sql.join(
      edgeKinds.map((kind) => sql`when ${constant(kind)} then ${constant(EDGE_KINDS[kind][of])}`),
      sql` `,
    )} end`;
  return sql`case when ${edge.backward} then ${words('inverse')} else ${words('label')} end`;
}
