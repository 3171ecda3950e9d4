import type { Gazetteer } from '../link/gazetteer.ts';
import type { PageReading, PageSource, ReadingOptions } from './read-page.ts';
import { Workers } from './workers.ts';

/** How long a thread waits for another page before it ends, in milliseconds. */
const PATIENCE = 30_000;

/** Reads single pages as they come, on a thread of its own, so that whoever else is answered need not wait. */
export class PageReader {
  #worker: { readonly knows: string; readonly thread: Workers } | null = null;
  #idle: NodeJS.Timeout | undefined;
  #reading = 0;

  /** Rejects with PageError when it is none. */
  async read(page: PageSource, gazetteer: Gazetteer, options: ReadingOptions): Promise<PageReading> {
    const { thread } = this.#workerFor(gazetteer, options);
    clearTimeout(this.#idle);
    this.#reading += 1;
    try {
      return await thread.read(page);
    } finally {
      this.#reading -= 1;
      if (this.#reading === 0) this.#idle = setTimeout(() => this.close(), PATIENCE).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.thread.close();
  }

  /** A thread knows the names and the layout that it was started with. */
  #workerFor(gazetteer: Gazetteer, options: ReadingOptions) {
    const knows = JSON.stringify([gazetteer.version, options]);
    if (this.#worker?.knows !== knows) {
      const former = this.#worker?.thread;
      // It may still be reading for someone.
      if (former) setTimeout(() => former.close(), PATIENCE).unref();
      this.#worker = { knows, thread: new Workers(1, { gazetteer, options }) };
    }
    return this.#worker;
  }
}
