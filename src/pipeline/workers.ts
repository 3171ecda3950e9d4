import { Worker } from 'node:worker_threads';
import { PageError } from '../errors.ts';
import type { Gazetteer } from '../link/gazetteer.ts';
import type { PageReading, PageSource, ReadingOptions } from './read-page.ts';

/** What a worker is started with. */
export interface Order {
  readonly gazetteer: Gazetteer;
  readonly options: ReadingOptions;
}

/** What a worker says of a page. */
export type Answer =
  | { readonly reading: PageReading }
  | { readonly pageError: string }
  | { readonly fault: Error };

/** A page that a worker was given. It answers them in the order in which they came. */
interface Pending {
  readonly page: PageSource;
  readonly resolve: (reading: PageReading) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts a thread that reads pages as it is ordered. */
export type Start = (order: Order) => Worker;

export const startThread: Start = (order) =>
  new Worker(new URL('./worker.ts', import.meta.url), { workerData: order });

interface ReadingThread {
  readonly thread: Worker;
  readonly pending: Pending[];
}

/**
 * Threads that read pages, each busy with those it was given. One that dies is replaced: the page it was at is not
 * read, those behind it are given to others.
 */
export class Workers {
  readonly #count: number;
  readonly #order: Order;
  readonly #startThread: Start;
  readonly #threads: ReadingThread[] = [];
  #isClosed = false;

  constructor(count: number, order: Order, start = startThread) {
    this.#count = count;
    this.#order = order;
    this.#startThread = start;
    while (this.#threads.length < count) this.#threads.push(this.#start());
  }

  /**
   * Has the least busy worker read a page. Rejects with PageError when it is none, and with another error when the
   * worker dies of it or is closed.
   */
  async read(page: PageSource): Promise<PageReading> {
    return new Promise((resolve, reject) => this.#give({ page, resolve, reject }));
  }

  /** Ends the threads; pages that they have not read yet are rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.map(({ thread }) => thread.terminate()));
  }

  #give(read: Pending): void {
    if (this.#isClosed) {
      read.reject(new Error(endOf(null, true)));
      return;
    }
    while (this.#threads.length < this.#count) this.#threads.push(this.#start());
    const { thread, pending } = this.#threads.reduce((least, next) =>
      next.pending.length < least.pending.length ? next : least,
    );
    thread.postMessage(read.page);
    pending.push(read);
  }

  #start(): ReadingThread {
    const thread = this.#startThread(this.#order);
    const started: ReadingThread = { thread, pending: [] };
    let cause: Error | null = null;
    thread.on('message', (answer: Answer) => settle(started.pending.shift()!, answer));
    thread.on('error', (error: Error) => {
      cause = error;
    });
    thread.on('exit', () => {
      this.#threads.splice(this.#threads.indexOf(started), 1);
      const [under, ...waiting] = started.pending;
      under?.reject(new Error(endOf(cause, this.#isClosed), { cause }));
      for (const page of waiting) this.#give(page);
    });
    return started;
  }
}

/** Why a page was not read, where its thread ended before. */
function endOf(cause: Error | null, isClosed: boolean): string {
  if (isClosed) return 'the page was not read: reading was closed before';
  return `the thread that read the page died${cause ? `: ${cause.message}` : ''}`;
}

function settle({ resolve, reject }: Pending, answer: Answer): void {
  if ('reading' in answer) resolve(answer.reading);
  else if ('pageError' in answer) reject(new PageError(answer.pageError));
  else reject(answer.fault);
}
