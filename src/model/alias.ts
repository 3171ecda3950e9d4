/**
 * When a name counts. A bare alias always does; where the words alone mislead, the rule says what must
 * stand around them. All parts that are given must hold.
 *
 * Phrases match like names do: a capital asks for a capital, a lower-case letter takes either. In those
 * about neighbouring words a placeholder stands for many.
 */
export interface AliasRule {
  /** The words directly before must be one of these. */
  readonly after?: readonly string[];
  /** The words directly before must be none of these. */
  readonly notAfter?: readonly string[];
  /** The words directly behind must be one of these. */
  readonly before?: readonly string[];
  /** The words directly behind must be none of these. */
  readonly notBefore?: readonly string[];
  /** One of these must stand somewhere in the same document, or, for a comment, in its post or thread. */
  readonly with?: readonly string[];
  /** Only in documents of this day or later (YYYY-MM-DD). Undated documents never match. */
  readonly from?: string;
  /** Only in documents of this day or earlier (YYYY-MM-DD). Undated documents never match. */
  readonly until?: string;
}

/** What may stand in the phrases of `after`, `notAfter`, `before` and `notBefore`, and for what. */
export const PLACEHOLDERS = {
  '<Name>': "two or more capitalised words, as in a person's name",
  '<Country>': 'a country other than England and Wales, or the word for what is of it: Ireland, Irish',
} as const;

/** The placeholders in a phrase, known or not: `<Name>`. */
export function placeholdersIn(phrase: string): string[] {
  return phrase.match(/<\p{L}+>/gu) ?? [];
}
