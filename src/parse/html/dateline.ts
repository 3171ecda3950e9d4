/** The day of an article in markup, and who wrote it where one line says both. */
import { publicationDay } from '../dates.ts';
import { linesIn } from '../lines.ts';
import type { Span } from '../span.ts';
import { datelineOf } from '../text/bylines.ts';
import type { HtmlPage } from './html-page.ts';
import { descendants, hasWords } from './passages.ts';
import type { RenderedElement } from './rendering.ts';

/** No line that gives a date is longer, in characters. */
const LONGEST_DATELINE = 60;
/** In milliseconds. */
const ONE_DAY = 86_400_000;

/**
 * The nearest element with a date and nothing else that no prose parts from the beginning of the text, in it or over it;
 * or else the first that says it is the day of publication, wherever that stands.
 */
export function findDateline({ text, root, prose }: HtmlPage, { span: { start, end } }: RenderedElement) {
  const dated = [...descendants(root)].flatMap((element) => {
    const { span } = element;
    if (!hasWords(element) || span.end - span.start > LONGEST_DATELINE) return [];
    const written = text.slice(span.start, span.end);
    const day = publicationDay(written);
    if (day === null) return [];
    const [line] = linesIn(text, span);
    const writer = line ? (datelineOf(line)?.writer ?? null) : null;
    return [{ element, day, writer, isSaid: /^(?:published|posted|prepared)\b/i.test(written) }];
  });
  const isNear = (span: Span) =>
    prose.of({ start: Math.min(start, span.end), end: Math.max(start, span.start) }) === 0;
  const above = dated.filter(({ element: { span } }) => span.end <= end && isNear(span));
  // Of elements inside one another the outermost is the whole line.
  const last = above.at(-1);
  const line = last && above.find(({ element }) => element.span.start === last.element.span.start);
  return line ?? dated.find(({ isSaid }) => isSaid);
}

/**
 * The day that the head gives for machines, or else the one that readers see. Where that is the day before or after, it
 * counts: machines may be told the day of another time zone.
 */
export function agreedDay({ publishedOn }: HtmlPage, shown: string | null): string | null {
  const isNear = publishedOn && shown && Math.abs(Date.parse(publishedOn) - Date.parse(shown)) <= ONE_DAY;
  return isNear ? shown : (publishedOn ?? shown);
}
