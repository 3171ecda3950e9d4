import { itemOf, type Line, partOf } from '../lines.ts';
import { isButtons } from './buttons.ts';
import { commentHeader, nameAlone, saidIn } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { isThreadEnd, isThreadFurniture } from './thread-furniture.ts';

/** How many lists inside one another are told apart; beyond, the next one takes the innermost one's place. */
const MOST_OPEN = 16;

/** A line that may open a numbered comment. */
interface Opening {
  readonly number: number;
  readonly indent: number;
  /** The words behind the number. */
  readonly words: Line;
}

/** A list that comments are numbered in: of all that answer the post, or of all that answer one comment. */
interface List {
  readonly indent: number;
  readonly parent: number | null;
  /** The number that its next comment should have. */
  next: number;
}

/** `• 1.`, with or without a header behind. */
export const POINT = /^[•*] \d{1,5}\.(?: |$)/;

/** The number a line begins with and what follows it, as in `3. Well said`; null for any other line. */
export function numberOf(line: Line): Opening | null {
  const match = /^(\d{1,5})\.(?:\s|$)/.exec(line.text);
  return match && { number: Number(match[1]), indent: line.indent, words: partOf(line, match[0].length) };
}

/**
 * Comments in lists: `1.`, `2.`, with the replies in a list of their own after the word `Replies`, or further right. A
 * number opens a comment only where the buttons of the one before it have been, so numbers inside comments do not; on
 * a page without buttons it must stand exactly below the number before it, or further right below a blank line. Further
 * right still `Comment by Jo posted on …` heads a reply without a number, as does `• Jo says:`.
 */
export function numberedComments(lines: readonly Line[]): CommentLines[] {
  const hasButtons = lines.some(({ text }) => isButtons(text));
  const comments: { lines: Line[]; parent: number | null }[] = [];
  const lists: List[] = [];
  let closed = true;
  let opensReplies = false;
  /** The last comment that had a number. */
  let answered: number | null = null;
  /** The comments that an item further right may answer, each further right than the one before. */
  const open: { indent: number; at: number }[] = [];
  const openedBy = (indent: number) => {
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
    return open.at(-1)?.at ?? null;
  };
  for (const [at, line] of lines.entries()) {
    const item = itemIn(lists, line);
    const opening: Opening | null = closed || !hasButtons ? numberOf(line) : null;
    const isDeeper =
      lists.length > 0 &&
      line.indent > lists.at(-1)!.indent &&
      (hasButtons || (lines[at - 1]?.text === '' && numberOf(lines[at + 1] ?? line)?.number !== 2));
    if (opening && (opensReplies || isDeeper) && opening.number === 1) {
      lists.splice(MOST_OPEN - 1);
      lists.push({ indent: line.indent, parent: comments.length - 1, next: 1 });
    } else if (opening && lists.length === 0) {
      lists.push({ indent: line.indent, parent: null, next: opening.number });
    }
    const list: List | null = opening && closeInner(lists, opening, hasButtons);
    const words: Line = opening && list ? wordsOf(opening) : line;
    if (opening && list) {
      list.next = opening.number + 1;
      answered = comments.push({ lines: [words], parent: list.parent }) - 1;
      openedBy(line.indent);
      open.push({ indent: line.indent, at: answered });
    } else if (item) {
      const parent = openedBy(line.indent);
      open.push({ indent: line.indent, at: comments.push({ lines: [item], parent }) - 1 });
    } else if (isReplyIn(lists, line)) {
      comments.push({ lines: [line], parent: answered });
    } else {
      comments.at(-1)?.lines.push(words);
    }
    if (words.text === '') continue;
    closed = isButtons(words.text) || (closed && isThreadFurniture(words.text)) || comments.length === 0;
    opensReplies = words.text === 'Replies' || (opensReplies && isThreadFurniture(words.text));
  }
  const last = comments.at(-1);
  // Whatever follows the buttons of the last comment, or asks for another, is the page's own.
  const end = last?.lines.findIndex(({ text }, at) => at > 0 && (isButtons(text) || isThreadEnd(text))) ?? -1;
  if (end > 0) last!.lines.splice(end);
  return comments;
}

/** The words behind a number, without the same number once more. */
function wordsOf({ number, words }: Opening): Line {
  return words.text === String(number) ? partOf(words, words.text.length) : words;
}

/** Whether a line further right than all numbers heads a reply: there some sites number no more. */
function isReplyIn(lists: readonly List[], line: Line): boolean {
  const innermost = lists.at(-1);
  return (
    innermost !== undefined && line.indent > innermost.indent + 3 && commentHeader(line)?.form === 'posted'
  );
}

/** What stands behind the bullet of a line further right than all numbers that says who wrote a reply; null for any other. */
function itemIn(lists: readonly List[], line: Line): Line | null {
  const innermost = lists.at(-1);
  const item = innermost && line.indent > innermost.indent ? itemOf(line) : null;
  return item && saidIn(item) && nameAlone(item) ? item : null;
}

/** The list in which a number comes next, after closing the lists inside it; null where it comes in none. */
function closeInner(lists: List[], { number, indent }: Opening, hasButtons: boolean): List | null {
  const fits = [
    (list: List) => list.next === number && list.indent === indent,
    (list: List) => list.next === number && hasButtons,
    (list: List) => list.next < number && list.indent === indent,
  ];
  const at = fits.map((fit) => lists.findLastIndex(fit)).find((found) => found >= 0);
  if (at === undefined) return null;
  lists.splice(at + 1);
  return lists[at]!;
}
