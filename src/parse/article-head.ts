/** The head of a page for one article: what stands above its first paragraph, in whichever order the site puts it. */

import { bylineOf, datelineOf, isNamelessByline } from './bylines.ts';
import {
  datedWords,
  dayInAddress,
  leadingDay,
  parseDate,
  stampAt,
  stampedDay,
  trailingDay,
  updateDay,
} from './dates.ts';
import type { Signature } from './document.ts';
import {
  announcesNextLine,
  isCaption,
  isReadingTime,
  isSharing,
  isSharingBar,
  isTally,
  isUpdateNotice,
} from './furniture.ts';
import { type Line, nextWords, runsOn } from './lines.ts';
import { isNavigation, isTrail, partsOfSite } from './navigation.ts';
import { signatureOf } from './signatures.ts';
import { splitThread } from './thread.ts';
import { isCounter } from './thread-furniture.ts';
import {
  endsSentence,
  isFullName,
  isLowerTitle,
  isName,
  isProse,
  isSentence,
  isTitle,
  wordCount,
} from './wording.ts';

/** A title that a page repeats is longer than what menus repeat, in words. */
const SHORTEST_REPEATED = 3;
/** Byline and date stand within so many lines under what sums a text up. */
const LINES_UNDER_STANDFIRST = 5;
/** What the lines of a menu have at most, in words, and how many lines one has at least. */
const LONGEST_ITEM = 5;
/** In words: of somebody who is named without `by`. */
const LONGEST_NAME = 3;
const SHORTEST_BLOCK = 4;
const PUBLISHED_INSIDE = /\(published(?: on)? ([^()]{6,30})\)/i;
/** A date stands under a title with no more between them: what sums the text up, whose the picture is. */
const LINES_UNDER_TITLE = 4;
/** In words, date included. */
const LONGEST_SECTION = 9;
/** Of what a text is one: `Briefing No. 11`. */
const SERIES = /^\p{L}+ (?:\p{L}+\.? )?\d{1,4}$/u;

/** What a head says, and how plainly. */
export interface ArticleHead {
  readonly title: Line;
  readonly byline: Signature | null;
  readonly publishedOn: string | null;
  /** The index of the first line under the head. */
  readonly below: number;
  /** Whether the page gives the title more than once above the text. */
  readonly repeated: boolean;
  /** Whether the title stands below the menus of a site. */
  readonly belowMenus: boolean;
}

/**
 * The head of an article. The title is the line that is repeated there, or else the first below the way to the page, or
 * else the nearest above what goes with a title (byline, date, the count of its comments, buttons to share it), or else
 * the first below the menus, or the first that can be one; null without any.
 */
export function findArticleHead(lines: readonly Line[]): ArticleHead | null {
  const above = lines.slice(0, Math.max(0, textAt(lines)));
  const dated = datedIn(above);
  const dateAt = dated?.at ?? -1;
  const saidAt = above.findLastIndex((line) => bylineOf(line) !== null || datelineOf(line)?.writer);
  const bylineAt = saidAt < 0 ? nameOver(above, dateAt) : saidAt;
  const countAt = above.findLastIndex(({ text }) => isCounter(text));
  const sharedAt = above.findLastIndex(({ text }) => isSharing(text) || isSharingBar(text));
  const navigationAt = above.findLastIndex(({ text }) => isNavigation(text));
  const menusAt = lastMenuLine(above);
  const trailAt = above.findLastIndex(({ text }) => isTrail(text));
  const parts = new Set(above.flatMap(({ text }) => (isNavigation(text) ? partsOfSite(text) : [])));
  const isLabelled = (at: number) => at > 0 && announcesNextLine(above[at - 1]!.text);
  const canBeTitle = (line: Line, at: number) =>
    at !== bylineAt &&
    at !== dateAt &&
    !runsOn(lines, at) &&
    isTitle(line.text) &&
    datelineOf(line) === null &&
    !parts.has(line.text) &&
    !isFurniture(line.text) &&
    !isLabelled(at);
  // Below the date it is the words of a picture that stand there twice.
  const repeatedAt = dated?.title ?? lastRepeated(above, dateAt < 0 ? above.length : dateAt);
  const nearest = [bylineAt, dateAt, countAt, sharedAt].find((at) => at >= 0) ?? 0;
  const below = (menus: number) => above.findIndex((line, at) => at > menus && canBeTitle(line, at));
  const loweredAt =
    menusAt < 0
      ? -1
      : above.findIndex(({ text }, at) => at > menusAt && isLowerTitle(text) && standsApart(above, at));
  const first = above.findIndex(canBeTitle);
  const isShared = first >= 0 && isSharing(above[nextWords(above, first + 1)]?.text ?? '');
  const titleAt = [
    repeatedAt,
    isShared ? first : -1,
    trailAt < 0 ? -1 : below(trailAt),
    dated?.isOver ? below(dateAt) : -1,
    above.slice(0, nearest).findLastIndex(canBeTitle),
    below(menusAt),
    loweredAt,
    below(-1),
  ].find((at) => at >= 0);
  if (titleAt === undefined) return null;
  return {
    title: above[titleAt]!,
    byline: bylineAt < 0 ? null : writerIn(above[bylineAt]!),
    publishedOn: dated?.day ?? datedWords(above[titleAt]!.text)?.day ?? null,
    below: Math.max(titleAt, bylineAt, dateAt, countAt, sharedAt, navigationAt) + 1,
    repeated: repeatedAt >= 0,
    belowMenus: menusAt >= 0 && titleAt > menusAt,
  };
}

/**
 * Where the text begins: at its first prose, or, where a single line of prose stands between title and date to sum the
 * text up, at the next; without any above the count of comments at the last sentence there; -1 for neither.
 */
function textAt(lines: readonly Line[]): number {
  const isText = ({ text }: Line) => isProse(text) && !isNavigation(text);
  const first = lines.findIndex(isText);
  const above = first < 0 ? lines : lines.slice(0, first);
  if (above.some(({ text }) => isCounter(text))) {
    const { post, thread } = splitThread(lines);
    if (thread.length > 0 && isCounter(lines[post.length]!.text) && !post.some(isText))
      return post.findLastIndex(({ text }) => isSentence(text));
  }
  const second = lines.findIndex((line, at) => at > first && isText(line));
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
  const isTitled = above.slice(0, Math.max(0, at)).some(({ text }) => isTitle(text) && !isName(text));
  return at > 0 && isTitled && wordCount(above[at]!.text) <= LONGEST_NAME && isFullName(above[at]!.text)
    ? at
    : -1;
}

function writerIn(line: Line): Signature {
  return bylineOf(line) ?? datelineOf(line)?.writer ?? signatureOf(line);
}

/** Whether a line stands apart between blank ones or above the text. */
function standsApart(lines: readonly Line[], at: number): boolean {
  return lines[at - 1]?.text === '' && (lines[at + 1]?.text ?? '') === '';
}

/** The day that a head gives, and where. */
interface Dated {
  readonly at: number;
  readonly day: string;
  /** Where the title stands that is written behind the day once more. */
  readonly title?: number;
  /** Whether the day is that of the last change, which sites give over the title. */
  readonly isOver?: boolean;
}

/**
 * The day of a head: its last dateline, or else what is a date and a time or says within it when it was published, or
 * else the day before a title that stands above alone, or else the day that a line beside a title ends with, or else
 * that in the page's own address, or else that of the last change; null without any.
 */
function datedIn(above: readonly Line[]): Dated | null {
  const words = above.flatMap((line, at) => (line.text === '' ? [] : [{ line, text: line.text, at }]));
  const dateline = words.findLast(({ line }) => datelineOf(line) !== null);
  if (dateline) return { at: dateline.at, day: datelineOf(dateline.line)!.day };
  for (const { text, at } of words) {
    const inside = PUBLISHED_INSIDE.exec(text)?.[1];
    const day = (inside && parseDate(inside)) || (stampAt(text) === 0 ? stampedDay(text) : null);
    if (day) return { at, day };
  }
  const titles = new Map(words.toReversed().map(({ text, at }) => [text, at]));
  for (const { text, at } of words) {
    const leading = leadingDay(text);
    const title = leading && titles.get(text.slice(leading.end));
    if (leading && title != null) return { at, day: leading.day, title };
  }
  for (const [i, { text, at }] of words.entries()) {
    const trailing = isSection(text) ? trailingDay(text) : null;
    const nearby = [...words.slice(Math.max(0, i - LINES_UNDER_TITLE), i), ...words.slice(i + 1, i + 2)];
    if (trailing && nearby.some(({ text }) => isTitle(text) && !isFurniture(text)))
      return { at, day: trailing.day };
  }
  const addressed = words.find(({ text }) => dayInAddress(text) !== null);
  if (addressed) return { at: addressed.at, day: dayInAddress(addressed.text)!, isOver: true };
  const updated = words.find(({ text }) => updateDay(text) !== null);
  return updated ? { at: updated.at, day: updateDay(updated.text)!, isOver: true } : null;
}

/** Whether a line with a date can say in which part of a site a text stands rather than what it is called. */
function isSection(text: string): boolean {
  const beside = datedWords(text);
  const isBesideTitle = beside !== null && !SERIES.test(text.slice(beside.start, beside.end));
  return wordCount(text) <= LONGEST_SECTION && !isBesideTitle && !endsSentence(text);
}

/** Whether a line of a head is neither title nor text. */
function isFurniture(text: string): boolean {
  const is = [
    isTally,
    isCaption,
    isSharing,
    isSharingBar,
    isCounter,
    isReadingTime,
    isNamelessByline,
    isUpdateNotice,
  ];
  return isNavigation(text) || announcesNextLine(text) || is.some((test) => test(text));
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
