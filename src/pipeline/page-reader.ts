import type { Gazetteer } from '../link/gazetteer.ts';
import type { PageReading, PageSource, ReadingOptions } from './read-page.ts';
import { startThread, Workers } from './workers.ts';

/** How long a thread waits for another page before it ends, in milliseconds. */
const PATIENCE = 30_000;

/** A thread with the names and the layout that it was started with, in one word, and how many pages it has to read. */
interface ReadingThread {
  readonly knows: string;
  readonly workers: Workers;
  reading: number;
}

/** Reads single pages as they come, on a thread of its own, so that whoever else is answered need not wait. */
export class PageReader {
  /** All that run: one is given pages, those before it read to the end what they were given. */
  readonly #threads = new Set<ReadingThread>();
  #given: ReadingThread | null = null;
  #idle: NodeJS.Timeout | undefined;
  readonly #start: typeof startThread;

  constructor(start = startThread) {
    this.#start = start;
  }

  /** Rejects with PageError when it is none. */
  async read(page: PageSource, gazetteer: Gazetteer, options: ReadingOptions): Promise<PageReading> {
    const thread = this.#threadFor(gazetteer, options);
    clearTimeout(this.#idle);
    thread.reading += 1;
    try {
      return await thread.workers.read(page);
    } finally {
      thread.reading -= 1;
      if (thread.reading === 0) this.#rest(thread);
    }
  }

  /** Ends reading; pages that are not read yet are rejected. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await Promise.all([...this.#threads].map((thread) => this.#end(thread)));
  }

  #threadFor(gazetteer: Gazetteer, options: ReadingOptions): ReadingThread {
    const knows = JSON.stringify([gazetteer.version, options]);
    const former = this.#given;
    if (former?.knows === knows) return former;
    const thread = { knows, workers: new Workers(1, { gazetteer, options }, this.#start), reading: 0 };
    this.#threads.add(thread);
    this.#given = thread;
    if (former?.reading === 0) this.#end(former);
    return thread;
  }

  /** A thread without pages waits for more, unless another is given them by now. */
  #rest(thread: ReadingThread): void {
    if (thread !== this.#given) this.#end(thread);
    else this.#idle = setTimeout(() => this.#end(thread), PATIENCE).unref();
  }

  async #end(thread: ReadingThread): Promise<void> {
    this.#threads.delete(thread);
    if (this.#given === thread) this.#given = null;
    await thread.workers.close();
  }
}
