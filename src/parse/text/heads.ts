/** Where the posts of a page begin: a date, a title, in one of the ways in which blogs write them. */

import { datedWords } from '../dated-words.ts';
import { dateStyle, headingDay, isPrinted, isTimeOfDay, stampedDay, writtenAs } from '../dates.ts';
import { type Line, lastWords, nextWords, partOf, runsOn } from '../lines.ts';
import { isLowerTitle, isProse, isTitle } from '../wording.ts';
import { endsInButtons } from './buttons.ts';
import { bylineOf, datelineOf, isNamelessByline, isSigning } from './bylines.ts';
import { commentHeader, nameAlone } from './comment-headers.ts';
import { isCaption, isFooter } from './furniture.ts';
import type { Head } from './head.ts';
import { isNavigation, isWayOn } from './navigation.ts';
import { isSharing } from './sharing.ts';
import { isCounter, isCountUnderTitle, isThreadFurniture } from './thread-furniture.ts';
import { headsRelated } from './underneath.ts';
import { textsOverDays, withUntitled } from './untitled.ts';

/**
 * The heads of all posts on a page, in the first of these ways that fits: several titles each over the count of its
 * comments; several texts each over the day it was published; several titles written twice over a text; a date over a
 * title; both on one line; several titles each over a date.
 */
export function findHeads(lines: readonly Line[]): Head[] {
  const counted = titleOverCount(lines);
  if (counted.length > 1) return counted;
  const overDays = textsOverDays(lines);
  if (overDays.length > 0) return overDays;
  const doubled = doubledTitles(lines);
  if (doubled.length > 1) return doubled;
  const isRelated = ({ at }: Head) => headsRelated(lines[lastWords(lines, at)]?.text ?? '');
  const heads = withUntitled(dateOverTitle(lines), lines, endsPost).filter((head) => !isRelated(head));
  if (heads[0]?.title) return heads;
  const onOneLine = dateBesideTitle(lines);
  if (onOneLine[0] && !lines.slice(0, onOneLine[0].at).some(({ text }) => isProse(text))) return onOneLine;
  const titledAbove = titleOverDate(lines);
  return titledAbove.heads.length > 1 || titledAbove.isSure ? titledAbove.heads : heads;
}

/** The titles that each stand over the count of comments on a post; the day is given under the post, with who wrote it. */
function titleOverCount(lines: readonly Line[]): Head[] {
  const counts = lines.flatMap(({ text }, at) => (isCountUnderTitle(text) ? [at] : []));
  return counts.flatMap((count, i) => {
    const at = lastWords(lines, count);
    if (at < 0 || !canHeadPost(lines[at]!, (text) => !isProse(text))) return [];
    const below = lines.slice(count + 1, counts[i + 1]);
    const signed = below.findIndex(({ text }) => isSigning(text));
    const publishedOn = signed < 0 ? null : stampedDay(below[nextWords(below, signed + 1)]?.text ?? '');
    return publishedOn ? [{ at, publishedOn, title: lines[at]!, below: count + 1 }] : [];
  });
}

/** The heads of the posts on a page that gives no dates: titles over texts, below where a post has ended. */
export function findUndatedHeads(lines: readonly Line[]): Head[] {
  return dateOverTitle(lines, true);
}

/** The heads of posts that are shown by title and text alone, the one directly over the other. */
export function titlesOnTexts(lines: readonly Line[]): Head[] {
  return lines.flatMap((line, at) => {
    const isOverText = isProse(lines[at + 1]?.text ?? '') && lines[at - 1]?.text === '';
    return isOverText && canHeadPost(line) ? [{ at, publishedOn: null, title: line, below: at + 1 }] : [];
  });
}

/** The titles that are each written twice over a text, as a list of posts gives them without days. */
function doubledTitles(lines: readonly Line[]): Head[] {
  return lines.flatMap((line, at) => {
    if (line.text === '' || !canHeadPost(line)) return [];
    const again = nextWords(lines, at + 1);
    const isDoubled =
      lines[again]?.text === line.text && isProse(lines[nextWords(lines, again + 1)]?.text ?? '');
    return isDoubled ? [{ at, publishedOn: null, title: line, below: again + 1 }] : [];
  });
}

/**
 * A date begins a post when it is written as the page's first one is and a title follows, so that dates
 * inside texts do not. Where the post before has certainly ended, by its footer or comments, the title may
 * be missing, or the date: a blog gives it once for all posts of a day.
 */
function dateOverTitle(lines: readonly Line[], undated = false): Head[] {
  const heads: Head[] = [];
  let style: string | null = null;
  let ended = true;
  let at = nextWords(lines, 0);
  while (at < lines.length) {
    const line = lines[at]!;
    const next = nextWords(lines, at + 1);
    const day = heads.at(-1)?.publishedOn;
    const head = headAt(lines, at, next, ended, style, undated ? (day ?? null) : day);
    if (head) {
      heads.push(head);
      style ??= dateStyle(line.text);
    }
    ended = heads.length === 0 || (!head && endsPost(line.text));
    at = head ? nextWords(lines, head.below) : next;
  }
  return heads;
}

/** The lines that give a date and a title, written as the first one is: `19 August 2021 – A Title`. */
function dateBesideTitle(lines: readonly Line[]): Head[] {
  let style: string | null = null;
  return lines.flatMap((line, at) => {
    const beside = line.indent === 0 ? datedWords(line.text) : null;
    const title = beside && partOf(line, beside.start, beside.end);
    if (!beside || !title || !canHeadPost(title)) return [];
    const before = line.text.slice(0, beside.start);
    const after = line.text.slice(beside.end);
    const written = writtenAs(`${before} ${after}`);
    style ??= written;
    return written === style ? [{ at, publishedOn: beside.day, title, below: at + 1 }] : [];
  });
}

/**
 * The titles that stand over a date, with or without who posted it, written as the first one is, above the way to
 * other pages. Between them may stand buttons to share the post, which make it sure that this is a head.
 */
function titleOverDate(lines: readonly Line[]): { heads: Head[]; isSure: boolean } {
  const heads: Head[] = [];
  let style: string | null = null;
  let above = -1;
  let isShared = false;
  let isSure = false;
  for (const [at, line] of lines.entries()) {
    if (isWayOn(line.text)) break;
    if (line.text === '') continue;
    if (isSharing(line.text)) {
      isShared = true;
      continue;
    }
    const [title, hasBar] = [above, isShared];
    above = at;
    isShared = false;
    const day = line.indent === 0 ? (datelineOf(line)?.day ?? null) : null;
    if (day === null || title < 0 || !canHeadPost(lines[title]!)) continue;
    const written = writtenAs(line.text.split(' by ', 1)[0]!);
    style ??= written;
    if (written !== style) continue;
    isSure ||= hasBar;
    heads.push({
      at: title,
      publishedOn: day,
      title: lines[title]!,
      below: bylineOf(line) ? at : at + 1,
    });
  }
  return { heads, isSure };
}

/**
 * The head that begins with a line, `next` being the next one that is not blank, `shared` the day of a post
 * without a date of its own; undefined where none can be.
 */
function headAt(
  lines: readonly Line[],
  at: number,
  next: number,
  ended: boolean,
  style: string | null,
  shared: string | null | undefined,
): Head | null {
  const line = lines[at]!;
  const below = lines[next];
  const written = line.indent === 0 ? dateStyle(line.text) : null;
  if (written && written === (style ?? written)) {
    const publishedOn = headingDay(line.text);
    if (below && (canHeadPost(below) || isLowered(lines, next)) && !runsOn(lines, next))
      return { at, publishedOn, title: below, below: next + 1 };
    return ended || isPrinted(line.text) || lacksTitle(lines, at)
      ? { at, publishedOn, title: null, below: at + 1 }
      : null;
  }
  // Where a comment has ended the next one begins, under a line that is no title.
  const canShare =
    shared !== undefined &&
    ended &&
    canHeadPost(line) &&
    below &&
    isProse(below.text) &&
    !commentHeader(line, below) &&
    !(isThreadFurniture(lines[lastWords(lines, at)]?.text ?? '') && nameAlone(line));
  return canShare ? { at, publishedOn: shared, title: line, below: at + 1 } : null;
}

function canHeadPost(line: Line, isTitled = isTitle): boolean {
  return (
    line.indent === 0 &&
    isTitled(line.text) &&
    !endsPost(line.text) &&
    !isWayOn(line.text) &&
    !isSharing(line.text) &&
    !isNavigation(line.text) &&
    !isTimeOfDay(line.text) &&
    !isNamelessByline(line.text) &&
    !isCaption(line.text) &&
    !/^\d+\.\s/.test(line.text) &&
    bylineOf(line) === null
  );
}

/** Whether a date stands alone over the gap that a title would fill. */
function lacksTitle(lines: readonly Line[], at: number): boolean {
  return [at - 1, at + 1, at + 2].every((line) => lines[line]?.text === '');
}

/** Whether a title without a capital stands apart between blank lines. */
function isLowered(lines: readonly Line[], at: number): boolean {
  const isApart = lines[at - 1]?.text === '' && lines[at + 1]?.text === '';
  return isApart && canHeadPost(lines[at]!, isLowerTitle);
}

/** Whether a line only ever stands under a whole post. */
function endsPost(text: string): boolean {
  return isCounter(text) || isFooter(text) || endsInButtons(text);
}
