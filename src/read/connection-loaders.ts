/** Pages of rows, their counts and their groups, asked for by many rows of one level at once. */
import { rowsOf, type Statements } from '../store/database.ts';
import { idsInPlace, type Selection } from './arms.ts';
import { type Batches, found, grouped } from './batches.ts';
import { type GroupRow, groupStatement } from './group-statement.ts';
import { ORDERS, type Order } from './orders.ts';
import { countStatement, existStatement, type PageRow, pageStatement } from './page-statement.ts';
import type { Traversal } from './traversals.ts';
import {
  beside,
  cursorFor,
  type PageArguments,
  type PageLimits,
  type PageOf,
  readTowards,
  type Side,
  type Window,
  windowOf,
} from './window.ts';

/** Which rows of a traversal a client asks for. */
export interface Question {
  /** The name of the statement, in snake case. */
  readonly name: string;
  readonly traversal: Traversal;
  readonly selection: Selection;
}

export type Page = PageOf<PageRow>;

const orderOf = ({ traversal }: Question, name: string): Order =>
  (ORDERS[traversal.orders] as Record<string, Order>)[name]!;

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
    const order = orderOf(question, orderName);
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
    const has = async (side: Side) => {
      if (more && side === readTowards(window)) return true;
      const there = beside(window, side);
      return there !== null && this.#exists(question, orderName, there, start);
    };
    return {
      rows: wanted.map((row) => ({ ...row, cursor: cursorFor(orderName, row.place) })),
      hasNextPage: () => has('next'),
      hasPreviousPage: () => has('previous'),
    };
  }

  /** Whether a traversal has a row in a window. */
  #exists(question: Question, orderName: string, window: Window, start: number): Promise<boolean> {
    const { name, traversal, selection } = question;
    const key = `exists ${name} ${JSON.stringify([traversal.path, selection, orderName, window])}`;
    return this.#batches.load(key, start, async (starts: readonly number[]) => {
      const rows = await rowsOf<{ id: number }>(
        this.#statements,
        existStatement(name, traversal, selection, orderOf(question, orderName), window, starts),
      );
      const there = new Set(rows.map(({ id }) => id));
      return starts.map((start) => there.has(start));
    });
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
