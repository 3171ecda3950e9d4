import type { Span } from './span.ts';

/** One line of a page, without the white space around it. */
export interface Line {
  /** Empty for a blank line. */
  readonly text: string;
  /** Where the text stands on the page. */
  readonly span: Span;
  /** How many white-space characters stood before the text. */
  readonly indent: number;
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** The lines of a text, blank ones included, whichever way they are ended. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { index, 0: ending } of text.matchAll(LINE_BREAK)) {
    lines.push(trimmed(text.slice(start, index), start));
    start = index + ending.length;
  }
  lines.push(trimmed(text.slice(start), start));
  return lines;
}

/** The lines of a stretch of a page, placed on the page. */
export function linesIn(page: string, { start, end }: Span): Line[] {
  return linesOf(page.slice(start, end)).map((line) => ({
    ...line,
    span: { start: start + line.span.start, end: start + line.span.end },
  }));
}

/** How many lines end in a text. */
export function countLineBreaks(text: string): number {
  return text.match(LINE_BREAK)?.length ?? 0;
}

/** The part of a line between two places of its text, again without white space around it. */
export function partOf(line: Line, start: number, end = line.text.length): Line {
  return { ...trimmed(line.text.slice(start, end), line.span.start + start), indent: line.indent };
}

/** What stands behind the bullet of a line that stands further right than the page's text; null for any other line. */
export function itemOf(line: Line): Line | null {
  return line.indent > 0 && /^[•*□▪◦] /.test(line.text) ? partOf(line, 2) : null;
}

/** The index of the first line at or after `from` that is not blank; the number of lines when there is none. */
export function nextWords(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]!.text === '') at++;
  return at;
}

/** The index of the last line before `until` that is not blank; -1 when there is none. */
export function lastWords(lines: readonly Line[], until: number): number {
  let at = until - 1;
  while (at >= 0 && lines[at]!.text === '') at--;
  return at;
}

/** The lines without the blank ones before the first word and after the last. */
export function withoutMargins(lines: readonly Line[]): readonly Line[] {
  return lines.slice(nextWords(lines, 0), lines.findLastIndex(({ text }) => text !== '') + 1);
}

function trimmed(raw: string, start: number): Line {
  const text = raw.trim();
  const indent = text === '' ? 0 : raw.length - raw.trimStart().length;
  return { text, indent, span: { start: start + indent, end: start + indent + text.length } };
}

/** Whether the sentence that a line ends in goes on in the one below it. */
export function runsOn(lines: readonly Line[], at: number): boolean {
  return /^\p{Ll}/u.test(lines[at + 1]?.text ?? '');
}

/** Whether a line stands apart between blank ones or above the text. */
export function standsApart(lines: readonly Line[], at: number): boolean {
  return (lines[at - 1]?.text ?? '') === '' && (lines[at + 1]?.text ?? '') === '';
}

/** A page whose paragraphs are broken into lines has so many of them at least that go on in the next. */
const FEWEST_WRAPPED = 8;

/** Whether the paragraphs of a page are broken into lines of some width: over a third of the lines go on in the next. */
export function areWrapped(lines: readonly Line[]): boolean {
  const isWorded = ({ text }: Line) => text !== '';
  const goOn = lines.filter((line, at) => isWorded(line) && runsOn(lines, at)).length;
  return goOn >= FEWEST_WRAPPED && goOn * 3 > lines.filter(isWorded).length;
}
