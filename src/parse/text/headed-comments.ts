import { stampAt } from '../dates.ts';
import { type Line, lastWords, nextWords } from '../lines.ts';
import { isDivider, isFullName } from '../wording.ts';
import { buttonAt, isButtons } from './buttons.ts';
import { type CommentHeader, commentHeader, nameAlone, saidIn } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { isStamp } from './furniture.ts';
import { isThreadEnd } from './thread-furniture.ts';
import { isUnderneath } from './underneath.ts';

const ANSWERS = /^reply to\s+(?=\S)/i;
/** A comment's header takes so many lines, blank ones included. */
const LINES_OF_HEADER = 4;

const isAnyName = (line: Line) => nameAlone(line) !== null;
const isPlainName = ({ text }: Line) => isFullName(text);
const isSayer = (line: Line) => saidIn(line) !== null && nameAlone(line) !== null;

/** Whether a name stands alone over a text that is none. */
function standsOverText(lines: readonly Line[], at: number, isName: (line: Line) => boolean): boolean {
  const below = lines[nextWords(lines, at + 1)];
  const isAlone = (lines[at - 1]?.text ?? '') === '' && lines[at + 1]?.text === '';
  return isAlone && below !== undefined && isName(lines[at]!) && !isName(below);
}

/** A line with words, and where it stands among all lines. */
interface Worded {
  readonly line: Line;
  readonly at: number;
  readonly header: CommentHeader | null;
}

/** A list that the word `Replies` has opened. */
interface Replies {
  /** The comment that it begins with. */
  first: Headed | null;
  /** Whether something says where it ends. */
  isEnded: boolean;
}

/** A comment with what tells whether it answers another. */
interface Headed {
  readonly lines: Line[];
  readonly indent: number;
  /** The list of replies that was open when it began. */
  readonly list: Replies | null;
  /** Whether it can be answered itself, by its buttons; null without any. */
  answerable: boolean | null;
}

/**
 * Comments that follow one another, each under a line that names its writer. All of a thread are headed alike, or else
 * by names, or `Jo says:`, and nothing else. Where comments have buttons one begins only below those of the one
 * before, so that what a comment quotes begins none.
 */
export function headedComments(lines: readonly Line[]): CommentLines[] {
  // A thread that begins with a name of any sort has such over all its comments.
  const opening = nextWords(lines, 0);
  const words = worded(lines, isOverStamp(lines, opening));
  const form = words.find(({ header }) => header)?.header?.form;
  const isNameHere = standsOverText(lines, opening, isAnyName) ? isAnyName : isPlainName;
  const heads = new Set(
    words
      .filter(({ at, header }) =>
        form ? header?.form === form : isSayer(lines[at]!) || standsOverText(lines, at, isNameHere),
      )
      .map(({ at }) => at),
  );
  const hasButtons = words.filter(({ line }) => isButtons(line.text)).length * 2 >= heads.size;
  // As visitors see a thread, nothing can be deleted: replies have no buttons, and their list ends with `Reply`.
  const haveDelete = words.some(({ line }) => buttonAt(line.text) && isButtons(line.text));
  const comments: Headed[] = [];
  let closed = true;
  let list: Replies | null = null;
  for (const [at, line] of lines.entries()) {
    const current = comments.at(-1);
    if (heads.has(at) && (closed || !hasButtons || (list && !haveDelete))) {
      const comment: Headed = { lines: [line], indent: line.indent, list, answerable: null };
      comments.push(comment);
      if (list) list.first ??= comment;
      closed = false;
      continue;
    }
    current?.lines.push(line);
    if (!current || line.text === '') continue;
    if (isButtons(line.text)) {
      // A lone `Reply` below buttons answers the whole list of replies, and so ends it.
      if (list && (closed || !haveDelete) && line.text === 'Reply') {
        list.isEnded = true;
        list = null;
        closed = true;
        continue;
      }
      current.answerable ??= !buttonAt(line.text)?.reply;
      closed = true;
      if (current.answerable && !isAnswerable(list?.first)) list = null;
    } else if (line.text === 'Replies') list = { first: null, isEnded: false };
  }
  const last = comments.at(-1);
  const isEnd = ({ text }: Line, at: number, { [at - 1]: above }: readonly Line[]) =>
    isThreadEnd(text) ||
    /^(?:\d{1,5} )?view all comments$/i.test(text) ||
    (hasButtons && isButtons(text)) ||
    (above?.text === '' && isUnderneath(text));
  const end = last?.lines.findIndex(isEnd) ?? -1;
  // The buttons themselves stay: a count of votes is told by them.
  if (end >= 0) last!.lines.splice(end + (isButtons(last!.lines[end]!.text) ? 1 : 0));
  dropScores(comments, end >= 0);
  const nested = isIndented(comments) ? nestedByIndent(comments) : nestedByReplies(comments);
  return answeringByName(nested);
}

/**
 * Where a thread without a count above it begins: at the first header that a date goes with, below every
 * ornament, for between ornaments a post quotes. -1 for none.
 */
export function firstHeader(lines: readonly Line[], hasButtons: boolean): number {
  const below = lines.findLastIndex(({ text }) => isDivider(text)) + 1;
  const lastStamp = lines.findLastIndex(({ text }) => isStamp(text));
  const words = worded(lines);
  // Nobody but a blog writes `Jo said…`; with dots of another sort it may as well open a quotation.
  const speakers = words.filter(
    ({ line, at, header }) =>
      header?.form === 'said' && (lines[at - 1]?.text === '' || line.text.endsWith('said…')),
  );
  const first = words.find(({ at, header }) => {
    if (at < below || !header) return false;
    if (header.form === 'said') return at < lastStamp || speakers.length > 1;
    // A date may stand before a title, and a name over a date may be one; over a date and time it may be a cutting's:
    // without buttons that is no sure sign.
    return (
      header.form !== 'dated' && header.form !== 'above-date' && (header.form !== 'above-stamp' || hasButtons)
    );
  });
  return first?.at ?? -1;
}

/** Whether a name of any sort stands over a date and time. */
export function isOverStamp(lines: readonly Line[], at: number): boolean {
  const below = lines[nextWords(lines, at + 1)];
  return below !== undefined && stampAt(below.text) === 0 && isAnyName(lines[at]!);
}

/** The lines with words, and the headers among them: where any names are, every one over a date and time. */
function worded(lines: readonly Line[], areAnyNames = false): Worded[] {
  const words: { line: Line; at: number }[] = [];
  for (let at = nextWords(lines, 0); at < lines.length; at = nextWords(lines, at + 1)) {
    words.push({ line: lines[at]!, at });
  }
  return words.map(({ line, at }, i) => {
    const next = words[i + 1]?.line;
    const named = areAnyNames && next && stampAt(next.text) === 0 ? nameAlone(line) : null;
    const header = commentHeader(line, next) ?? (named && { ...named, form: 'above-stamp' as const });
    return { line, at, header };
  });
}

/**
 * Drops the scores that a forum shows over its comments, and so at the end of those above: where most have one, but for
 * the last, which has one where something was cut off below it.
 */
function dropScores(comments: readonly Headed[], isCut: boolean): void {
  const isScore = (line: Line | undefined) => line !== undefined && /^-?\d{1,5}$/.test(line.text);
  const scored = comments
    .slice(0, isCut ? undefined : -1)
    .map(({ lines }) => {
      let end = lines.length;
      for (let last = lastWords(lines, end); last > 1 && isScore(lines[last]); last = lastWords(lines, last))
        end = last;
      return { lines, end };
    })
    .filter(({ lines, end }) => end < lines.length && isScore(lines[end]));
  if (scored.length < 2 || scored.length * 3 < (comments.length - 1) * 2) return;
  for (const { lines, end } of scored) lines.splice(end);
}

function isIndented(comments: readonly Headed[]): boolean {
  return comments.some(({ indent }) => indent > comments[0]!.indent);
}

/** Hangs comments that say `Reply to Jim Brown` under their header on the last one by that name, without the line. */
function answeringByName(comments: readonly CommentLines[]): CommentLines[] {
  const last = new Map<string, number>();
  return comments.map(({ lines, parent }, at) => {
    const said = lines.findIndex(
      (line, below) => below > 0 && below <= LINES_OF_HEADER && ANSWERS.test(line.text),
    );
    const name = said < 0 ? '' : lines[said]!.text.replace(ANSWERS, '');
    const answered = last.get(name);
    const header = lines[0] && commentHeader(lines[0], lines[nextWords(lines, 1)]);
    if (header?.signature) last.set(header.signature.name, at);
    return answered === undefined ? { lines, parent } : { lines: lines.toSpliced(said, 1), parent: answered };
  });
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
  return comments.map((comment, at) => {
    const isReply = standsAmongReplies(comment);
    if (!isReply) answered = at;
    return { lines: comment.lines, parent: isReply ? answered : null };
  });
}

const isAnswerable = (comment: Headed | null | undefined) => comment?.answerable === true;

/**
 * Whether a comment is a reply. Most often replies cannot be answered, and the first comment that can be ends their
 * list. Where the first of a list can be, buttons tell nothing in it: it goes on to its end if it has one, and is else
 * known to hold its first only.
 */
function standsAmongReplies(comment: Headed): boolean {
  const { list } = comment;
  if (!list) return false;
  if (isAnswerable(list.first)) return list.isEnded || comment === list.first;
  return !isAnswerable(comment);
}
