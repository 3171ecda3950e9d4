import { itemOf, type Line, nextWords } from '../lines.ts';
import { commentHeader, nameAlone } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { isThreadEnd } from './thread-furniture.ts';

/** So many items of names alone are a thread. */
const FEWEST_NAMED = 3;

/** The lines down to what asks for another comment, or no longer stands further right than the page's text. */
function aboveEnd(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ text, indent }) => isThreadEnd(text) || (text !== '' && indent === 0));
  return end < 0 ? lines : lines.slice(0, end);
}

/**
 * Whether comments are each an item of a list without numbers from here on: most items say who wrote them, and when,
 * and have words below; or several are each a name alone, and the words set in below a blank line.
 */
export function areBulleted(all: readonly Line[]): boolean {
  const lines = aboveEnd(all);
  if (!lines[0] || !itemOf(lines[0])) return false;
  if (beginsNamedItems(lines)) return true;
  const isHeader = (line: Line) => commentHeader(itemOf(line) ?? line) !== null;
  const headers = lines.flatMap((line, at) => (itemOf(line) && isHeader(line) ? [at] : []));
  const hasWords = (at: number) => {
    const below = lines[nextWords(lines, at + 1)];
    return below !== undefined && (!itemOf(below) || below.indent > lines[at]!.indent);
  };
  const items = lines.filter((line) => itemOf(line) && line.indent === lines[0]!.indent);
  return headers.length * 2 > items.length && headers.length > 1 && headers.every(hasWords);
}

/** Whether the first several items of a list are each a name alone over words that are set in below a blank line. */
export function beginsNamedItems(lines: readonly Line[]): boolean {
  let count = 0;
  for (const [at, line] of lines.entries()) {
    const item = itemOf(line);
    if (!item) continue;
    const words = lines[nextWords(lines, at + 1)];
    const isOverText = lines[at + 1]?.text === '' && words !== undefined && words.indent > line.indent;
    if (!nameAlone(item) || !isOverText || itemOf(words)) return false;
    if (++count === FEWEST_NAMED) return true;
  }
  return false;
}

/**
 * Comments in a list without numbers, down to what asks for another: each of its items is one, and of the lists
 * inside it each item that says who wrote it, and when.
 */
export function bulletedComments(lines: readonly Line[]): CommentLines[] {
  const comments: { lines: Line[]; parent: number | null }[] = [];
  const open: { indent: number; at: number }[] = [];
  for (const line of aboveEnd(lines)) {
    const item = itemOf(line);
    const outermost = open[0]?.indent ?? line.indent;
    if (!item || (line.indent > outermost && !commentHeader(item))) {
      comments.at(-1)?.lines.push(line);
      continue;
    }
    while (open.length > 0 && open.at(-1)!.indent >= line.indent) open.pop();
    comments.push({ lines: [item], parent: open.at(-1)?.at ?? null });
    open.push({ indent: line.indent, at: comments.length - 1 });
  }
  return comments;
}
