/** What sites put above and below a text in markup, and is no part of it. */
import { countBefore } from '../bisection.ts';
import { publicationDay } from '../dates.ts';
import type { Signature } from '../document.ts';
import { type Line, withoutMargins } from '../lines.ts';
import type { Span } from '../span.ts';
import { bylineOf } from '../text/bylines.ts';
import { announcesNextLine, isUpdateNotice, standsOver, standsUnder } from '../text/furniture.ts';
import { isSharing } from '../text/sharing.ts';
import { textLength } from '../text/text-edges.ts';
import { isUnderneath } from '../text/underneath.ts';
import { siteOf } from '../web-address.ts';
import { endsSentence, isProse, isSentence, wordCount } from '../wording.ts';
import { descendants, hasWords, marked } from './passages.ts';
import type { RenderedElement } from './rendering.ts';

/** In words: the office of whoever wrote a text, between the name and what else stands above it. */
const LONGEST_OFFICE = 6;
/** In lines: a name and an office. */
const MOST_SIGNING = 2;
/** In words: what heads a list of links. */
const LONGEST_HEADING = 6;

/** Where public bodies have sites of their own inside a host that is one itself: `www.gov.uk`. */
const HOST_OF_MANY = /^(?:gov|nhs|police)\.[a-z]+$/;

const isCaptioning = marked('figcaption', '.cap', '.caption', '.wp-caption-text', '.credit');

/**
 * A text without the lines at its beginning and its end that are links around the site, captions or buttons to share, and
 * without the heading over such links: `More about`, `Boats`, `Piers`. `base` is where the page stands: a link to another
 * site, or to a document, stays, for the text may rest on it.
 */
export function withoutEdges(
  body: RenderedElement,
  lines: readonly Line[],
  base: string | null,
): readonly Line[] {
  const elements = [...descendants(body)].filter(hasWords);
  const links = elements.filter(({ tag }) => tag === 'a');
  const allLinks = new Cover(links);
  const references = new Cover(links.filter(({ attributes }) => isReference(attributes.href, base)));
  const captions = new Cover(elements.filter(isCaptioning));
  const isWayOn = (line: Line) =>
    allLinks.holds(line) && !isProse(line.text) && (!references.holds(line) || isSharing(line.text));
  const isFurniture = (line: Line) => isWayOn(line) || captions.holds(line);
  const textAt = lines.findIndex(
    (line) => !isFurniture(line) && (isProse(line.text) || isSentence(line.text)),
  );
  // Where there is nothing but links, they are the text.
  if (textAt < 0) return lines;
  const isHead = (line: Line) => isFurniture(line) || isAbove(line.text) || bylineOf(line) !== null;
  const above = lines.slice(0, textAt).filter(({ text }) => text !== '');
  const signing = above.slice(0, Math.max(0, above.findIndex(isHead)));
  const isSigning = signing.length <= MOST_SIGNING && signing.every(isOffice);
  const head = lines.slice(0, textAt).filter((line, at) => {
    const isOfficeBelow = at > 0 && bylineOf(lines[at - 1]!) !== null && isOffice(line);
    return !isHead(line) && !isOfficeBelow && !(isSigning && signing.includes(line));
  });
  const length = textLength(lines, (line) => isUnderneath(line) && !isClosing(line));
  const text = withoutMargins([...head, ...lines.slice(textAt, Math.max(textAt + 1, length))]);
  let end = text.length;
  let below: Line | null = null;
  for (; end > 1; end--) {
    const line = text[end - 1]!;
    if (line.text === '') continue;
    if (isFurniture(line) || isBelow(line.text)) {
      below = line;
      continue;
    }
    // One heading is that of the links; more are of the text.
    if (!below || !isWayOn(below) || isSharing(below.text) || !isHeading(line.text)) break;
    below = null;
  }
  return withoutMargins(text.slice(0, end).filter((line) => !(allLinks.holds(line) && isSharing(line.text))));
}

/** A text without what its pictures show, at both ends. */
export function withoutCaptions(body: RenderedElement, lines: readonly Line[]): readonly Line[] {
  const captions = new Cover([...descendants(body)].filter(isCaptioning));
  const isText = (line: Line) => line.text !== '' && !captions.holds(line);
  const first = lines.findIndex(isText);
  return first < 0 ? lines : lines.slice(first, lines.findLastIndex(isText) + 1);
}

/** Who wrote a text, as the lines above its first sentence say; null where they do not. */
export function bylineAbove(lines: readonly Line[]): Signature | null {
  const text = lines.findIndex(({ text }) => isProse(text) || isSentence(text));
  return (
    lines
      .slice(0, Math.max(0, text))
      .map(bylineOf)
      .find((byline) => byline) ?? null
  );
}

/** Whether a line can be a writer's name or office. */
function isOffice({ text }: Line): boolean {
  return text !== '' && wordCount(text) <= LONGEST_OFFICE && !endsSentence(text);
}

/** Whether an address is that of a document, or of another site than the page's. */
function isReference(href: string | undefined, base: string | null): boolean {
  const url = URL.parse(href ?? '', base ?? 'http://page.invalid/');
  const home = URL.parse(base ?? 'http://page.invalid/');
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return !isOneSite(siteOf(url), home ? siteOf(home) : '') || /\.(?:pdf|docx?)$/i.test(url.pathname);
}

/** Whether hosts are of one site: one stands inside the other, as `support.theguardian.com` in `theguardian.com`. */
function isOneSite(one: string, other: string): boolean {
  const [outer, inner] = one.length < other.length ? [one, other] : [other, one];
  return one === other || (inner.endsWith(`.${outer}`) && !HOST_OF_MANY.test(outer));
}

/** Whether a line closes a press notice: what stands below may say where its facts are from. */
function isClosing(text: string): boolean {
  return /\b(?:ends|contact|enquiries)\b/i.test(text);
}

function isHeading(text: string): boolean {
  return wordCount(text) <= LONGEST_HEADING && !endsSentence(text);
}

function isAbove(text: string): boolean {
  return announcesNextLine(text) || standsOver(text);
}

function isBelow(text: string): boolean {
  const is = [standsUnder, isUnderneath, isUpdateNotice, isPublishing];
  return !isSentence(text) && !isProse(text) && is.some((test) => test(text));
}

/** Whether a line says that a day is that of publication: a day alone may be the writer's. */
function isPublishing(text: string): boolean {
  return publicationDay(text) !== null && /^(?:first )?(?:published|posted|prepared)\b/i.test(text);
}

/** The stretches of a page that elements take up together. */
class Cover {
  readonly #spans: readonly Span[];

  constructor(elements: readonly RenderedElement[]) {
    const spans: { start: number; end: number }[] = [];
    for (const { span } of elements) {
      const last = spans.at(-1);
      if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
      else spans.push({ ...span });
    }
    this.#spans = spans;
  }

  /** Whether all words of a line are inside. */
  holds({ text, span }: Line): boolean {
    let rest = '';
    let from = span.start;
    const first = countBefore(this.#spans.length, (at) => this.#spans[at]!.end <= span.start);
    for (let at = first; at < this.#spans.length; at++) {
      const { start, end } = this.#spans[at]!;
      if (start >= span.end) break;
      if (start > from) rest += text.slice(from - span.start, start - span.start);
      from = Math.max(from, end);
    }
    if (from === span.start) return false;
    rest += text.slice(from - span.start);
    return !/[\p{L}\p{N}]/u.test(rest);
  }
}
