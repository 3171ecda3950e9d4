/** Asking together what is asked one by one: the questions of a turn become one statement. */
import DataLoader from 'dataloader';
import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** The questions of one request, each under the name of its sort, with the answers so far. */
export class Batches {
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();

  /** Asks together what is asked under one name in one turn. */
  load<Key, Value>(
    name: string,
    key: Key,
    batch: (keys: readonly Key[]) => Promise<readonly Value[]>,
  ): Promise<Value> {
    let loader = this.#loaders.get(name) as DataLoader<Key, Value> | undefined;
    if (!loader) {
      loader = new DataLoader(batch);
      this.#loaders.set(name, loader as DataLoader<unknown, unknown>);
    }
    return loader.load(key);
  }
}

/** Holds a column to ids, in a statement whose text is the same however many they are. */
export function isAny(column: AnyColumn, ids: readonly number[]): SQL {
  return sql`${column} = any(${sql.param(ids)}::bigint[])`;
}

/** A row that an earlier statement pointed to is gone: it was hidden, erased or taken back meanwhile. */
class Gone extends Error {}

export const isGone = (fault: unknown): boolean => fault instanceof Gone;

/** The rows in the order of their ids; throws what `isGone` knows where one is not there any more. */
export function found<Row extends { id: number }>(ids: readonly number[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw new Gone(`A row that was pointed to is gone: ${id}`);
    return row;
  });
}

/** The rows of each id, in the order in which they came. */
export function grouped<Row extends { id: number }>(ids: readonly number[], rows: readonly Row[]): Row[][] {
  const groups = Map.groupBy(rows, ({ id }) => id);
  return ids.map((id) => groups.get(id) ?? []);
}
