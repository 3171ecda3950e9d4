/** What sites put above and below a text in markup, and is no part of it. */
import { publicationDay } from './dates.ts';
import {
  isCaption,
  isFooter,
  isLabel,
  isReadingTime,
  isSharing,
  isSharingBar,
  isThreadEnd,
  isUnderneath,
  isUpdateNotice,
} from './furniture.ts';
import { descendants, hasWords, marked } from './html-passages.ts';
import { type Line, withoutMargins } from './lines.ts';
import type { RenderedElement } from './rendering.ts';
import { bylineOf } from './signatures.ts';
import type { Span } from './span.ts';
import { endsSentence, isProse, wordCount } from './wording.ts';

/** The office of whoever wrote a text, on the line below the name, in words. */
const LONGEST_OFFICE = 6;

const isLink = marked('a');
const isCaptioning = marked('figcaption', '.cap', '.caption', '.wp-caption-text', '.credit');

/** A text without the lines at both ends that lead elsewhere or name its pictures, and what heads such lines. */
export function withoutEdges(body: RenderedElement, lines: readonly Line[]): readonly Line[] {
  const elements = [...descendants(body)].filter(hasWords);
  const links = new Covered(elements.filter(isLink));
  const captions = new Covered(elements.filter(isCaptioning));
  const isLeading = (line: Line) => links.cover(line) && !isProse(line.text);
  const isHead = (line: Line, at: number) =>
    isLeading(line) ||
    captions.cover(line) ||
    isAbove(line.text) ||
    bylineOf(line) !== null ||
    isOfficeOf(lines[at - 1], line);
  const textAt = lines.findIndex(({ text }) => isProse(text) || isSentence(text));
  const first =
    lines.slice(0, Math.max(0, textAt)).findLastIndex((line, at) => line.text !== '' && isHead(line, at)) + 1;
  const above = withoutMargins(lines.slice(first));
  let end = above.length;
  let isDropped = false;
  for (; end > 1; end--) {
    const line = above[end - 1]!;
    if (line.text === '') continue;
    const isFurniture = isLeading(line) || captions.cover(line) || isBelow(line.text);
    // What heads a list of links is no part of the text either.
    const isHeading = isDropped && !endsSentence(line.text) && !isProse(line.text) && isBare(line.text);
    if (!isFurniture && !isHeading) break;
    isDropped = true;
  }
  const text = above.slice(0, end).filter((line) => !(links.cover(line) && isSharing(line.text)));
  return withoutMargins(text);
}

function isSentence(text: string): boolean {
  return endsSentence(text) && wordCount(text) > LONGEST_OFFICE;
}

function isAbove(text: string): boolean {
  return [isLabel, isSharing, isSharingBar, isReadingTime, isUpdateNotice, isCaption].some((is) => is(text));
}

function isBelow(text: string): boolean {
  const is = [isFooter, isSharing, isSharingBar, isUnderneath, isUpdateNotice, isThreadEnd];
  return publicationDay(text) !== null || is.some((test) => test(text));
}

/** Whether a line can head a list: of a few words, and no item itself. */
function isBare(text: string): boolean {
  return wordCount(text) <= LONGEST_OFFICE && !text.startsWith('•');
}

/** Whether a line gives the office of the one whom the line above names as the writer. */
function isOfficeOf(above: Line | undefined, { text }: Line): boolean {
  return (
    above !== undefined &&
    bylineOf(above) !== null &&
    wordCount(text) <= LONGEST_OFFICE &&
    !endsSentence(text)
  );
}

/** The stretches of a page that elements take up, each line asked for once, in page order or against it. */
class Covered {
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
  cover({ text, span }: Line): boolean {
    let rest = '';
    let from = span.start;
    for (let at = this.#firstEndingAfter(span.start); at < this.#spans.length; at++) {
      const { start, end } = this.#spans[at]!;
      if (start >= span.end) break;
      if (start > from) rest += text.slice(from - span.start, start - span.start);
      from = Math.max(from, end);
    }
    if (from === span.start) return false;
    rest += text.slice(from - span.start);
    return !/[\p{L}\p{N}]/u.test(rest);
  }

  #firstEndingAfter(place: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#spans[middle]!.end <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
