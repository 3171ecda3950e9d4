/**
 * Work that statements are run for, such as the answer to a request. When it is given up, the statements under way
 * for it are ended, wherever below they were begun, and no more are begun.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<Work>();

/** The work was given up: there is nobody to answer any more. */
export class GivenUp extends Error {}

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
    if (work.#isGivenUp) throw new GivenUp();
    work.#ends.add(end);
    try {
      return await run();
    } finally {
      work.#ends.delete(end);
    }
  }
}
