/** How wide text stands in a terminal: East Asian letters and pictures take two cells each, marks take none. */

/** Whether text takes a cell for each UTF-16 unit. Most does, and need not be taken apart. */
const PLAIN = /^[\x20-\x7e\xa1-\xac\xae-\u02ff]*$/;
/** What begins a character of two cells: `漢`, `ｗ`, `🙂`, and `❤️`, which only a mark makes a picture. */
const WIDE =
  /^(?:(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}]|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u;
/** Only marks, which stand on what is before them, and signs that are not shown. */
const UNSEEN = /^[\p{M}\p{Cc}\p{Cf}]*$/u;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many cells a text takes, as far as `most`. */
export function widthOf(text: string, most: number): number {
  if (PLAIN.test(text)) return Math.min(text.length, most);
  let width = 0;
  for (const { segment } of characters.segment(text)) {
    width += cellsOf(segment);
    if (width >= most) return most;
  }
  return width;
}

/** As much of the beginning of a text as so many cells hold. */
export function startOf(text: string, cells: number): string {
  if (PLAIN.test(text)) return text.slice(0, cells);
  let width = 0;
  for (const { segment, index } of characters.segment(text)) {
    width += cellsOf(segment);
    if (width > cells) return text.slice(0, index);
  }
  return text;
}

function cellsOf(character: string): number {
  if (UNSEEN.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
