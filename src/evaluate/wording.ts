/** How many words of a text's beginning and end tell it from others. */
const TELLING_WORDS = 8;

/** Text without what does not count in comparing: case, typographic quotes, which and how much white space. */
export function plain(text: string): string {
  return text
    .replace(/[\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first eight words of a text, or all of a shorter one; plain. */
export function openingOf(text: string): string {
  return plain(text).split(' ').slice(0, TELLING_WORDS).join(' ');
}

/** The last eight words of a text, or all of a shorter one; plain. */
export function closingOf(text: string): string {
  return plain(text).split(' ').slice(-TELLING_WORDS).join(' ');
}

/** Whether words are enough to know a text again by. */
export function isTelling(words: string): boolean {
  return plain(words).split(' ').length >= TELLING_WORDS;
}

/** Whether a text holds these words whole, one after another. */
export function holdsWords(text: string, words: string): boolean {
  return ` ${plain(text)} `.includes(` ${plain(words)} `);
}
