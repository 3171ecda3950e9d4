/** Lists of phrases as patterns for lines, in any case. Each phrase is a regular expression; a space in it is a gap of any width. */

/** A pattern for lines that are one of these phrases and nothing else. */
export function lineOf(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.map(spaced).join('|')})$`, 'iu');
}

/** A pattern for lines that begin with one of these phrases. */
export function lineFrom(phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.map(spaced).join('|')})`, 'iu');
}

function spaced(phrase: string): string {
  return phrase.replace(/ (\??)/g, (_, optional) => `\\s{${optional ? 0 : 1},4}`);
}
