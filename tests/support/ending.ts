/** What test files begin, and what ends it. */

const endings: (() => unknown)[] = [];

/**
 * Does something when the test file is done, wherever it is called: an `afterAll` inside another hook would not be
 * heard. What was begun last is ended first.
 */
export function whenDone(end: () => unknown): void {
  endings.push(end);
}

/** Ends all that was begun. */
export async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}
