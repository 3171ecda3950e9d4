/** Posts as blogs show them: under their head the text, perhaps a footer and comments. */
import type { ParsedPost } from './document.ts';
import { isCounter, isFooter, isSharing, isThreadEnd, isWayOn, labelsIn } from './furniture.ts';
import type { Head } from './heads.ts';
import { type Line, nextWords, withoutMargins } from './lines.ts';
import type { Page } from './page.ts';
import { Passage } from './passage.ts';
import { bylineOf, guestSignature } from './signatures.ts';
import { readThread, splitThread } from './thread.ts';

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
  const { byline, body } = splitOpening(text);
  const below = footer.concat(thread.slice(0, footerLength(thread)));
  return {
    ...postOf(page, head, withoutMargins(body)),
    byline: byline ?? below.map(bylineOf).find((name) => name !== null) ?? null,
    labels: [...new Set([...labels, ...below.flatMap((line) => labelsIn(line.text))])],
    comments: readThread(page, thread),
  };
}

/** Parts a text from who wrote it, where that stands above it, perhaps with the count of its comments. */
function splitOpening(lines: readonly Line[]) {
  const byline = lines[0] ? bylineOf(lines[0]) : null;
  if (!byline) return { byline, body: lines };
  const second = nextWords(lines, 1);
  return { byline, body: lines.slice(lines[second] && isCounter(lines[second].text) ? second + 1 : 1) };
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
    url: null,
    title: title?.text ?? null,
    titleSpan: title?.span ?? null,
    publishedOn,
    byline: null,
    labels: [],
    body: new Passage(
      page.text,
      words.map(({ span }) => span),
    ),
    links: [],
    note: null,
    guest: guestSignature(body),
    comments: [],
  };
}

/** Parts the text of a post from the footer lines it ends with. */
function splitFooter(lines: readonly Line[]): { text: readonly Line[]; footer: readonly Line[] } {
  const isUnder = (text: string) => isFooter(text) || isSharing(text) || isThreadEnd(text);
  const end = lines.findLastIndex(({ text }) => text !== '' && !isUnder(text)) + 1;
  return { text: lines.slice(0, end), footer: lines.slice(end) };
}

/** How many lines at the beginning are blank or a footer. */
function footerLength(lines: readonly Line[]): number {
  const first = lines.findIndex(({ text }) => text !== '' && !isFooter(text) && !isSharing(text));
  return first < 0 ? lines.length : first;
}
