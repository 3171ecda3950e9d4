import type { ParsedComment } from './document.ts';
import { buttonsAtEnd, endsInButtons, isCounter, isFooter, isStamp, isThreadFurniture } from './furniture.ts';
import { type Line, nextWords, partOf, withoutMargins } from './lines.ts';
import { numberedComments, numberOf } from './numbered-comments.ts';
import type { Page } from './page.ts';
import { Passage } from './passage.ts';
import { closingSignature, commentHeader, signatureOf } from './signatures.ts';

/** The lines of one comment, header and buttons included, and where it hangs. */
export interface CommentLines {
  readonly lines: readonly Line[];
  /** The index of the answered comment among those before it; null at top level. */
  readonly parent: number | null;
}

/** A post's lines and the lines of the thread under them. */
export interface Halves {
  readonly post: readonly Line[];
  readonly thread: readonly Line[];
}

/** Parts a post from its thread, at the line that counts the comments or else at the first comment. */
export function splitThread(lines: readonly Line[]): Halves {
  const buttons = lines.findIndex(({ text }) => endsInButtons(text));
  const isHead = ({ text }: Line, at: number) =>
    isCounter(text) && beginsThread(lines, nextWords(lines, at + 1));
  const head = buttons < 0 ? lines.findIndex(isHead) : lines.slice(0, buttons).findLastIndex(isHead);
  if (head >= 0) return { post: lines.slice(0, head), thread: lines.slice(head + 1) };
  const first = lines.slice(0, Math.max(0, buttons)).findLastIndex((line) => numberOf(line)?.number === 1);
  return first < 0
    ? { post: lines, thread: [] }
    : { post: lines.slice(0, first), thread: lines.slice(first) };
}

/** Whether the words from here on can stand under a count of comments: comments, or nothing of the post. */
function beginsThread(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (!line || numberOf(line) || commentHeader(line)) return true;
  return isThreadFurniture(line.text) || isFooter(line.text);
}

/** The comments of a thread that numbers them, or else heads each with its writer. */
export function readThread(page: Page, thread: readonly Line[]): ParsedComment[] {
  const lines = thread.flatMap(splitButtons);
  const first = lines.find(({ text }) => text !== '' && !isFooter(text) && !isThreadFurniture(text));
  const isNumbered = first && numberOf(first) !== null;
  return toComments(page, isNumbered ? numberedComments(lines) : headedComments(lines));
}

/** Comments in thread order from their lines; those without a word are left out. */
export function toComments(page: Page, comments: readonly CommentLines[]): ParsedComment[] {
  const read: ParsedComment[] = [];
  const positions: (number | null)[] = [];
  for (const { lines, parent } of comments) {
    const comment = commentOf(page, lines);
    positions.push(comment && read.length + 1);
    const answered = parent === null ? null : (positions[parent] ?? null);
    if (comment) read.push({ ...comment, position: read.length + 1, parent: answered });
  }
  return read;
}

function commentOf(page: Page, all: readonly Line[]) {
  const end = all.findLastIndex(({ text }) => text !== '' && !isThreadFurniture(text)) + 1;
  const words = withoutMargins(all.slice(0, end));
  const header = words[0] ? commentHeader(words[0]) : null;
  const stamped = header && words.length > 1 && isStamp(words.at(-1)!.text);
  const lines = withoutMargins(words.slice(header ? 1 : 0, stamped ? -1 : undefined));
  const closing = header?.signature ? null : closingSignature(lines);
  const body = (closing ? lines.slice(0, -1) : lines).filter(({ text }) => text !== '');
  if (body.length === 0) return null;
  return {
    signature: header?.signature ?? (closing && signatureOf(closing)),
    body: new Passage(
      page.text,
      body.map(({ span }) => span),
    ),
  };
}

/** Comments that follow one another, each under a line that names its writer. */
function headedComments(lines: readonly Line[]): CommentLines[] {
  const comments: { lines: Line[]; parent: null }[] = [];
  for (const line of lines) {
    if (commentHeader(line)) comments.push({ lines: [line], parent: null });
    else comments.at(-1)?.lines.push(line);
  }
  return comments;
}

/** Puts the buttons that a line ends with on a line of their own. */
function splitButtons(line: Line): Line[] {
  const buttons = buttonsAtEnd(line.text);
  return buttons > 0 ? [partOf(line, 0, buttons), partOf(line, buttons)] : [line];
}
