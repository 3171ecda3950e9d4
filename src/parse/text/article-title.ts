/** The title of an article among the lines above its text. */

import { type Line, lastWords, nextWords, runsOn, standsApart } from '../lines.ts';
import { isLowerTitle, isTitle, wordCount } from '../wording.ts';
import { isHeadFurniture } from './article-day.ts';
import { datelineOf, isNewspaper } from './bylines.ts';
import { announcesNextLine } from './furniture.ts';
import { BROKEN_OFF, LONGEST_ITEM, type Marks, writerIn } from './head-marks.ts';
import { isNavigation, isSiteName, isTrail, partsOfSite } from './navigation.ts';
import { isSharing } from './sharing.ts';

/** In words: what a site and a part of it are called, where both stand over a title. */
const LONGEST_SITE = 3;
const LONGEST_PART = 2;
/** A title that a page repeats is longer than what menus repeat, in words. */
const SHORTEST_REPEATED = 3;
/** In words, of one that might be taken for a title. */
const SHORTEST_STANDFIRST = 13;
/** Where the writers of a paper work, under the number that stands beside their names: `2Essex County Council`. */
const AFFILIATION = /^\d\p{Lu}\p{Ll}/u;
/** Who wrote a paper, as lists of papers give it: `Lloyd C., Page G., McKeganey N. et al.` */
const AUTHORS =
  /^\p{Lu}[\p{L}'’-]+,? (?:\p{Lu}\.){1,3}(?:,? (?:and |& )?\p{Lu}[\p{L}'’-]+,? (?:\p{Lu}\.){1,3}){0,8}(?: et al\.)?$/u;

/**
 * The index of the title: the line that is repeated; or else the first, where buttons to share stand right under it; or
 * else the first below the way to the page, or below a day that stands over titles; or else the nearest above what goes
 * with a title (byline, date, the count of its comments, buttons to share it); or else the first below the menus; or
 * else the first that can be one, or would be with a capital. Null without any.
 */
export function titleAt(
  above: readonly Line[],
  { byline, date, count, sharedOver, menus, trail }: Marks,
  repeated: number,
  isDateOver: boolean,
): number | null {
  // What the way to the page ends with is the page itself.
  const parts = new Set(
    above.flatMap(({ text }) =>
      isNavigation(text) ? partsOfSite(text).slice(0, isTrail(text) ? -1 : undefined) : [],
    ),
  );
  // A writer's name may stand over the byline once more.
  const writer = byline < 0 ? null : writerIn(above[byline]!).name;
  // There it may have a full stop, however long it is.
  const overByline = byline < 0 ? -1 : lastWords(above, byline);
  const canBeTitle = (line: Line, at: number) =>
    at !== byline &&
    at !== date &&
    line.text !== writer &&
    !runsOn(above, at) &&
    (isTitle(line.text) || (at === overByline && isTitle(withoutStop(line.text)))) &&
    !line.text.includes('://') &&
    !BROKEN_OFF.test(line.text) &&
    !AFFILIATION.test(line.text) &&
    !areAuthors(line.text) &&
    datelineOf(line) === null &&
    !parts.has(line.text) &&
    !isSiteName(above, at) &&
    !isHeadFurniture(line.text) &&
    !announcesNextLine(above[at - 1]?.text ?? '');
  const firstBelow = (mark: number) => above.findIndex((line, at) => at > mark && canBeTitle(line, at));
  const belowSection = (at: number) =>
    isSection(above, at)
      ? above.findIndex(
          (line, below) => below > at && canBeTitle(line, below) && wordCount(line.text) >= LONGEST_ITEM,
        )
      : at;
  const first = firstBelow(-1);
  const isShared = first >= 0 && isSharing(above[nextWords(above, first + 1)]?.text ?? '');
  // Where a day stands beside how long the text takes to read, no blog's name stands first.
  const isOfJournal = /\bmin read/.test(above[date]?.text ?? '');
  const companion = [byline, date, count, sharedOver].find((at) => at >= 0) ?? 0;
  const isLowered = ({ text }: Line, at: number) =>
    at > menus &&
    at !== date &&
    at !== byline &&
    isLowerTitle(text) &&
    !isHeadFurniture(text) &&
    standsApart(above, at);
  const found = [
    repeated,
    overAuthors(above),
    isShared ? first : -1,
    trail < 0 ? -1 : firstBelow(trail),
    isDateOver ? firstBelow(date) : -1,
    overStandfirst(above, above.slice(0, companion).findLastIndex(canBeTitle), canBeTitle, isOfJournal),
    belowSection(firstBelow(menus)),
    menus < 0 ? -1 : above.findIndex(isLowered),
    belowSection(first),
    above.findIndex(isLowered),
  ].find((at) => at >= 0);
  return found ?? null;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function areAuthors(text: string): boolean {
  return AUTHORS.test(text);
}

/** The index of what a page begins with right over who wrote it: there a title may have a full stop. -1 for none. */
function overAuthors(above: readonly Line[]): number {
  const first = nextWords(above, 0);
  return areAuthors(above[nextWords(above, first + 1)]?.text ?? '') &&
    isTitle(withoutStop(above[first]!.text))
    ? first
    : -1;
}

/** Whether a line is one word for the part of a site, right over a title of more; or the first of two that are short, over one. */
function isSection(above: readonly Line[], at: number): boolean {
  if (at < 0) return false;
  const words = wordCount(above[at]!.text);
  const second = above[at + 1]?.text ?? '';
  const third = above[nextWords(above, at + 2)]?.text ?? '';
  const isTitled = (text: string) => isTitle(text) && wordCount(text) >= LONGEST_ITEM;
  return (
    (words === 1 && isTitled(second) && wordCount(second) > LONGEST_ITEM) ||
    (words <= LONGEST_SITE && second !== '' && wordCount(second) <= LONGEST_PART && isTitled(third))
  );
}

/** The index of the title over this line where that rather sums the text up; else of the line itself. */
function overStandfirst(
  above: readonly Line[],
  at: number,
  canBeTitle: (line: Line, at: number) => boolean,
  isTitleFirst: boolean,
): number {
  const over = lastWords(above, at);
  const words = above[at]?.text.split(/\s+/) ?? [];
  const isTold = words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 > words.length;
  if (over < 0 || words.length < SHORTEST_STANDFIRST || !isTold || !standsApart(above, at)) return at;
  // A blog's own name and motto stand first on a page.
  const isFirst = lastWords(above, lastWords(above, over)) < 0;
  const isTitle =
    (isTitleFirst || !isFirst) &&
    canBeTitle(above[over]!, over) &&
    wordCount(above[over]!.text) > LONGEST_ITEM;
  return isTitle && above[over]!.text.length < above[at]!.text.length ? over : at;
}

/** The index of the last line that can be a title and stood once before, above `until`; -1 for none. */
export function lastRepeated(lines: readonly Line[], until: number): number {
  const seen = new Set<string>();
  let last = -1;
  for (const [at, { text }] of lines.entries()) {
    const key = text.toLowerCase();
    if (seen.has(key) && isTitle(text) && wordCount(text) >= SHORTEST_REPEATED && !isNewspaper(text))
      last = at;
    if (at < until) seen.add(key);
  }
  return last;
}
