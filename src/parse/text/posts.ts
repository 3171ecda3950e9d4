/** Posts as blogs show them: under their head the text, perhaps a footer and comments. */

import { publicationDay } from '../dates.ts';
import type { ParsedPost, Signature } from '../document.ts';
import { type Line, withoutMargins } from '../lines.ts';
import type { Page } from '../page.ts';
import { passageOf } from '../passage.ts';
import { guestSignature, signatureOf } from '../signatures.ts';
import { wordCount } from '../wording.ts';
import { bylineOf } from './bylines.ts';
import { isFooter } from './furniture.ts';
import type { Head } from './head.ts';
import { labelsIn } from './labels.ts';
import { isSharing } from './sharing.ts';
import { columnLength, footerLength, splitFooter, withoutBar, withoutCredits } from './text-edges.ts';
import { readThread } from './thread.ts';
import { isThreadEnd } from './thread-furniture.ts';
import { splitThread } from './thread-start.ts';
import { isUnderneath } from './underneath.ts';

/** The longest name of a blog's writer, in words. */
const LONGEST_POSTER = 5;

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
  const opening = splitOpening(withoutTitle(text, head.title), head.publishedOn);
  const end = footer.findIndex(({ text }) => isThreadEnd(text));
  const below = footer.slice(0, end < 0 ? undefined : end).concat(thread.slice(0, footerLength(thread)));
  return {
    ...postOf(
      page,
      { ...head, publishedOn: head.publishedOn ?? dayUnder(below) },
      withoutMargins(opening.body),
    ),
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

/** A text without the title of the post, where it begins with that once more. */
function withoutTitle(lines: readonly Line[], title: Line | null): readonly Line[] {
  return lines.length > 1 && lines[0]!.text === title?.text ? withoutMargins(lines.slice(1)) : lines;
}

/** Parts a text from what stands above it: who wrote it, perhaps with buttons and counts; whose the picture is. */
function splitOpening(lines: readonly Line[], publishedOn: string | null) {
  const byline = lines[0] ? bylineOf(lines[0]) : null;
  const labels = lines.slice(0, footerLength(lines)).flatMap(({ text }) => labelsIn(text));
  const body = byline ? withoutBar(lines.slice(1), publishedOn) : withoutCredits(lines, publishedOn);
  return { byline, labels, body };
}

/** A post from its head and the lines of its body, with nothing known beyond. */
export function postOf(
  page: Page,
  { title, publishedOn }: Pick<Head, 'title' | 'publishedOn'>,
  body: readonly Line[],
): ParsedPost {
  return {
    url: null,
    title: title?.text ?? null,
    titleSpan: title?.span ?? null,
    publishedOn,
    byline: null,
    labels: [],
    body: passageOf(page.text, body),
    links: [],
    note: null,
    guest: guestSignature(body),
    comments: [],
  };
}

/** The day that a footer gives: `16 July 2019 | Drugs | Permalink`. */
function dayUnder(footer: readonly Line[]): string | null {
  const days = footer.map(({ text }) => (isFooter(text) ? publicationDay(text) : null));
  return days.find((day) => day !== null) ?? null;
}

/** The writer whom a footer names on the line below `Posted by`. */
function writerIn(footer: readonly Line[]): Signature | null {
  const at = footer.findIndex(({ text }) => /^posted by$/i.test(text));
  const name = at < 0 ? undefined : footer[at + 1];
  const isName = name && name.text !== '' && !isFooter(name.text) && wordCount(name.text) <= LONGEST_POSTER;
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
