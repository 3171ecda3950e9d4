/** From which level on something is logged. */
export const LEVELS = ['silent', 'error', 'warn', 'info'] as const;
export type Level = (typeof LEVELS)[number];

/** What `auto` is: at a terminal a person reads, who wants no line for each request. */
export const levelOf = (asked: Level | 'auto', isTerminal = process.stderr.isTTY === true): Level =>
  asked === 'auto' ? (isTerminal ? 'warn' : 'info') : asked;
