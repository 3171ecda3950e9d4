/** Posts in markup: which elements are a post, its title, date, writer, labels, text and thread. */

import { dayOf, parseDate, publicationDay } from '../dates.ts';
import type { ParsedPost, Signature } from '../document.ts';
import { type Line, linesIn } from '../lines.ts';
import type { Page } from '../page.ts';
import { isIn, passageOf } from '../passage.ts';
import { guestSignature, NOBODY } from '../signatures.ts';
import type { Span } from '../span.ts';
import { bylineOf } from '../text/bylines.ts';
import { webAddress } from '../web-address.ts';
import { isFullName } from '../wording.ts';
import type { HtmlPage } from './html-page.ts';
import { isThread, readComments } from './marked-thread.ts';
import { signatureIn } from './names.ts';
import {
  descendants,
  firstLine,
  hasWords,
  holdersOf,
  isInside,
  linesOfElement,
  linksIn,
  type Match,
  marked,
  worded,
} from './passages.ts';
import type { Prose } from './prose.ts';
import type { RenderedElement } from './rendering.ts';

/** How a kind of site marks its posts. */
export interface PostMarks {
  /** What holds a post; it counts where it holds a body. A body outside all of these is a post of its own. */
  readonly post: Match;
  readonly body: Match;
  readonly title: Match;
  /** The line with the day that stands above the posts of that day; none where sites have no such line. */
  readonly dateHeader: Match;
  /** What stands inside a body without being part of the text. */
  readonly furniture: Match;
  /** What of a body's lines is the text, where marks do not say all. */
  readonly textIn?: (body: RenderedElement, lines: readonly Line[]) => readonly Line[];
}

/** A post on the page, and what belongs to it from around it. */
export interface PostElement {
  readonly element: RenderedElement;
  /** The day in the header above; null for none. */
  readonly day: string | null;
  readonly threads: RenderedElement[];
}

/** Where a site points to other posts of its own. */
const isElsewhere = marked(
  'aside',
  '.PopularPosts',
  '.FeaturedPost',
  '.popular-posts',
  '.related-posts',
  '.jp-relatedposts',
);
const isWriter = marked('.fn', '[rel=author]', '[itemprop=author]');
const isByline = worded('byline', 'author', 'authors', 'submitted');
const isBylineHolder = marked('.post-footer', '.entry-meta', '.entry-footer', '.postmetadata');
const isMetadata = marked('.postmetadata', '.post-meta', '.entry-meta', '.entry-footer');
const isPublished = marked('.published', '.entry-date', '[itemprop=datePublished]');
const isTag = marked('[rel=tag]');
/** What leads to the post alone. Blogger's oldest templates say so in a title: `permanent link`. */
const isBookmark: Match = (element) =>
  element.attributes.href !== undefined &&
  (isMarkedBookmark(element) || /^permanent link$/i.test(element.attributes.title ?? ''));
const isMarkedBookmark = marked('[rel=bookmark]');
/** What leads to the comments under a post, and so to a place on its page. */
const isWayToComments = marked('.comment-link');

/** No line that gives a date is longer, and none that also says where a post is filed, in characters. */
const LONGEST_DATE = 60;
const LONGEST_FILING = 400;
/** What holds a byline says it at its beginning, in characters. */
const LONGEST_BYLINE_HOLDER = 1000;
/** What no name begins with. */
const ABOUT = /^(?:about|by|more|posted|view|written)\b/i;

/** The elements of a page that are posts, in page order. */
export function findPosts(page: Page, { root }: HtmlPage, marks: PostMarks): PostElement[] {
  const isApart: Match = (element) => isThread(element) || isElsewhere(element);
  const holders = holdersOf(root, marks.body, isApart);
  const isPost: Match = (element) => marks.body(element) || (marks.post(element) && holders.has(element));
  const posts: PostElement[] = [];
  let day: string | null = null;
  for (const element of descendants(root, (inner) => isPost(inner) || isApart(inner))) {
    if (marks.dateHeader(element)) day = parseDate(firstLine(page.text, element)?.text ?? '');
    if (isThread(element)) posts.at(-1)?.threads.push(element);
    else if (isPost(element)) {
      posts.push({ element, day, threads: [...descendants(element, isThread)].filter(isThread) });
    }
  }
  return posts;
}

/** Reads a post from its element and what is around it. */
export function readPost(
  page: Page,
  html: HtmlPage,
  { element, day, threads }: PostElement,
  marks: PostMarks,
): ParsedPost {
  const body = marks.body(element) ? element : [...descendants(element, isThread)].find(marks.body)!;
  const around = [...descendants(element, (inner) => isThread(inner) || inner === body)].filter(
    (inner) => inner !== body && !isThread(inner),
  );
  const title = around.find((inner) => marks.title(inner) && hasWords(inner));
  const titleLine = title && firstLine(page.text, title);
  const isLeft: Match = (inner) => isThread(inner) || marks.furniture(inner);
  // Some themes say inside the text when the post was written, and what it is about.
  const said = [...descendants(body, isMetadata)].filter((inner) => isMetadata(inner) && isLeft(inner));
  const about = [...around, ...said.flatMap((inner) => [inner, ...descendants(inner)])];
  const lines = linesOfElement(page.text, body, isLeft);
  const opening = lines[0] ? bylineOf(lines[0]) : null;
  const rest = opening ? lines.slice(1) : lines;
  const text = passageOf(page.text, marks.textIn?.(body, rest) ?? rest);
  const url = permalinkOf(around, title, html.base);
  return {
    url,
    title: titleLine?.text ?? null,
    titleSpan: titleLine?.span ?? null,
    publishedOn: day ?? publishedOn(page.text, html.prose, body.span, about),
    byline: opening ?? bylineIn(page.text, around),
    labels: labelsIn(page.text, about),
    body: text,
    links: linksIn(body, html.base, isLeft).filter(({ span }) => isIn(span, text)),
    note: null,
    guest: guestSignature(lines),
    comments: readComments(page.text, threads, html.base ?? url),
  };
}

/** Who the elements around a text say wrote it; null for nobody. */
function bylineIn(page: string, around: readonly RenderedElement[]): Signature | null {
  const writer = around.find((inner) => isWriter(inner) && hasWords(inner));
  if (writer) {
    const line = firstLine(page, writer)!;
    return bylineOf(line) ?? signatureIn(line);
  }
  for (const holder of around.filter((inner) => isByline(inner) || isBylineHolder(inner))) {
    const { start, end } = holder.span;
    for (const line of linesIn(page, { start, end: Math.min(end, start + LONGEST_BYLINE_HOLDER) })) {
      const isPlain = isFullName(line.text) && !ABOUT.test(line.text);
      const name = bylineOf(line) ?? (isPlain ? signatureIn(line) : null);
      if (name && !NOBODY.test(name.name)) return name;
    }
  }
  return null;
}

/**
 * The day that the elements around a text give, for machines or else for readers, or as a date alone above it; null for
 * none.
 */
function publishedOn(
  page: string,
  prose: Prose,
  body: Span,
  around: readonly RenderedElement[],
): string | null {
  // What stands inside the text, below its first prose, may be the day of anything. Over it stands none.
  const isBeside = ({ span }: RenderedElement) =>
    span.start >= body.end || prose.of({ start: body.start, end: span.end }) === 0;
  const times = around.filter(
    (inner) => inner.tag === 'time' && !inner.classes.includes('updated') && isBeside(inner),
  );
  for (const element of [...around.filter(isPublished), ...times]) {
    const { datetime, content, title } = element.attributes;
    const written = [datetime, content, title].map(dayOf).find((day) => day !== null);
    const day = written ?? parseDate(firstLine(page, element)?.text ?? '');
    if (day) return day;
  }
  const dated = around.filter(({ span }) => span.end - span.start <= LONGEST_DATE && span.end <= body.start);
  return (
    dated.map(({ span }) => publicationDay(page.slice(span.start, span.end))).find((day) => day) ??
    around
      .filter(isMetadata)
      .map((inner) => postedOn(page, inner))
      .find((day) => day) ??
    null
  );
}

/** The day in `This entry was posted on Tuesday, March 13th, 2007 at 9:12 pm and is filed under …`; null without. */
function postedOn(page: string, { span }: RenderedElement): string | null {
  const [, date] =
    /\bposted on (.{6,40}?)(?: at \d| and |\.|$)/i.exec(
      page.slice(span.start, Math.min(span.end, span.start + LONGEST_FILING)),
    ) ?? [];
  return date ? parseDate(date) : null;
}

/** The labels that the elements around a text link to. */
function labelsIn(page: string, around: readonly RenderedElement[]): string[] {
  const labels = around.filter(isTag).map((label) => firstLine(page, label)?.text ?? '');
  return [...new Set(labels.filter((label) => label !== ''))];
}

/** The post's lasting address: what its bookmark links to, or its title, or the count of its comments; null for none. */
function permalinkOf(
  around: readonly RenderedElement[],
  title: RenderedElement | undefined,
  base: string | null,
): string | null {
  const isLink: Match = ({ attributes }) => attributes.href !== undefined;
  const titleLink =
    title &&
    ([title, ...descendants(title)].find(isLink) ??
      around.find((outer) => isLink(outer) && isInside(title, outer)));
  const toComments = around.find((inner) => isWayToComments(inner) && inner.attributes.href?.includes('#'));
  const address = webAddress((around.find(isBookmark) ?? titleLink ?? toComments)?.attributes.href, base);
  return address?.replace(/#.*$/, '') ?? null;
}
