/**
 * Signs by which a text could move the cursor of a terminal, set its title or turn its lines round: all controls but
 * the ends of lines, escapes but those of colours, and the overrides of direction.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const HARMFUL = /\x1b(?!\[[\d;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** What a page says, fit to be shown on a terminal: each sign that could do something there is `�`. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, '�');
}
