/** Pages of rows, their counts and their groups, asked for by many rows of one level at once. */
import { rowsOf, type Statements } from '../store/database.ts';
import { idsInPlace, type Selection } from './arms.ts';
import { type Batches, found, grouped } from './batches.ts';
import { type GroupRow, groupStatement } from './group-statement.ts';
import { ORDERS, type Order } from './orders.ts';
import { countStatement, type PageRow, pageStatement } from './page-statement.ts';
import type { Traversal } from './traversals.ts';
import { cursorFor, type PageArguments, type PageLimits, windowOf } from './window.ts';

/** Which rows of a traversal a client asks for. */
export interface Question {
  /** The name of the statement, in snake case. */
  readonly name: string;
  readonly traversal: Traversal;
  readonly selection: Selection;
}

/** Rows in order, each with its cursor, and whether there are more on either side. */
export interface Page {
  readonly rows: readonly (PageRow & { readonly cursor: string })[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Where the rows of a list start that starts nowhere. */
const NOWHERE = 0;

/** Reads along traversals, together with what else one request asks for. */
export class ConnectionLoaders {
  readonly #statements: Statements;
  readonly #limits: PageLimits;
  readonly #batches: Batches;

  constructor(statements: Statements, limits: PageLimits, batches: Batches) {
    this.#statements = statements;
    this.#limits = limits;
    this.#batches = batches;
  }

  /** A page of a traversal from a row; throws RequestError when the page arguments make no sense. */
  async page(question: Question, orderName: string, args: PageArguments, start = NOWHERE): Promise<Page> {
    const { name, traversal, selection } = question;
    const order = (ORDERS[traversal.orders] as Record<string, Order>)[orderName]!;
    const window = windowOf(
      args,
      { name: orderName, by: order.by, ids: idsInPlace(traversal, selection) },
      this.#limits,
    );
    const key = `page ${name} ${JSON.stringify([traversal.path, selection, orderName, window])}`;
    const rows = await this.#batches.load(key, start, async (starts: readonly number[]) =>
      grouped(
        starts,
        (
          await rowsOf<PageRow>(
            this.#statements,
            pageStatement(name, traversal, selection, order, window, starts),
          )
        ).map((row) => ({ ...row, id: row.start })),
      ),
    );
    const more = rows.length > window.limit;
    const wanted = rows.slice(0, window.limit);
    if (window.fromEnd) wanted.reverse();
    return {
      rows: wanted.map((row) => ({ ...row, cursor: cursorFor(orderName, row.place) })),
      hasNextPage: window.fromEnd ? window.before !== null : more,
      hasPreviousPage: window.fromEnd ? more : window.after !== null,
    };
  }

  /** How many rows a traversal has from a row, on all its pages. */
  count({ name, traversal, selection }: Question, start = NOWHERE): Promise<number> {
    const key = `count ${name} ${JSON.stringify([traversal.path, selection])}`;
    return this.#batches.load(key, start, async (starts: readonly number[]) => {
      const rows = await rowsOf<{ start: number; count: number }>(
        this.#statements,
        countStatement(name, traversal, selection, starts),
      );
      return found(
        starts,
        rows.map(({ start, count }) => ({ id: start, count })),
      ).map(({ count }) => count);
    });
  }

  /** The largest groups of a traversal's rows by keys, largest first; they add up to the count when none is cut off. */
  groups(question: Question, keys: readonly string[], limit: number, start = NOWHERE): Promise<GroupRow[]> {
    const { name, traversal, selection } = question;
    return this.#batches.load(
      `groups ${name} ${JSON.stringify([traversal.path, selection, keys, limit])}`,
      start,
      async (starts: readonly number[]) => {
        const statement = groupStatement(name, traversal, selection, keys, limit, starts);
        const rows = await rowsOf<GroupRow>(this.#statements, statement);
        return grouped(
          starts,
          rows.map((row) => ({ ...row, id: row.start })),
        );
      },
    );
  }
}
