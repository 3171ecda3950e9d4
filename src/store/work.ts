/**
 * Work that statements are run for, such as the answer to a request. When it is given up, the statements under way
 * for it are ended, wherever below they were begun, and no more are begun; what a transaction did so far is undone.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<Work>();

/** The work was given up: there is nobody to answer any more. */
class GivenUp extends Error {}

/** Whether a fault, or what it was caused by, is that work was given up. */
export const isGivenUp = (fault: unknown): boolean =>
  fault instanceof GivenUp || (fault instanceof Error && isGivenUp(fault.cause));

/** Where a statement stands: in a transaction, which is undone where it cannot go on, or alone. */
type Place = 'in a transaction' | 'alone';

export class Work {
  readonly #ends = new Set<() => void>();
  #isGivenUp = false;
  #isKept = false;

  /** Whether something was written for it that stays, or is about to: then there is something to tell whoever asked. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Does something as part of this work. */
  do<T>(task: () => T): T {
    return current.run(this, task);
  }

  giveUp(): void {
    this.#isGivenUp = true;
    for (const end of this.#ends) end();
  }

  /**
   * Says, at the end of a transaction, that what it wrote is to stay. Throws where the work that it was for was given
   * up before: then it is to be undone.
   */
  static keep(): void {
    const work = current.getStore();
    if (!work) return;
    if (work.#isGivenUp) throw new GivenUp('The work was given up before it was done.');
    work.#isKept = true;
  }

  /**
   * Runs a statement for the work that this is part of, if it is part of any; `end` is to end it. What is asked alone
   * after something was written belongs to the answer that tells of it, and is not given up.
   */
  static async during<T>(place: Place, run: () => Promise<T>, end: () => void): Promise<T> {
    const work = current.getStore();
    if (!work || (work.#isKept && place === 'alone')) return run();
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
