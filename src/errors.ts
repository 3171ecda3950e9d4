/**
 * Everything that can go wrong in a way its user can act on. A message says what was found and what was
 * expected. What is not one of these is a fault of the program and is never shown to a client.
 */
export abstract class CitetrailError extends Error {
  /** Stable, in capitals: what scripts and clients go by. */
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** This page cannot be read: it is reported and skipped, and the run goes on. */
export class PageError extends CitetrailError {
  readonly code = 'UNREADABLE_PAGE';
}

/** The vocabulary contradicts itself or its schema: nothing of it is loaded. */
export class VocabularyError extends CitetrailError {
  readonly code = 'BAD_VOCABULARY';
}

/** A setting that cannot be worked with. */
export class ConfigError extends CitetrailError {
  readonly code = 'BAD_CONFIG';
}

/** The database cannot be opened, or is in use by another process. */
export class DatabaseError extends CitetrailError {
  readonly code = 'DATABASE_UNAVAILABLE';
}

/** An export was asked for with a parameter, or a value of one, that there is none of. */
export class ParameterError extends CitetrailError {
  readonly code = 'BAD_PARAMETER';
}

/** The codes of what a client asked for in a way that cannot be answered; README.md or docs/writing.md has each. */
export const REQUEST_CODES = [
  'BAD_ID',
  'BAD_CURSOR',
  'BAD_RANGE',
  'BAD_TEXT',
  'NOT_FOUND',
  'UNAUTHORISED',
  'FORBIDDEN',
  'KEY_REUSED',
  'BAD_PAGE',
] as const;

/** What a client asked for cannot be answered as asked. */
export class RequestError extends CitetrailError {
  readonly code: (typeof REQUEST_CODES)[number];
  constructor(code: RequestError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** An answer has more bytes than one may have. */
export class TooLargeError extends CitetrailError {
  readonly code = 'ANSWER_TOO_LARGE';
  constructor(allowed: number) {
    super(
      `The answer has more than ${allowed} bytes; expected at most that many, as CITETRAIL_ANSWER_BYTES says. Ask for smaller pages, or for fewer texts.`,
    );
  }
}

/** What was found, for a message: in quotation marks, and no longer than it takes to recognise it. */
export function quoted(found: string): string {
  return found.length <= 100 ? `“${found}”` : `“${found.slice(0, 100)}…” (${found.length} characters)`;
}
