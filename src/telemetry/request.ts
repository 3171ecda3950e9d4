/**
 * The request that is being answered, wherever below it one stands. Who learns something of it, such as what it costs,
 * notes it here; who answers it tells log and metrics when all is done. Outside of a request nothing is noted.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** What came of one statement. */
export interface StatementRun {
  /** Which of the database's servers ran it. */
  readonly server: string;
  readonly seconds: number;
  readonly failed: boolean;
}

/** What is known of a request once it is answered. None of it is text that a client chose. */
export interface Notes {
  /** The route that it was given to: one of few, whatever path was asked for. */
  route?: string;
  /** Whether an operation was answered: `OK`, or the code of its first error. */
  outcome?: string;
  /** The points that the operation costs. */
  cost?: number;
  /** How much of the operation one statement answered. */
  compiled?: 'wholly' | 'partly' | 'not';
  /** The code with which something else than an operation was refused or failed. */
  code?: string;
  /** The file that is exported. */
  file?: string;
}

/** A request that is being answered. */
export interface CurrentRequest {
  readonly id: string;
  readonly notes: Notes;
  /** Is told of every statement that was run for it. */
  ran(run: StatementRun): void;
}

const current = new AsyncLocalStorage<CurrentRequest>();

/** Does something as part of answering a request. */
export const answering = <T>(request: CurrentRequest, task: () => T): T => current.run(request, task);

/** The request that is being answered, if one is. */
export const currentRequest = (): CurrentRequest | undefined => current.getStore();

/** Notes something of the request that is being answered. */
export function note(found: Notes): void {
  const request = current.getStore();
  if (request) Object.assign(request.notes, found);
}
