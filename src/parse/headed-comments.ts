import type { CommentLines } from './comment-lines.ts';
import { buttonAt, isButtons, isStamp, isThreadEnd } from './furniture.ts';
import { type Line, nextWords } from './lines.ts';
import { type CommentHeader, commentHeader } from './signatures.ts';
import { isDivider } from './wording.ts';

/** A line with words, and where it stands among all lines. */
interface Worded {
  readonly line: Line;
  readonly at: number;
  readonly header: CommentHeader | null;
}

/** A comment with what tells whether it answers another. */
interface Headed {
  readonly lines: Line[];
  readonly indent: number;
  /** Whether the word `Replies` has opened a list that it stands in. */
  readonly amongReplies: boolean;
  /** Whether it can be answered itself, by its buttons; null without any. */
  answerable: boolean | null;
}

/**
 * Comments that follow one another, each under a line that names its writer. All of a thread are headed
 * alike, and where comments have buttons one begins only below those of the one before, so that what a
 * comment quotes begins none.
 */
export function headedComments(lines: readonly Line[]): CommentLines[] {
  const words = worded(lines);
  const form = words.find(({ header }) => header)?.header?.form;
  const heads = new Set(words.filter(({ header }) => header && header.form === form).map(({ at }) => at));
  const hasButtons = words.filter(({ line }) => isButtons(line.text)).length * 2 >= heads.size;
  const comments: Headed[] = [];
  let closed = true;
  let amongReplies = false;
  for (const [at, line] of lines.entries()) {
    const current = comments.at(-1);
    if (heads.has(at) && (closed || !hasButtons)) {
      comments.push({ lines: [line], indent: line.indent, amongReplies, answerable: null });
      closed = false;
      continue;
    }
    current?.lines.push(line);
    if (!current || line.text === '') continue;
    if (isButtons(line.text)) {
      // A lone `Reply` below buttons answers the whole list of replies, and so ends it.
      if (closed && line.text === 'Reply') amongReplies = false;
      current.answerable ??= !buttonAt(line.text)?.reply;
      closed = true;
      if (current.answerable) amongReplies = false;
    } else if (line.text === 'Replies') amongReplies = true;
  }
  const last = comments.at(-1);
  const end = last?.lines.findIndex(({ text }) => isThreadEnd(text)) ?? -1;
  if (end >= 0) last!.lines.splice(end);
  return isIndented(comments) ? nestedByIndent(comments) : nestedByReplies(comments);
}

/**
 * Where a thread without a count above it begins: at the first header that a date goes with, below every
 * ornament, for between ornaments a post quotes. -1 for none.
 */
export function firstHeader(lines: readonly Line[], hasButtons: boolean): number {
  const below = lines.findLastIndex(({ text }) => isDivider(text)) + 1;
  const lastStamp = lines.findLastIndex(({ text }) => isStamp(text));
  const first = worded(lines).find(({ at, header }) => {
    if (at < below || !header) return false;
    if (header.form === 'said') return at < lastStamp;
    // A name over a date and time may be a cutting's: without buttons it is no sure sign.
    return header.form !== 'above-stamp' || hasButtons;
  });
  return first?.at ?? -1;
}

function worded(lines: readonly Line[]): Worded[] {
  const words: { line: Line; at: number }[] = [];
  for (let at = nextWords(lines, 0); at < lines.length; at = nextWords(lines, at + 1)) {
    words.push({ line: lines[at]!, at });
  }
  return words.map(({ line, at }, i) => ({ line, at, header: commentHeader(line, words[i + 1]?.line) }));
}

function isIndented(comments: readonly Headed[]): boolean {
  return comments.some(({ indent }) => indent > comments[0]!.indent);
}

/** Hangs each comment on the nearest above that stands further left. */
function nestedByIndent(comments: readonly Headed[]): CommentLines[] {
  const open: number[] = [];
  return comments.map(({ lines, indent }, at) => {
    while (open.length > 0 && comments[open.at(-1)!]!.indent >= indent) open.pop();
    const parent = open.at(-1) ?? null;
    open.push(at);
    return { lines, parent };
  });
}

/** Hangs the comments of a list of replies on the comment above it. */
function nestedByReplies(comments: readonly Headed[]): CommentLines[] {
  let answered: number | null = null;
  return comments.map(({ lines, amongReplies, answerable }, at) => {
    const isReply = amongReplies && answerable !== true;
    if (!isReply) answered = at;
    return { lines, parent: isReply ? answered : null };
  });
}
