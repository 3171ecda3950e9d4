/** A thread that reads pages: answers each one it is sent, in order, with what it read or why it could not. */
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError, PageError } from '../errors.ts';
import './module-formats.ts';
import type { PageSource } from './read-page.ts';
import type { Answer, Order } from './workers.ts';

const { readPage } = await import('./read-page.ts');
const { gazetteer, options } = workerData as Order;

parentPort!.on('message', (page: PageSource) => {
  parentPort!.postMessage(answer(page));
});

function answer(page: PageSource): Answer {
  try {
    return { reading: readPage(page, gazetteer, options) };
  } catch (error) {
    // An error crosses threads without its class: what kind it is must be said beside it. A layout that there is
    // none of is the fault of whoever named it, and refused like a page.
    return error instanceof PageError || error instanceof ConfigError
      ? { pageError: error.message }
      : { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}
