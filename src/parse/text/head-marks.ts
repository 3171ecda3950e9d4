/** What stands above an article beside its title, and where: byline, date, counts, buttons, menus. */

import type { Signature } from '../document.ts';
import { type Line, nextWords } from '../lines.ts';
import { signatureOf } from '../signatures.ts';
import { endsSentence, isFullName, isName, isProse, isTitle, wordCount } from '../wording.ts';
import { bylineOf, datelineOf } from './bylines.ts';
import { isNavigation, isTrail } from './navigation.ts';
import { isSharing, isSharingBar } from './sharing.ts';
import { isCounter } from './thread-furniture.ts';
import { isImprint } from './underneath.ts';

/** What the lines of a menu have at most, in words, and how many lines one has at least. */
export const LONGEST_ITEM = 5;
const SHORTEST_BLOCK = 4;
/** In words: of somebody who is named without `by`. */
const LONGEST_NAME_OVER_DATE = 3;
/** The end of a line that was broken: one word with a full stop. */
export const BROKEN_OFF = /^\S+\.$/;

/** Where in the lines above a text its marks stand, by index; -1 where there is none. */
export interface Marks {
  readonly byline: number;
  readonly date: number;
  /** The last count of comments. */
  readonly count: number;
  /** The last buttons to share the text. */
  readonly shared: number;
  /** The same where nothing but titles stands between them and the top. */
  readonly sharedOver: number;
  /** The last line that leads around the site, and the last of its menus. */
  readonly navigation: number;
  readonly menus: number;
  /** The way to the page: `Home > News > Health`. */
  readonly trail: number;
  /** What says whose the text is and where it stood first. */
  readonly imprint: number;
}

/** The marks above a text, whose day stands at the index `date`; -1 for none. */
export function marksIn(above: readonly Line[], date: number): Marks {
  const last = (is: (text: string) => boolean) => above.findLastIndex(({ text }) => is(text));
  const prose = above.findIndex(({ text }) => isProse(text) && !isNavigation(text));
  const shared = last((text) => isSharing(text) || isSharingBar(text));
  const said = above.findLastIndex((line) => bylineOf(line) !== null || datelineOf(line)?.writer);
  return {
    byline: said < 0 ? Math.max(nameOver(above, date), nameFirst(above)) : said,
    date,
    count: last(isCounter),
    shared,
    // Buttons under what sums the text up are too far from the title to tell it.
    sharedOver: prose >= 0 && shared > prose ? -1 : shared,
    navigation: last(isNavigation),
    menus: lastMenuLine(above),
    trail: last(isTrail),
    imprint: above.findLastIndex(
      ({ text }, at) => isImprint(text) || (BROKEN_OFF.test(text) && isImprint(above[at - 1]?.text ?? '')),
    ),
  };
}

/** Who wrote the text, as this line says. */
export function writerIn(line: Line): Signature {
  return bylineOf(line) ?? datelineOf(line)?.writer ?? signatureOf(line);
}

/** The index of the menus' last line: one that leads somewhere, or the last of several short ones in a block; -1 for none. */
function lastMenuLine(above: readonly Line[]): number {
  let block = 0;
  let last = -1;
  for (const [at, line] of above.entries()) {
    const isItem = line.text !== '' && wordCount(line.text) <= LONGEST_ITEM && !endsSentence(line.text);
    block = isItem && datelineOf(line) === null && bylineOf(line) === null ? block + 1 : 0;
    if (isNavigation(line.text) || (block >= SHORTEST_BLOCK && above[at + 1]?.text === '')) last = at;
  }
  return last;
}

/** The index of the name alone that stands over the date, below a title too long to be anybody's name; -1 for none. */
function nameOver(above: readonly Line[], dateAt: number): number {
  const at = above.slice(0, Math.max(0, dateAt)).findLastIndex(({ text }) => text !== '');
  // What is debated on a day stands over it as a name does.
  if (/\bdebated on\b/.test(above[dateAt]?.text ?? '')) return -1;
  const isTitled = above.slice(0, Math.max(0, at)).some(({ text }) => isTitle(text) && !isName(text));
  return at > 0 &&
    isTitled &&
    wordCount(above[at]!.text) <= LONGEST_NAME_OVER_DATE &&
    isFullName(above[at]!.text)
    ? at
    : -1;
}

/** The index of the full name that a page begins with, above the title and nothing else; -1 for none. */
function nameFirst(above: readonly Line[]): number {
  const name = nextWords(above, 0);
  const title = nextWords(above, name + 1);
  if (nextWords(above, title + 1) < above.length || title >= above.length) return -1;
  const isTitled = isTitle(above[title]!.text) && wordCount(above[title]!.text) > LONGEST_ITEM;
  return isTitled && isFullName(above[name]!.text) ? name : -1;
}
