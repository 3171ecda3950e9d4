/** Posts as blogs show them: under their head the text, perhaps a footer and comments. */

import { bylineOf, datelineOf, isNamelessByline } from './bylines.ts';
import type { ParsedPost, Signature } from './document.ts';
import {
  excerptLength,
  isCaption,
  isFooter,
  isReadingTime,
  isSharing,
  isSharingBar,
  isUnderneath,
  isUpdateNotice,
  opensFooter,
} from './furniture.ts';
import type { Head } from './heads.ts';
import { labelsIn } from './labels.ts';
import { type Line, nextWords, partOf, withoutMargins } from './lines.ts';
import { isNavigation, isWayOn } from './navigation.ts';
import type { Page } from './page.ts';
import { Passage } from './passage.ts';
import { guestSignature, signatureOf } from './signatures.ts';
import { readThread, splitThread } from './thread.ts';
import { isCounter, isThreadEnd } from './thread-furniture.ts';
import { isProse, isTagList, wordCount } from './wording.ts';

/** How much prose may stand under a text that is none of it, in lines: of who published it, of what is related. */
const MOST_BELOW = 3;

/** The longest name of a blog's writer, in words. */
const LONGEST_NAME = 5;

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
  const { text, footer } = splitFooter(withoutMargins(post), lines[post.length]);
  const opening = splitOpening(text, head.publishedOn);
  const below = footer.concat(thread.slice(0, footerLength(thread)));
  return {
    ...postOf(page, head, withoutMargins(opening.body)),
    byline: opening.byline ?? below.map(bylineOf).find((name) => name !== null) ?? writerIn(below),
    labels: [
      ...new Set([
        ...labels,
        ...opening.labels,
        ...below.flatMap((line) => labelsIn(line.text)),
        ...listedLabels(below),
      ]),
    ],
    comments: readThread(page, thread),
  };
}

/** Parts a text from what stands above it: who wrote it, perhaps with buttons and counts; whose the picture is. */
function splitOpening(lines: readonly Line[], publishedOn: string | null) {
  const byline = lines[0] ? bylineOf(lines[0]) : null;
  const labels = lines.slice(0, footerLength(lines)).flatMap(({ text }) => labelsIn(text));
  const body = byline ? withoutBar(lines.slice(1), publishedOn) : withoutCredits(lines, publishedOn);
  return { byline, labels, body };
}

/** A text without what it begins with: the count of its comments, how long it takes to read, buttons to share it. */
export function withoutBar(lines: readonly Line[], publishedOn: string | null): readonly Line[] {
  const isBar = [
    isCounter,
    isSharingBar,
    isSharing,
    isReadingTime,
    isNamelessByline,
    isUpdateNotice,
    isFooter,
  ];
  return linesFrom(lines, (line) => isBar.some((is) => is(line.text)) || isCredit(line, publishedOn));
}

/** A text without what it begins with: what it is filed under, whose the picture is, once more its day and writer. */
function withoutCredits(lines: readonly Line[], publishedOn: string | null): readonly Line[] {
  return linesFrom(lines, (line) => isFooter(line.text) || isCredit(line, publishedOn));
}

function isCredit(line: Line, publishedOn: string | null): boolean {
  return isCaption(line.text) || (publishedOn !== null && datelineOf(line)?.day === publishedOn);
}

/**
 * The lines from the first on that is not blank nor to be skipped; nor the words of a picture, which stand there twice,
 * the second time perhaps with whose it is.
 */
function linesFrom(lines: readonly Line[], isSkipped: (line: Line) => boolean): readonly Line[] {
  for (let at = nextWords(lines, 0); at < lines.length; at = nextWords(lines, at + 1)) {
    const { text } = lines[at]!;
    if (isSkipped(lines[at]!)) continue;
    const again = nextWords(lines, at + 1);
    const second = lines[again]?.text ?? '';
    const isTwice = !isProse(text) && (second === text || (second.startsWith(text) && isCaption(second)));
    if (!isTwice || nextWords(lines, again + 1) === lines.length) return lines.slice(at);
    at = again;
  }
  return lines;
}

/** How many lines stand above the way to other pages: all, when none leads there. */
export function columnLength(lines: readonly Line[]): number {
  let above = '';
  for (const [at, { text }] of lines.entries()) {
    // Where a blog has no other pages, the way leads home alone: under a post's footer that is no heading.
    if (isWayOn(text) || (/^home$/i.test(text) && isFooter(above))) return at;
    if (text !== '') above = text;
  }
  return lines.length;
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

/** Parts the text of a post from the footer lines it ends with; over a bare `Comments` its labels may stand alone. */
function splitFooter(lines: readonly Line[], below: Line | undefined) {
  const tags = /^comments$/i.test(below?.text ?? '') && lines.at(-2)?.text === '' ? lines.at(-1) : undefined;
  const isUnder = (line: Line) =>
    isFooter(line.text) ||
    isSharing(line.text) ||
    isSharingBar(line.text) ||
    isThreadEnd(line.text) ||
    isCaption(line.text) ||
    isNavigation(line.text) ||
    (line === tags && isTagList(line.text));
  const last = lines.findLastIndex((line) => line.text !== '' && !isUnder(line)) + 1;
  const end = Math.min(
    last,
    textLength(
      lines,
      (text, textFollows) => opensFooter(text) || isUnderneath(text, textFollows) || isThreadEnd(text),
    ),
  );
  const text = withoutMargins(lines.slice(0, end));
  const excerpt = text.slice(-1).map((line) => partOf(line, 0, excerptLength(line.text)));
  return { text: withoutMargins([...text.slice(0, -1), ...excerpt]), footer: lines.slice(end) };
}

/**
 * How many lines stand above the first that closes a text, below which is no longer the text: hardly any prose, and
 * less than above. All, when there is none.
 */
export function textLength(
  lines: readonly Line[],
  closes: (text: string, textFollows: boolean) => boolean,
): number {
  let below = lines.filter(({ text }) => isProse(text)).length;
  let above = 0;
  for (const [at, { text }] of lines.entries()) {
    if (below <= MOST_BELOW && below < above && closes(text, below > 0)) return at;
    if (!isProse(text)) continue;
    above += 1;
    below -= 1;
  }
  return lines.length;
}

/** The writer whom a footer names on the line below `Posted by`. */
function writerIn(footer: readonly Line[]): Signature | null {
  const at = footer.findIndex(({ text }) => /^posted by$/i.test(text));
  const name = at < 0 ? undefined : footer[at + 1];
  const isName = name && name.text !== '' && !isFooter(name.text) && wordCount(name.text) <= LONGEST_NAME;
  return isName ? signatureOf(name) : null;
}

/** The labels that a footer lists on the lines below `Labels:`. */
function listedLabels(footer: readonly Line[]): string[] {
  const at = footer.findIndex(({ text }) => /^(?:labels|tags|categories):$/i.test(text));
  if (at < 0) return [];
  const below = footer.slice(at + 1);
  const end = below.findIndex(
    ({ text }) => text === '' || isFooter(text) || isSharing(text) || isUnderneath(text),
  );
  const listed = (end < 0 ? below : below.slice(0, end)).map(({ text }) => text);
  return labelsIn(`Labels: ${listed.map((text) => text.replace(/,$/, '')).join(', ')}`);
}

/** How many lines at the beginning are blank or a footer. */
function footerLength(lines: readonly Line[]): number {
  const first = lines.findIndex(({ text }) => text !== '' && !isFooter(text) && !isSharing(text));
  return first < 0 ? lines.length : first;
}
