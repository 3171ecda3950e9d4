import { signedText, threaded } from '../comment.ts';
import { isTimeOfDay, stampAt, stampedDay } from '../dates.ts';
import type { ParsedComment } from '../document.ts';
import { itemOf, type Line, nextWords, partOf, standsApart, withoutMargins } from '../lines.ts';
import type { Page } from '../page.ts';
import { isFullName, isHandle, isName } from '../wording.ts';
import { areBulleted, bulletedComments } from './bulleted-comments.ts';
import { buttonsAtEnd, endsInButtons, isButtons } from './buttons.ts';
import { commentFooter, commentHeader, nameAlone, saidIn } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { areFooted, footedComments } from './footed-comments.ts';
import { isFooter, isStamp } from './furniture.ts';
import { firstHeader, headedComments } from './headed-comments.ts';
import { isWayOn } from './navigation.ts';
import { numberedComments, numberOf } from './numbered-comments.ts';
import { isCounter, isCountUnderTitle, isOrder, isThreadEnd, isThreadFurniture } from './thread-furniture.ts';

/** A post's lines and the lines of the thread under them. */
export interface Halves {
  readonly post: readonly Line[];
  readonly thread: readonly Line[];
  /** The title of the post as the line that counts the comments quotes it; null where it does not. */
  readonly title: Line | null;
}

/** `4 thoughts on “A Title”` */
const QUOTED_TITLE = /^((?:\d{1,5}|one) [a-z]+ (?:on|to) [“"])(.{3,200})[”"]$/i;

/** Parts a post from its thread, at the line that counts the comments or else at the first comment. */
export function splitThread(lines: readonly Line[]): Halves {
  const buttons = lines.findIndex(({ text }) => endsInButtons(text));
  const lastFooter = lines.findLastIndex((line) => commentFooter(line) !== null);
  const isHead = ({ text }: Line, at: number) =>
    isCounter(text) &&
    (at < lastFooter ||
      isThreadFurniture(text) ||
      beginsThread(lines, nextWords(lines, at + 1), !isCountUnderTitle(text)));
  const head = buttons < 0 ? lines.findIndex(isHead) : lines.slice(0, buttons).findLastIndex(isHead);
  if (head >= 0) {
    // A count at the end of a post's footer leaves the footer to the post.
    const below = head + (isFooter(lines[head]!.text) ? 1 : 0);
    const [, opening, title] = QUOTED_TITLE.exec(lines[head]!.text) ?? [];
    return {
      post: lines.slice(0, below),
      thread: lines.slice(head + 1),
      title: title ? partOf(lines[head]!, opening!.length, opening!.length + title.length) : null,
    };
  }
  const listed = buttons < 0 ? listSetOff(lines) : -1;
  if (listed >= 0) return { post: lines.slice(0, listed), thread: lines.slice(listed), title: null };
  const numbered = lines.slice(0, Math.max(0, buttons)).findLastIndex((line) => numberOf(line)?.number === 1);
  const headed = firstHeader(lines, buttons >= 0);
  // Where a comment's header stands between them, the buttons are that comment's, and the list the post's own.
  const isList = headed > nextWords(lines, numbered + 1) && headed < buttons;
  const first = numbered >= 0 && !isList ? numbered : headed;
  const end = first < 0 ? lines.length : first;
  return { post: lines.slice(0, end), thread: lines.slice(end), title: null };
}

/**
 * Where comments begin that nothing counts, nor can be answered: the list that a gap parts from the text, further right
 * to the end or to what asks for another comment. It is numbered, or says who wrote its items, and when.
 */
function listSetOff(lines: readonly Line[]): number {
  const isBlank = (line: Line | undefined) => line?.text === '';
  const isSetOff = (line: Line, at: number) =>
    at > 1 && line.indent > 0 && isBlank(lines[at - 1]) && isBlank(lines[at - 2]);
  const numbered = lines.findLastIndex((line, at) => isSetOff(line, at) && numberOf(line)?.number === 1);
  const at = numbered >= 0 ? numbered : lines.findIndex(isSetOff);
  if (at < 0 || !(at === numbered || areBulleted(lines.slice(at)))) return -1;
  const end = lines.findIndex(({ text }, below) => below > at && isThreadEnd(text));
  const isApart = ({ text, indent }: Line) => text === '' || indent > 0 || isWayOn(text);
  return lines.slice(at, end < 0 ? undefined : end).every(isApart) ? at : -1;
}

/**
 * Whether the words from here on can stand under a count of comments: comments, or nothing of the post. A full name that
 * stands alone heads one where `isNamed`, and is else that of who is pictured.
 */
function beginsThread(lines: readonly Line[], at: number, isNamed: boolean): boolean {
  const line = lines[at];
  if (!line || numberOf(line) || isPoint(line)) return true;
  if (commentHeader(itemOf(line) ?? line, lines[nextWords(lines, at + 1)])) return true;
  if (nameAlone(line) && (saidIn(line) || (isNamed && isFullName(line.text) && standsApart(lines, at))))
    return true;
  return isThreadFurniture(line.text) || isOrder(line.text) || isFooter(line.text);
}

/** The comments of a thread, which are numbered, items with bullets, or each under or over a line that names the writer. */
export function readThread(page: Page, thread: readonly Line[]): ParsedComment[] {
  const lines = thread.flatMap(splitButtons).map(withoutPoint);
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
  const headerOf = areNamed(comments) ? namedHeader : commentHeader;
  return threaded(
    comments.map(({ lines, parent }) => ({ comment: commentOf(page, lines, headerOf), parent })),
  );
}

/** The header of a comment in a thread whose comments are under names. */
function namedHeader(line: Line, next?: Line) {
  return commentHeader(line, next) ?? nameAlone(line);
}

/**
 * Whether comments are each under a name: most on a line that says so (`Jo says:`), or else all, most of them under plain
 * names, on lines that a blank one sets apart.
 */
function areNamed(comments: readonly CommentLines[]): boolean {
  const firsts = comments.flatMap(({ lines }) => lines[nextWords(lines, 0)] ?? []);
  if (firsts.filter((line) => saidIn(line) && nameAlone(line)).length * 2 > comments.length) return true;
  const plain = firsts.filter(({ text }) => isName(text) || isHandle(text) || /^\p{L}+$/u.test(text));
  return (
    comments.length > 1 &&
    plain.length * 2 > comments.length &&
    comments.every(({ lines }) => {
      const first = nextWords(lines, 0);
      const text = nextWords(lines, first + 1);
      const isAlone = first + 1 < text && text < lines.length;
      return isAlone && nameAlone(lines[first]!) !== null && !commentHeader(lines[first]!, lines[text]);
    })
  );
}

function commentOf(page: Page, all: readonly Line[], headerOf: typeof commentHeader) {
  const words = withoutMargins(all.slice(0, lengthWithoutButtons(all)));
  const second = nextWords(words, 1);
  const header = words[0] ? headerOf(words[0], words[second]) : null;
  const footer = header ? null : footerOf(words);
  const { day, lines } = header
    ? withoutStamp(words, second, header.day)
    : { day: footer?.day ?? null, lines: withoutFurniture(words.slice(0, footer?.at)) };
  const signed = signedText(page.text, lines, header?.signature ?? footer?.signature ?? null);
  return signed.body.text === '' ? null : { ...signed, publishedOn: day, links: [] };
}

/** How many of a comment's lines stand above its buttons, and above the count of its votes over these. */
function lengthWithoutButtons(lines: readonly Line[]): number {
  const last = lines.findLastIndex(({ text }) => text !== '' && !isThreadFurniture(text));
  const below = lines[nextWords(lines, last + 1)];
  const isVotes = last > 1 && /^-?\d{1,4}$/.test(lines[last]!.text) && below && isButtons(below.text);
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

/** `• 1.`, with or without a header behind. */
const POINT = /^[•*] \d{1,5}\.(?: |$)/;

const isPoint = ({ text }: Line) => POINT.test(text);

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
