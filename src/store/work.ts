/**
 * Work that statements are run for, such as the answer to a request. When it is given up, the statements under way
 * for it are ended, wherever below they were begun, and no more are begun.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<Work>();

/** The work was given up: there is nobody to answer any more. */
class GivenUp extends Error {}

/** Whether a fault, or what it was caused by, is that work was given up. */
export const isGivenUp = (fault: unknown): boolean =>
  fault instanceof GivenUp || (fault instanceof Error && isGivenUp(fault.cause));

export class Work {
  readonly #ends = new Set<() => void>();
  #isGivenUp = false;

  /** Does something as part of this work. */
  do<T>(task: () => T): T {
    return current.run(this, task);
  }

  giveUp(): void {
    this.#isGivenUp = true;
    for (const end of this.#ends) end();
  }

  /** Runs a statement for the work that this is part of, if it is part of any; `end` is to end it. */
  static async during<T>(run: () => Promise<T>, end: () => void): Promise<T> {
    const work = current.getStore();
    if (!work) return run();
    if (work.#isGivenUp) throw new GivenUp('The work was given up.');
    work.#ends.add(end);
    try {
      return await run();
    } catch (fault) {
      // It was ended by us, whatever the database calls that.
      throw work.#isGivenUp ? new GivenUp('The statement was given up.', { cause: fault }) : fault;
    } finally {
      work.#ends.delete(end);
    }
  }
}
