import { signedText, threaded } from '../comment.ts';
import { isTimeOfDay, stampAt, stampedDay } from '../dates.ts';
import type { ParsedComment } from '../document.ts';
import { type Line, nextWords, partOf, withoutMargins } from '../lines.ts';
import type { Page } from '../page.ts';
import { endsSentence, isHandle, isName, wordCount } from '../wording.ts';
import { areBulleted, bulletedComments } from './bulleted-comments.ts';
import { buttonsAtEnd, isButtons } from './buttons.ts';
import { commentFooter, commentHeader, nameAlone, saidIn } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { areFooted, footedComments, withWritersOver } from './footed-comments.ts';
import { isFooter, isStamp } from './furniture.ts';
import { headedComments } from './headed-comments.ts';
import { numberedComments, numberOf, POINT } from './numbered-comments.ts';
import { isSharing } from './sharing.ts';
import { isOrder, isThreadFurniture } from './thread-furniture.ts';
import { isUnderneath } from './underneath.ts';

/** In words. */
const LONGEST_BADGE = 2;

/** The comments of a thread, which are numbered, items with bullets, or each under or over a line that names the writer. */
export function readThread(page: Page, thread: readonly Line[]): ParsedComment[] {
  const written = thread.flatMap(splitButtons).map(withoutPoint);
  const lines = withWritersOver(written) ?? written;
  const first = lines.find(
    ({ text }) => text !== '' && !isFooter(text) && !isThreadFurniture(text) && !isOrder(text),
  );
  if (!first) return [];
  if (numberOf(first)) return toComments(page, numberedComments(lines));
  const listed = lines.slice(lines.indexOf(first));
  if (areBulleted(listed)) return toComments(page, bulletedComments(listed));
  const isHeaded = commentHeader(first, lines[nextWords(lines, lines.indexOf(first) + 1)]) !== null;
  return toComments(page, !isHeaded && areFooted(lines) ? footedComments(lines) : headedComments(lines));
}

/** Comments in thread order from their lines. */
export function toComments(page: Page, comments: readonly CommentLines[]): ParsedComment[] {
  const areAlone = areUnderNames(comments);
  const headerOf = areAlone || saySo(comments) ? namedHeader : commentHeader;
  return threaded(
    comments.map(({ lines, parent }) => ({
      comment: commentOf(page, areAlone ? withoutBadge(lines) : lines, headerOf),
      parent,
    })),
  );
}

/** The header of a comment in a thread whose comments are under names. */
function namedHeader(line: Line, next?: Line) {
  return commentHeader(line, next) ?? nameAlone(line);
}

function firstLines(comments: readonly CommentLines[]): Line[] {
  return comments.flatMap(({ lines }) => lines[nextWords(lines, 0)] ?? []);
}

/** Whether most comments are each under a line that says who wrote it: `Jo says:`. */
function saySo(comments: readonly CommentLines[]): boolean {
  return firstLines(comments).filter((line) => saidIn(line) && nameAlone(line)).length * 2 > comments.length;
}

/** Whether all comments, most of them under plain names, are each under one that a blank line sets apart, or a badge over it. */
function areUnderNames(comments: readonly CommentLines[]): boolean {
  const plain = firstLines(comments).filter(
    ({ text }) => isName(text) || isHandle(text) || /^\p{L}+$/u.test(text),
  );
  return (
    comments.length > 1 &&
    plain.length * 2 > comments.length &&
    comments.every(({ lines }) => {
      const first = nextWords(lines, 0);
      const text = nextWords(lines, first + 1);
      const isAlone = text < lines.length && (first + 1 < text || isBadge(lines, text));
      return isAlone && nameAlone(lines[first]!) !== null && !commentHeader(lines[first]!, lines[text]);
    })
  );
}

/** A comment's lines without what a site shows right below its name. */
function withoutBadge(lines: readonly Line[]): readonly Line[] {
  const below = nextWords(lines, 0) + 1;
  return isBadge(lines, below) ? lines.toSpliced(below, 1) : lines;
}

/** Whether a line right below a name, over a blank one, can be a rank or a mood: `Happy`. */
function isBadge(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  return text !== '' && wordCount(text) <= LONGEST_BADGE && !endsSentence(text) && lines[at + 1]?.text === '';
}

function commentOf(page: Page, all: readonly Line[], headerOf: typeof commentHeader) {
  const words = withoutMargins(all.slice(0, lengthWithoutButtons(all)));
  const second = nextWords(words, 1);
  const header = words[0] ? headerOver(words[0], words[second], headerOf) : null;
  const footer = header ? null : footerOf(words);
  const { day, lines } = header
    ? withoutStamp(words, second, header.day)
    : { day: footer?.day ?? null, lines: withoutFurniture(words.slice(0, footer?.at)) };
  const signed = signedText(page.text, lines, header?.signature ?? footer?.signature ?? null);
  return signed.body.text === '' ? null : { ...signed, publishedOn: day, links: [] };
}

/** The header that a comment begins with: its first line may be any name over a date and time. */
function headerOver(first: Line, second: Line | undefined, headerOf: typeof commentHeader) {
  return headerOf(first, second) ?? (second && stampAt(second.text) === 0 ? nameAlone(first) : null);
}

/** How many of a comment's lines stand above its buttons, and above the count of its votes over these. */
function lengthWithoutButtons(lines: readonly Line[]): number {
  const isBelow = [isThreadFurniture, isUnderneath, isSharing];
  const last = lines.findLastIndex(({ text }) => text !== '' && !isBelow.some((is) => is(text)));
  const below = lines[nextWords(lines, last + 1)];
  const isVotes =
    last > 1 && /^-?\d{1,4}(?:\s{1,4}\d{1,4})?$/.test(lines[last]!.text) && below && isButtons(below.text);
  const above = lines.slice(0, Math.max(0, last)).findLastIndex(({ text }) => text !== '');
  return (isVotes && above > 0 ? above : last) + 1;
}

/** Who wrote a comment and when, where its end says so: `Posted by: Jo | 4 May 2019`, or a name over a date; else null. */
function footerOf(words: readonly Line[]) {
  const last = words.length - 1;
  const both = last > 0 ? commentFooter(words[last]!) : null;
  if (both) return { ...both, at: last };
  const at = words.findLastIndex(({ text }, at) => at < last && text !== '');
  const name = at > 0 && stampAt(words[last]!.text) === 0 ? nameAlone(words[at]!) : null;
  return name && words[at - 1]!.text === ''
    ? { signature: name.signature, day: stampedDay(words[last]!.text), at }
    : null;
}

/** The lines under a comment's header, and its day: that `beside` the name, or else a date that is the first or last line. */
function withoutStamp(words: readonly Line[], second: number, beside: string | null) {
  const isLed = second < words.length && isStamp(words[second]!.text);
  const isClosed = !isLed && words.length > 1 && isStampBelow(words.at(-1)!.text);
  const stamp = isLed ? words[second] : isClosed ? words.at(-1) : undefined;
  return {
    day: beside ?? (stamp ? stampedDay(stamp.text) : null),
    lines: withoutFurniture(words.slice(isLed ? second + 1 : 1, isClosed ? -1 : undefined)),
  };
}

/** Whether a line tells when the comment above it was written, be it by the time of day alone. */
function isStampBelow(text: string): boolean {
  return isStamp(text) || isTimeOfDay(text);
}

/** The lines from the first on that is of the comment itself. */
function withoutFurniture(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(({ text }) => text !== '' && !isThreadFurniture(text));
  return withoutMargins(lines.slice(Math.max(0, first)));
}

/** A line without the bullet and number that a comment may have in a list. */
function withoutPoint(line: Line): Line {
  const point = POINT.exec(line.text);
  return point ? partOf(line, point[0].length) : line;
}

/** Puts the buttons that a line ends with on a line of their own. */
function splitButtons(line: Line): Line[] {
  const buttons = buttonsAtEnd(line.text);
  return buttons > 0 ? [partOf(line, 0, buttons), partOf(line, buttons)] : [line];
}
