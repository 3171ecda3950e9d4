/**
 * The log: one JSON object a line, to standard error. What is handed to it are names, codes and figures; no caller
 * hands it a query, a variable, a header or the words of a fault of the database.
 */
import pino from 'pino';
import type { Level } from './levels.ts';

export type Log = pino.Logger;

/** How much is kept for a reader that takes nothing, in bytes; what comes then is lost. */
const UNREAD = 2 ** 20;

/** Opens the log. Lines are written beside other work, and all of them before the process ends. */
export function createLog(level: Level, to: pino.DestinationStream = standardError()): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
}

const standardError = () => pino.destination({ dest: 2, sync: false, minLength: 0, maxLength: UNREAD });
