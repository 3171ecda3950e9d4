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
  | { readonly fault: string };

/** A page being read: settled by the worker's answer, which comes in the order of the pages. */
interface Pending {
  readonly resolve: (reading: PageReading) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that read pages, each busy with those it was given. */
export class Workers {
  readonly #workers: { readonly thread: Worker; readonly pending: Pending[] }[];

  constructor(count: number, order: Order) {
    this.#workers = Array.from({ length: count }, () => {
      const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order });
      const pending: Pending[] = [];
      thread.on('message', (answer: Answer) => settle(pending.shift()!, answer));
      thread.on('error', (error) => {
        for (const { reject } of pending.splice(0)) reject(error);
      });
      return { thread, pending };
    });
  }

  /** Has the least busy worker read a page; rejects with PageError when it is none. */
  read(page: PageSource): Promise<PageReading> {
    const worker = this.#workers.reduce((least, next) =>
      next.pending.length < least.pending.length ? next : least,
    );
    return new Promise((resolve, reject) => {
      worker.pending.push({ resolve, reject });
      worker.thread.postMessage(page);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(({ thread }) => thread.terminate()));
  }
}

function settle({ resolve, reject }: Pending, answer: Answer): void {
  if ('reading' in answer) resolve(answer.reading);
  else if ('pageError' in answer) reject(new PageError(answer.pageError));
  else reject(new Error(`A page could not be read, by a fault of the program: ${answer.fault}`));
}
