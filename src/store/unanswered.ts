import { isGivenUp } from './work.ts';

/**
 * Why a database gave no answer though the question was right: it took too long, has too much to do, or is not there.
 * Found by SQLSTATE, by the network's name for its fault, and where drivers give neither, by their words.
 */
export type Unanswered = 'TIMEOUT' | 'BUSY' | 'UNAVAILABLE';

const CODES: readonly (readonly [Unanswered, RegExp])[] = [
  ['TIMEOUT', /^57014$/],
  // A lock not had, too many connections, and what goes well when it is tried again.
  ['BUSY', /^(55P03|53300|53400|40001|40P01)$/],
  [
    'UNAVAILABLE',
    /^(57P0\d|08\w{3}|53[12]\d\d|58\w{3}|25P03|25006|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/,
  ],
];

const WORDS: readonly (readonly [Unanswered, RegExp])[] = [
  ['BUSY', /timeout exceeded when trying to connect/],
  ['UNAVAILABLE', /Connection terminated|not queryable|Cannot use a pool after/],
];

/** Null for every other fault. Looks at what a fault was caused by, too. */
export function unanswered(fault: unknown): Unanswered | null {
  if (!(fault instanceof Error)) return null;
  if (isGivenUp(fault)) return 'TIMEOUT';
  const { code, message, cause } = fault as Error & { code?: string };
  const found =
    CODES.find(([, codes]) => code !== undefined && codes.test(code)) ??
    WORDS.find(([, words]) => words.test(message));
  return found?.[0] ?? (cause === undefined ? null : unanswered(cause));
}
