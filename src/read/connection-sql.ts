/** A connection as it stands in a compiled statement: its page, its count and its groups, from one row. */
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { readBy, type Selection } from './arms.ts';
import { countedRows, largestGroups } from './group-statement.ts';
import { arrayOf, jsonArray, jsonOf } from './json.ts';
import { ORDERS, type Order } from './orders.ts';
import { countRows, pageRows, placeOf, sortedAs, sortKeys } from './page-statement.ts';
import type { Columns, SqlRow } from './sql-row.ts';
import type { Traversal } from './traversals.ts';
import { beside, readTowards, type Side, type Window } from './window.ts';

/** What a connection is read with. */
export interface ConnectionQuestion {
  readonly traversal: Traversal;
  readonly selection: Selection;
  readonly order: string;
  /** Read only when rows are asked for, so that one that makes no sense does not matter before. */
  readonly window: () => Window;
  /** The id of the row that it starts from; of no meaning for lists, which start nowhere. */
  readonly start: SQL;
}

/** A row of a page. */
export interface PageRowSql extends SqlRow {
  /** The columns of a row that it stands for, read with the page; null for tables that the page does not read. */
  held(table: PgTable): Columns | null;
}

export class ConnectionSql implements SqlRow {
  readonly #asked: ConnectionQuestion;
  readonly #alias: string;
  readonly #peeks: boolean;
  /** What the page's rows hold besides their place, by the column of the page. */
  readonly #held = new Map<string, SQL>();
  /** The rows counted by groups, by the names that they go by in the statement. */
  /** The rows as counted by these keys, and what the statement calls them. */
  readonly #counted = new Map<string, { readonly name: SQL; readonly rows: SQL }>();
  #reads = false;
  #read: Window | undefined;

  /** With `peeks`, one row more is read than asked, to tell whether there are more. */
  constructor(asked: ConnectionQuestion, alias: string, peeks: boolean) {
    this.#asked = asked;
    this.#alias = alias;
    this.#peeks = peeks;
  }

  column(): null {
    return null;
  }

  /** An array of what each row of the page gives, in order. */
  rows(item: (row: PageRowSql) => SQL): SQL {
    this.#reads = true;
    const row: PageRowSql = {
      column: (property) => (property === 'cursor' ? this.#cursor : this.#column(property)),
      held: (table) => this.#columnsOf(table),
    };
    const ofPage = sql`${this.#column('i')} <= ${this.#limit}`;
    return arrayOf(item(row), this.#peeks ? ofPage : undefined);
  }

  /** Where the page stands among all rows. */
  get pageInfo(): SqlRow {
    const { fromEnd } = this.#window;
    const more = sql`count(*) > ${this.#limit}`;
    // Rows are numbered as they are read: from the end, the last one read is the first of the page.
    const [first, last] = [sql`1`, sql`least(${this.#column('read')}, ${this.#limit})`];
    const cursorAt = (place: SQL) => () =>
      this.#fromPage(sql`max(${this.#cursor}) filter (where ${this.#column('i')} = ${place})`);
    const has = (side: Side) => () => {
      const there = this.#exists(beside(this.#window, side));
      return side === readTowards(this.#window) ? this.#fromPage(sql`(${more} or ${there})`) : there;
    };
    const told: Record<string, () => SQL> = {
      hasNextPage: has('next'),
      hasPreviousPage: has('previous'),
      startCursor: cursorAt(fromEnd ? last : first),
      endCursor: cursorAt(fromEnd ? first : last),
    };
    return { column: (property) => told[property]?.() ?? null };
  }

  /** What is told of the page's rows, which then are read. */
  #fromPage(told: SQL): SQL {
    this.#reads = true;
    return told;
  }

  /** Whether there is a row in a window, of which there may be none. */
  #exists(window: Window | null): SQL {
    if (window === null) return sql`false`;
    const { traversal, selection, start } = this.#asked;
    return sql`exists (${pageRows(traversal, selection, this.#order, window, window.limit, start)})`;
  }

  /** How many rows there are on all pages. */
  get count(): SQL {
    const { traversal, selection, start } = this.#asked;
    // Where they are counted by groups, these together; that is known once all is said that is told of the connection.
    const count = {
      getSQL: () => {
        const [counted] = this.#counted.values();
        return counted
          ? sql`(select coalesce(sum(count), 0)::bigint from ${counted.name})`
          : sql`(${countRows(traversal, selection, start)})`;
      },
    };
    return sql`${count}`;
  }

  /** An array of what each group of rows gives, largest first. */
  groups(keys: readonly string[], first: number, item: (row: SqlRow) => SQL): SQL {
    const { traversal, selection, start } = this.#asked;
    const by = keys.join();
    const { name } = this.#counted.get(by) ?? {
      name: sql.raw(`${this.#alias}_counted_${this.#counted.size}`),
    };
    this.#counted.set(by, { name, rows: countedRows(traversal, selection, keys, start) });
    const row: SqlRow = { column: (property) => sql.raw(`grouped.${property}`) };
    const groups = largestGroups(traversal, keys, first, name);
    return jsonArray(item(row), sql`(${groups}) grouped`);
  }

  /** What is told of the connection, with the page that it speaks of. */
  read(told: SQL): SQL {
    const counted = Array.from(this.#counted.values(), ({ name, rows }) => sql`${name} as (${rows})`);
    const withCounted = counted.length > 0 ? sql`with ${sql.join(counted, sql`, `)} ` : sql``;
    if (!this.#reads) return counted.length > 0 ? sql`(${withCounted}select ${told})` : told;
    const { traversal, selection, start } = this.#asked;
    const window = this.#window;
    const most = window.limit + (this.#peeks ? 1 : 0);
    const page = pageRows(traversal, selection, this.#order, window, most, start, [...this.#held.values()]);
    return sql`(${withCounted}select ${told} from (${this.#inOrder(page)}) ${sql.raw(this.#alias)})`;
  }

  /** The rows of a page in the order of the connection, which they are not read in from the end, and numbered as they are read. */
  #inOrder(page: SQL): SQL {
    const { traversal, selection } = this.#asked;
    const { fromEnd } = this.#window;
    const { descending } = this.#order;
    if (!this.#peeks && !fromEnd) return page;
    const keys = sortKeys(traversal, selection, this.#order);
    const numbers = this.#peeks
      ? sql`, row_number() over (order by ${sortedAs(keys, descending !== fromEnd)}) as i, count(*) over () as read`
      : sql``;
    return sql`select r.*${numbers} from (${page}) r order by ${sortedAs(keys, descending)}`;
  }

  get #order(): Order {
    return (ORDERS[this.#asked.traversal.orders] as Record<string, Order>)[this.#asked.order]!;
  }

  get #window(): Window {
    this.#read ??= this.#asked.window();
    return this.#read;
  }

  get #limit(): SQL {
    return sql.raw(String(this.#window.limit));
  }

  /** As `cursorFor` writes it. */
  get #cursor(): SQL {
    const { traversal, selection, order } = this.#asked;
    const [value, ...ids] = placeOf(traversal, selection).map((_, i) => this.#column(`k${i}`));
    return sql`translate(encode(convert_to(concat(${sql.raw(`'["${order}",'`)}, ${jsonOf(sql`${value}::text`)}, ${sql.join(
      ids.map((id) => sql`',"', ${id}, '"'`),
      sql`, `,
    )}, ']'), 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
  }

  #columnsOf(table: PgTable): Columns | null {
    const read = readBy(this.#asked.traversal);
    if (read?.table !== getTableName(table)) return null;
    return (column) => {
      const own = `own_${column}`;
      this.#held.set(own, sql.raw(`${read.alias}."${column}" as ${own}`));
      return this.#column(own);
    };
  }

  #column(name: string): SQL {
    return sql.raw(`${this.#alias}.${name}`);
  }
}
