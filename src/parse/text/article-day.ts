/** The day that the head of an article gives. */

import { datedWords, leadingDay, trailingDay } from '../dated-words.ts';
import { dayInAddress, parseDate, stampAt, stampedDay, updateDay } from '../dates.ts';
import type { Line } from '../lines.ts';
import { endsSentence, isTitle, wordCount } from '../wording.ts';
import { datelineOf, isNamelessByline } from './bylines.ts';
import { announcesNextLine, isTally, standsOver } from './furniture.ts';
import { isNavigation } from './navigation.ts';
import { isCounter } from './thread-furniture.ts';
import { isImprint, isNeighbour } from './underneath.ts';

const PUBLISHED_INSIDE = [
  /\(published(?: on)? ([^()]{6,30})\)/i,
  /^received\b.{0,120}\bpublished(?: date| online)?: ([^/|;]{6,30})$/i,
];
/** A date stands under a title with no more between them: what sums the text up, whose the picture is. */
const LINES_UNDER_TITLE = 4;
/** In words, date included. */
const LONGEST_SECTION = 9;
/** What journals say over a title: `Research Article - (2025) Volume 9, Issue 1`. */
const SORT =
  /^(?:case|original|research|review|short) (?:article|communication|paper|report)(?: [-–—(].*)?$/i;
/** Of what a text is one: `Briefing No. 11`. */
const SERIES = /^\p{L}+ (?:\p{L}+\.? )?\d{1,4}$/u;

/** The day that a head gives, and where. */
export interface Dated {
  readonly at: number;
  readonly day: string;
  /** Where the title stands that is written behind the day once more. */
  readonly title?: number;
  /** Whether the day is that of the last change or in the page's address, which stand over the title. */
  readonly isOver?: boolean;
}

/**
 * The day of a head: its last dateline, or else what is a date and a time or says within it when it was published, or
 * else the day before a title that stands above alone, or else the day that a line beside a title ends with, or else
 * that in the page's own address, or else that of the last change; null without any.
 */
export function dayIn(above: readonly Line[]): Dated | null {
  const words = above.flatMap((line, at) => (line.text === '' ? [] : [{ line, text: line.text, at }]));
  const dateline = words.findLast(({ line }) => datelineOf(line) !== null);
  if (dateline) return { at: dateline.at, day: datelineOf(dateline.line)!.day };
  for (const { text, at } of words) {
    const inside = PUBLISHED_INSIDE.map((form) => form.exec(text)?.[1]).find((found) => found);
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
    if (trailing && nearby.some(({ text }) => isTitle(text) && !isHeadFurniture(text)))
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
export function isHeadFurniture(text: string): boolean {
  const is = [
    isTally,
    isCounter,
    isNamelessByline,
    isNavigation,
    isNeighbour,
    isImprint,
    announcesNextLine,
    standsOver,
  ];
  return SORT.test(text) || is.some((test) => test(text));
}
