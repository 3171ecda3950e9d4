/** A pattern for lines that are one of these phrases and nothing else, in any case. Each phrase is a regular expression. */
export function lineOf(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.join('|')})$`, 'iu');
}

/** A pattern for lines that begin with one of these phrases, in any case. */
export function lineFrom(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.join('|')})`, 'iu');
}
