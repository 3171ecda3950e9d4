import type { Logger } from 'drizzle-orm';
import { RequestError } from '../errors.ts';

/**
 * Looks at every statement before it is run: none may be given text with the character U+0000, which PostgreSQL cannot
 * hold and takes for a fault of the program. Throws RequestError with BAD_TEXT.
 */
export class Checked implements Logger {
  readonly #logger: Logger | undefined;

  constructor(logger: Logger | undefined) {
    this.#logger = logger;
  }

  logQuery(statement: string, values: unknown[]): void {
    if (values.some(holdsNul))
      throw new RequestError('BAD_TEXT', 'Text has the character U+0000; expected text without it.');
    this.#logger?.logQuery(statement, values);
  }
}

function holdsNul(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('\0') : Array.isArray(value) && value.some(holdsNul);
}

/**
 * Text as the database can hold it anywhere, also inside of JSON: of 1 to so many characters, none of them U+0000 or half
 * of another. Throws RequestError with BAD_RANGE or BAD_TEXT, which call it by its name.
 */
export function expectText(name: string, text: string, most: number): string {
  if (text.length < 1 || text.length > most)
    throw new RequestError(
      'BAD_RANGE',
      `\`${name}\` has ${text.length} characters; expected from 1 to ${most}.`,
    );
  if (text.includes('\0') || !text.isWellFormed())
    throw new RequestError(
      'BAD_TEXT',
      `\`${name}\` has the character U+0000 or half of a character; expected text without.`,
    );
  return text;
}
