/** Posts as blogs show them: a line with the date, a line with the title, the text, perhaps its comments. */
import { dateStyle, parseDate } from './dates.ts';
import type { ParsedPost } from './document.ts';
import { endsInButtons, isCounter, isFooter, isWayOn, labelsIn } from './furniture.ts';
import { type Line, nextWords, withoutMargins } from './lines.ts';
import type { Page } from './page.ts';
import { Passage } from './passage.ts';
import { bylineOf, guestSignature } from './signatures.ts';
import { readThread, splitThread } from './thread.ts';
import { isProse, isTitle } from './wording.ts';

/** Where a post begins, and what its head says. */
export interface Head {
  /** The index of its first line. */
  readonly at: number;
  readonly publishedOn: string | null;
  readonly title: Line | null;
  /** The index of the first line under the head. */
  readonly below: number;
}

/**
 * The heads of all posts on a page. A date begins a post when it is written as the page's first one is and
 * a title follows, so that dates inside texts do not. Where the post before has certainly ended, by its
 * footer or comments, the title may be missing, or the date: a blog gives it once for all posts of a day.
 */
export function findHeads(lines: readonly Line[]): Head[] {
  const heads: Head[] = [];
  let style: string | null = null;
  let ended = true;
  let at = nextWords(lines, 0);
  while (at < lines.length) {
    const line = lines[at]!;
    const next = nextWords(lines, at + 1);
    const head = headAt(lines, at, next, ended, style, heads.at(-1) ?? null);
    if (head) {
      heads.push(head);
      style ??= dateStyle(line.text);
    }
    ended = heads.length === 0 || (!head && endsPost(line.text));
    at = head ? nextWords(lines, head.below) : next;
  }
  return heads;
}

/**
 * The head of a page's only post, which no text stands above, nor anything at all when it has no title;
 * null for a page that begins otherwise.
 */
export function openingHead(lines: readonly Line[]): Head | null {
  const [head] = findHeads(lines);
  if (!head) return null;
  const opens = head.title
    ? !lines.slice(0, head.at).some(({ text }) => isProse(text))
    : nextWords(lines, 0) === head.at;
  return opens ? head : null;
}

/** The head that begins with a line, `next` being the next one that is not blank. */
function headAt(
  lines: readonly Line[],
  at: number,
  next: number,
  ended: boolean,
  style: string | null,
  before: Head | null,
): Head | null {
  const line = lines[at]!;
  const below = lines[next];
  const written = line.indent === 0 ? dateStyle(line.text) : null;
  if (written && written === (style ?? written)) {
    const publishedOn = parseDate(line.text);
    if (below && canHeadPost(below)) return { at, publishedOn, title: below, below: next + 1 };
    return ended ? { at, publishedOn, title: null, below: at + 1 } : null;
  }
  const sharesDate = before && ended && canHeadPost(line) && below && isProse(below.text);
  return sharesDate ? { at, publishedOn: before.publishedOn, title: line, below: at + 1 } : null;
}

function canHeadPost(line: Line): boolean {
  return (
    line.indent === 0 &&
    isTitle(line.text) &&
    !endsPost(line.text) &&
    !isWayOn(line.text) &&
    !/^\d+\.\s/.test(line.text) &&
    bylineOf(line) === null
  );
}

/** Whether a line only ever stands under a whole post. */
function endsPost(text: string): boolean {
  return isCounter(text) || isFooter(text) || endsInButtons(text);
}

/** The posts under these heads, each up to the next. */
export function readPosts(
  page: Page,
  lines: readonly Line[],
  heads: readonly Head[],
  labels: readonly string[],
): ParsedPost[] {
  return heads.map((head, i) => readPost(page, head, lines.slice(head.below, heads[i + 1]?.at), labels));
}

/** A post from what its head says and from the lines below: byline, text, footer and comments. */
export function readPost(
  page: Page,
  head: Pick<Head, 'title' | 'publishedOn'>,
  lines: readonly Line[],
  labels: readonly string[] = [],
): ParsedPost {
  const { post, thread } = splitThread(lines.slice(0, columnLength(lines)));
  const { text, footer } = splitFooter(withoutMargins(post));
  const byline = text[0] ? bylineOf(text[0]) : null;
  const below = footer.concat(thread.slice(0, footerLength(thread)));
  return {
    ...postOf(page, head, withoutMargins(byline ? text.slice(1) : text)),
    byline: byline ?? below.map(bylineOf).find((name) => name !== null) ?? null,
    labels: [...new Set([...labels, ...below.flatMap((line) => labelsIn(line.text))])],
    comments: readThread(page, thread),
  };
}

/** How many lines stand above the way to other pages: all, when none leads there. */
export function columnLength(lines: readonly Line[]): number {
  const wayOn = lines.findIndex(({ text }) => isWayOn(text));
  return wayOn < 0 ? lines.length : wayOn;
}

/** A post from its head and the lines of its body, with nothing known beyond. */
export function postOf(
  page: Page,
  { title, publishedOn }: Pick<Head, 'title' | 'publishedOn'>,
  body: readonly Line[],
): ParsedPost {
  const words = body.filter(({ text }) => text !== '');
  return {
    title: title?.text ?? null,
    titleSpan: title?.span ?? null,
    publishedOn,
    byline: null,
    labels: [],
    body: new Passage(
      page.text,
      words.map(({ span }) => span),
    ),
    note: null,
    guest: guestSignature(body),
    comments: [],
  };
}

/** Parts the text of a post from the footer lines it ends with. */
function splitFooter(lines: readonly Line[]): { text: readonly Line[]; footer: readonly Line[] } {
  const end = lines.findLastIndex(({ text }) => text !== '' && !isFooter(text)) + 1;
  return { text: lines.slice(0, end), footer: lines.slice(end) };
}

/** How many lines at the beginning are blank or a footer. */
function footerLength(lines: readonly Line[]): number {
  const first = lines.findIndex(({ text }) => text !== '' && !isFooter(text));
  return first < 0 ? lines.length : first;
}
