/** The head of a page for one article: what stands above its first paragraph, in whichever order the site puts it. */

import { datedWords } from '../dates.ts';
import type { Signature } from '../document.ts';
import { type Line, lastWords, nextWords, runsOn, standsApart } from '../lines.ts';
import { signatureOf } from '../signatures.ts';
import {
  endsSentence,
  isAddress,
  isFullName,
  isLowerTitle,
  isName,
  isProse,
  isSentence,
  isTitle,
  wordCount,
} from '../wording.ts';
import { dayIn, isHeadFurniture } from './article-day.ts';
import { bylineOf, datelineOf } from './bylines.ts';
import { announcesNextLine } from './furniture.ts';
import { isNavigation, isSiteName, isTrail, partsOfSite } from './navigation.ts';
import { isPassingOn, isSharing, isSharingBar } from './sharing.ts';
import { isCounter } from './thread-furniture.ts';
import { splitThread } from './thread-start.ts';
import { isImprint } from './underneath.ts';

/** A title that a page repeats is longer than what menus repeat, in words. */
const SHORTEST_REPEATED = 3;
/** Byline and date stand within so many lines under what sums a text up. */
const LINES_UNDER_STANDFIRST = 5;
/** In words, of one that might be taken for a title. */
const SHORTEST_STANDFIRST = 13;
/** What the lines of a menu have at most, in words, and how many lines one has at least. */
const LONGEST_ITEM = 5;
/** In words: of somebody who is named without `by`. */
const LONGEST_NAME_OVER_DATE = 3;
const SHORTEST_BLOCK = 4;
/** The end of a line that was broken: one word with a full stop. */
const BROKEN_OFF = /^\S+\.$/;
/** Where the writers of a paper work, under the number that stands beside their names: `2Essex County Council`. */
const AFFILIATION = /^\d\p{Lu}\p{Ll}/u;

/** What a head says, and how plainly. */
export interface ArticleHead {
  /** Null where a site's menus or an imprint stand over a text without one. */
  readonly title: Line | null;
  readonly byline: Signature | null;
  readonly publishedOn: string | null;
  /** The index of the first line under the head. */
  readonly below: number;
  /** Whether the page gives the title more than once above the text. */
  readonly repeated: boolean;
  /** Whether the title stands below the menus of a site. */
  readonly belowMenus: boolean;
}

/** Where in the lines above a text its marks stand, by index; -1 where there is none. */
interface Marks {
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

/** The head of an article; null where no line can be its title, and none is of a site's menus or an imprint. */
export function findArticleHead(lines: readonly Line[]): ArticleHead | null {
  const above = lines.slice(0, Math.max(0, textAt(lines)));
  const dated = dayIn(above);
  const marks = marksIn(above, dated?.at ?? -1);
  const repeated = dated?.title ?? lastRepeated(above, dated ? dated.at : above.length);
  const { byline, date, count, shared, navigation, menus, imprint } = marks;
  const title = titleAt(above, marks, repeated, dated?.isOver ?? false) ?? -1;
  if (title < 0 && navigation < 0 && imprint < 0) return null;
  return {
    title: above[title] ?? null,
    byline: byline < 0 ? null : writerIn(above[byline]!),
    publishedOn: dated?.day ?? datedWords(above[title]?.text ?? '')?.day ?? null,
    below: Math.max(title, byline, date, count, shared, navigation, imprint) + 1,
    repeated: repeated >= 0,
    belowMenus: menus >= 0 && title > menus,
  };
}

function marksIn(above: readonly Line[], date: number): Marks {
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

/**
 * The index of the title: the line that is repeated; or else the first, where buttons to share stand right under it; or
 * else the first below the way to the page, or below a day that stands over titles; or else the nearest above what goes
 * with a title (byline, date, the count of its comments, buttons to share it); or else the first below the menus; or
 * else the first that can be one, or would be with a capital. Null without any.
 */
function titleAt(
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
  const canBeTitle = (line: Line, at: number) =>
    at !== byline &&
    at !== date &&
    line.text !== writer &&
    !runsOn(above, at) &&
    isTitle(line.text) &&
    !BROKEN_OFF.test(line.text) &&
    !AFFILIATION.test(line.text) &&
    datelineOf(line) === null &&
    !parts.has(line.text) &&
    !isSiteName(above, at) &&
    !isHeadFurniture(line.text) &&
    !announcesNextLine(above[at - 1]?.text ?? '');
  const firstBelow = (mark: number) => above.findIndex((line, at) => at > mark && canBeTitle(line, at));
  const belowSection = (at: number) => (isSection(above, at) ? firstBelow(at) : at);
  const first = firstBelow(-1);
  const isShared = first >= 0 && isSharing(above[nextWords(above, first + 1)]?.text ?? '');
  const companion = [byline, date, count, sharedOver].find((at) => at >= 0) ?? 0;
  const isLowered = ({ text }: Line, at: number) =>
    at > menus && isLowerTitle(text) && standsApart(above, at);
  const found = [
    repeated,
    isShared ? first : -1,
    trail < 0 ? -1 : firstBelow(trail),
    isDateOver ? firstBelow(date) : -1,
    overStandfirst(above, above.slice(0, companion).findLastIndex(canBeTitle), canBeTitle),
    belowSection(firstBelow(menus)),
    menus < 0 ? -1 : above.findIndex(isLowered),
    belowSection(first),
    above.findIndex(isLowered),
  ].find((at) => at >= 0);
  return found ?? null;
}

/** Whether a line is one word for the part of a site, right over a title of more. */
function isSection(above: readonly Line[], at: number): boolean {
  const below = above[at + 1]?.text ?? '';
  return at >= 0 && wordCount(above[at]!.text) === 1 && isTitle(below) && wordCount(below) > LONGEST_ITEM;
}

/** The index of the title over this line where that rather sums the text up; else of the line itself. */
function overStandfirst(
  above: readonly Line[],
  at: number,
  canBeTitle: (line: Line, at: number) => boolean,
): number {
  const over = lastWords(above, at);
  const words = above[at]?.text.split(/\s+/) ?? [];
  const isTold = words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 > words.length;
  if (over < 0 || words.length < SHORTEST_STANDFIRST || !isTold || !standsApart(above, at)) return at;
  // A blog's own name and motto stand first on a page.
  const isFirst = lastWords(above, lastWords(above, over)) < 0;
  const isTitle = !isFirst && canBeTitle(above[over]!, over) && wordCount(above[over]!.text) > LONGEST_ITEM;
  return isTitle && above[over]!.text.length < above[at]!.text.length ? over : at;
}

/**
 * Where the text begins: at its first prose, or, where a single line of prose stands between title and date to sum the
 * text up, at the next; without any above the count of comments at the last sentence there; -1 for neither.
 */
function textAt(lines: readonly Line[]): number {
  const isText = ({ text }: Line) => isProse(text) && !isNavigation(text) && !isImprint(text);
  const first = lines.findIndex(isText);
  const above = first < 0 ? lines : lines.slice(0, first);
  if (above.some(({ text }) => isCounter(text))) {
    const { post, thread } = splitThread(lines);
    if (thread.length > 0 && isCounter(lines[post.length]!.text) && !post.some(isText))
      return Math.max(
        post.findLastIndex(({ text }) => isSentence(text)),
        post.findLastIndex(({ text }) => isAddress(text)),
      );
  }
  const second = lines.findIndex((line, at) => at > first && isText(line));
  // What a site has passed on from its beginning is summed up over the buttons.
  const isOverButtons = second > first && isPassingOn(lines[nextWords(lines, first + 1)]?.text ?? '');
  if (isOverButtons) return second;
  const between =
    first < 0 || second < 0 ? [] : lines.slice(first + 1, second).filter(({ text }) => text !== '');
  const dated = between.slice(0, LINES_UNDER_STANDFIRST).findIndex((line) => datelineOf(line) !== null);
  const isSigned =
    dated >= 0 && between.slice(0, dated + 2).some((line) => isFullName(line.text) || bylineOf(line));
  return isSigned ? second : first;
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

function writerIn(line: Line): Signature {
  return bylineOf(line) ?? datelineOf(line)?.writer ?? signatureOf(line);
}

/** The index of the last line that can be a title and stood once before, above `until`; -1 for none. */
function lastRepeated(lines: readonly Line[], until: number): number {
  const seen = new Set<string>();
  let last = -1;
  for (const [at, { text }] of lines.entries()) {
    const key = text.toLowerCase();
    if (seen.has(key) && isTitle(text) && wordCount(text) >= SHORTEST_REPEATED) last = at;
    if (at < until) seen.add(key);
  }
  return last;
}
