import { publicationDay } from '../parse/dates.ts';
import type { Passage } from '../parse/passage.ts';
import type { Span } from '../parse/span.ts';
import { announces, isAddress, isDivider, isName, isTitle, wordCount } from '../parse/wording.ts';
import type { Naming } from './choose.ts';
import type { Reading } from './reading.ts';

/** What is known of a text's surroundings when its voices are told apart. */
export interface Setting {
  /** Whether it is a remark under a post, where a text may be pasted under the address it comes from. */
  readonly isComment: boolean;
  /** Whether the text before it was a web address and nothing else. */
  readonly isUnderAddress: boolean;
  /** Where the name under a text by someone else stands on the page; null for none. */
  readonly guest: Span | null;
}

interface Paragraph {
  readonly text: string;
  /** In the passage's text. */
  readonly start: number;
  readonly end: number;
}

/** A line with a date above a text is shorter than a sentence with a date in it, in characters. */
const LONGEST_DATELINE = 70;
/** A shorter quotation is a phrase of the text it stands in, in words. */
const FEWEST_QUOTED_WORDS = 12;
/** A shorter remark under an address is a comment on it, in words. */
const FEWEST_PASTED_WORDS = 40;
/** `:-`, as nobody writes in a sentence: what follows is somebody else's text. */
const HANDS_OVER = /:\s?[-–—]+$/;
const BULLET = /^[•*·‣-]\s/;

/**
 * Where on the page another's text is carried: behind the title or dateline of a text or the words that hand
 * over to it, up to a divider or its author's name; between dividers; in paragraphs of quotation; and in a
 * comment under or above the address that it was copied from.
 */
export function carriedIn(reading: Reading, headings: readonly Naming[], setting: Setting): Span[] {
  const paragraphs = paragraphsOf(reading.passage.text);
  const titles = headings.map(({ start }) => reading.folded.originOf(start));
  const dividers = paragraphs.filter(({ text }) => isDivider(text)).length;
  const carried: Paragraph[] = [];
  let isOpen =
    setting.isComment &&
    ((setting.isUnderAddress && wordCount(reading.passage.text) >= FEWEST_PASTED_WORDS) ||
      isPastedAbove(paragraphs));
  let passed = 0;
  for (const [i, paragraph] of paragraphs.entries()) {
    const { text, start, end } = paragraph;
    const next = paragraphs[i + 1];
    if (isDivider(text)) {
      passed += 1;
      isOpen = !isOpen && passed < dividers;
      continue;
    }
    while (titles.length > 0 && titles[0]! < end) isOpen = titles.shift()! >= start || isOpen;
    const byline = isName(text) ? next : paragraph;
    if (byline && isDateline(byline.text) && paragraphs.length > i + 2) isOpen = true;
    if (isOpen || isQuotation(paragraph, next)) carried.push(paragraph);
    if (standsAt(paragraph, setting.guest, reading.passage)) isOpen = false;
    if (next && handsOver(text, next, paragraphs[i + 2])) isOpen = true;
    if (setting.isComment && i === 0 && isAddress(text))
      isOpen = wordCount(reading.passage.text) > FEWEST_PASTED_WORDS;
  }
  return carried.flatMap(({ start, end }) => reading.passage.onPage(start, end) ?? []);
}

function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const words = line.trim();
    const start = at + line.indexOf(words);
    if (words !== '') paragraphs.push({ text: words, start, end: start + words.length });
    at += line.length + 1;
  }
  return paragraphs;
}

/** Whether an address ends a text in which nobody speaks for themselves: the text was copied from there. */
function isPastedAbove(paragraphs: readonly Paragraph[]): boolean {
  if (paragraphs.length < 2 || !isAddress(paragraphs.at(-1)!.text)) return false;
  const unquoted = paragraphs.map(({ text }) => text.replace(/["“][^"“”]*["”]?/g, '')).join('\n');
  return !/(?<![\p{L}'’])(?:I|I['’](?:m|d|ve|ll)|me|my|we|our|us|you|your)(?![\p{L}'’])/u.test(unquoted);
}

/** `Friday August 06 2021, 12.01am, The Times`: a date with little beside it. */
function isDateline(text: string): boolean {
  if (text.length > LONGEST_DATELINE || /[.!?]$/.test(text)) return false;
  const year = /\b(?:19|20)\d\d\b/.exec(text);
  return publicationDay(year ? text.slice(0, year.index + year[0].length) : text) !== null;
}

function isQuotation({ text }: Paragraph, next: Paragraph | undefined): boolean {
  if (text.startsWith('>')) return true;
  if (!/^["“]/.test(text) || wordCount(text) < FEWEST_QUOTED_WORDS) return false;
  return /["”][.,]?$/.test(text) || /^["“]/.test(next?.text ?? '');
}

/** Whether a paragraph announces the text below it; a mere colon does so above a title with prose under it. */
function handsOver(text: string, next: Paragraph, afterNext: Paragraph | undefined): boolean {
  if (HANDS_OVER.test(text)) return !BULLET.test(next.text);
  return (
    announces(text) &&
    isTitle(next.text) &&
    !/^["“]/.test(next.text) &&
    wordCount(afterNext?.text ?? '') >= FEWEST_QUOTED_WORDS
  );
}

function standsAt({ start, end }: Paragraph, place: Span | null, passage: Passage): boolean {
  const span = place && passage.onPage(start, end);
  return !!span && span.start <= place.start && span.end >= place.end;
}
