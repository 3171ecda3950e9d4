/** Where the thread under a post begins. */
import { itemOf, type Line, nextWords, partOf, standsApart } from '../lines.ts';
import { isFullName } from '../wording.ts';
import { areBulleted, beginsNamedItems } from './bulleted-comments.ts';
import { endsInButtons } from './buttons.ts';
import { commentFooter, commentHeader, nameAlone, saidIn } from './comment-headers.ts';
import { standsOverWriter } from './footed-comments.ts';
import { isFooter } from './furniture.ts';
import { firstHeader, isOverStamp } from './headed-comments.ts';
import { isWayOn } from './navigation.ts';
import { numberOf, POINT } from './numbered-comments.ts';
import { isSharingBar } from './sharing.ts';
import { isCounter, isCountUnderTitle, isOrder, isThreadEnd, isThreadFurniture } from './thread-furniture.ts';

/** A post's lines and the lines of the thread under them. */
export interface Halves {
  readonly post: readonly Line[];
  readonly thread: readonly Line[];
  /** The title of the post as the line that counts the comments quotes it; null where it does not. */
  readonly title: Line | null;
}

/** So much furniture may stand between the count of comments and the first, in lines with words. */
const LINES_OF_FURNITURE = 5;

/** `4 thoughts on “A Title”` */
const QUOTED_TITLE = /^((?:\d{1,5}|one) [a-z]+ (?:on|to) [“"])(.{3,200})[”"]$/i;

/** Parts a post from its thread, at the line that counts the comments or else at the first comment. */
export function splitThread(lines: readonly Line[]): Halves {
  const buttons = lines.findIndex(({ text }) => endsInButtons(text));
  const head = counterOver(lines, buttons);
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
 * Where the line stands that counts the comments below it: the first such, but one further down that comments follow
 * comes before one that only buttons follow; on a page with buttons the last above them. -1 for none.
 */
function counterOver(lines: readonly Line[], buttons: number): number {
  const lastFooter = lines.findLastIndex((line) => commentFooter(line) !== null);
  const isHead = ({ text }: Line, at: number) =>
    isCounter(text) &&
    (at < lastFooter ||
      isThreadFurniture(text) ||
      beginsThread(lines, nextWords(lines, at + 1), !isCountUnderTitle(text)) ||
      standsOverWriter(lines, nextWords(lines, at + 1), buttons));
  if (buttons >= 0) return lines.slice(0, buttons).findLastIndex(isHead);
  const first = lines.findIndex(isHead);
  const isOverComment = ({ text }: Line, at: number) =>
    at >= first && isCounter(text) && isComment(lines, belowFurniture(lines, at + 1), true);
  return first < 0 ? first : Math.max(first, lines.findIndex(isOverComment));
}

/**
 * Where comments begin that nothing counts, nor can be answered: a list that stands further right to the end or to what
 * asks for another comment. Its items are names over what is set in below them, or they say who wrote them, and when, below
 * a gap, or are numbered (`beginsNumbered`). -1 for none.
 */
function listSetOff(lines: readonly Line[]): number {
  const named = lines.findIndex((line, at) => itemOf(line) && isBelowBlank(lines, at));
  if (named > 0 && beginsNamedItems(lines.slice(named))) return named;
  const numbered = beginsNumbered(lines);
  const at = numbered >= 0 ? numbered : lines.findIndex((_, line) => isSetOff(lines, line));
  return at === numbered || areBulleted(lines.slice(at)) ? asFarAsEnd(lines, at) : -1;
}

/**
 * Where a numbered list begins that comments may be: the last one that a gap parts from the text; or the first, where gaps
 * among its items show that buttons are lost, or what asks for another comment stands right below items with blank lines
 * between them.
 */
function beginsNumbered(lines: readonly Line[]): number {
  const numberAt = (at: number) => numberOf(lines[at]!)?.number ?? 0;
  const hasGaps = lines.some((_, at) => isSetOff(lines, at) && numberAt(at) > 1);
  const setOff = lines.findLastIndex((_, at) => isSetOff(lines, at) && numberAt(at) === 1);
  if (setOff >= 0 && !hasGaps) return setOff;
  const first = lines.findIndex(
    (line, at) => line.indent > 0 && isBelowBlank(lines, at) && numberAt(at) === 1,
  );
  const second = lines.findIndex((_, at) => at > first && numberAt(at) === 2);
  const isAskedFor =
    second > 0 && isBelowBlank(lines, second) && lines.slice(second).some(({ text }) => isThreadEnd(text));
  return first > 0 && (hasGaps || isAskedFor) ? first : -1;
}

function isBelowBlank(lines: readonly Line[], at: number): boolean {
  return lines[at - 1]?.text === '';
}

/** Whether a line stands further right below a gap of more than a line. */
function isSetOff(lines: readonly Line[], at: number): boolean {
  return lines[at]!.indent > 0 && isBelowBlank(lines, at) && isBelowBlank(lines, at - 1);
}

/** The index itself where all from there stands further right, to the end or to what asks for another comment; else -1. */
function asFarAsEnd(lines: readonly Line[], at: number): number {
  if (at < 0) return -1;
  const end = lines.findIndex(({ text }, below) => below > at && isThreadEnd(text));
  const isApart = ({ text, indent }: Line) => text === '' || indent > 0 || isWayOn(text);
  return lines.slice(at, end < 0 ? undefined : end).every(isApart) ? at : -1;
}

/**
 * Whether the words from here on can stand under a count of comments: comments, or nothing of the post. A full name that
 * stands alone heads one where `isNamed`, and is else that of who is pictured.
 */
function beginsThread(lines: readonly Line[], at: number, isNamed: boolean): boolean {
  const isCount = /^\d{1,5}$/.test(lines[at]?.text ?? '');
  const below = isCount ? nextWords(lines, at + 1) : at;
  const line = lines[below];
  return (
    !line ||
    isComment(lines, below, isNamed) ||
    isThreadFurniture(line.text) ||
    isOrder(line.text) ||
    isFooter(line.text)
  );
}

/** Whether a comment begins at a line: one that is numbered, or under who wrote it. */
function isComment(lines: readonly Line[], at: number, isNamed: boolean): boolean {
  const line = lines[at];
  if (!line || isSharingBar(line.text)) return false;
  if (numberOf(line) || isPoint(line)) return true;
  if (commentHeader(itemOf(line) ?? line, lines[nextWords(lines, at + 1)]) || isOverStamp(lines, at))
    return true;
  return (
    nameAlone(line) !== null &&
    (saidIn(line) !== null || (isNamed && isFullName(line.text) && standsApart(lines, at)))
  );
}

/** The index of the first line with words, from here on, that is not the furniture of a thread; a few are looked at. */
function belowFurniture(lines: readonly Line[], from: number): number {
  let at = nextWords(lines, from);
  for (let seen = 0; seen < LINES_OF_FURNITURE && at < lines.length; seen++) {
    const { text } = lines[at]!;
    if (!isThreadFurniture(text) && !isOrder(text) && !/^\d{1,5}$/.test(text)) break;
    at = nextWords(lines, at + 1);
  }
  return at;
}

const isPoint = ({ text }: Line) => POINT.test(text);
