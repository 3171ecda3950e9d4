import type { Naming } from './choose.ts';
import type { Reading } from './reading.ts';

/** A shorter name that has a line for itself may be a heading as well as a title. */
const FEWEST_TITLE_WORDS = 4;
/** With less text behind it, a title announces a report and does not bring it. */
const FEWEST_WORDS_BEHIND = 40;

/**
 * The namings of reports whose text is carried: titles that share their line with nothing but the names
 * of authors, with enough text behind them before the next such title.
 */
export function titlesOverTexts(reading: Reading, namings: readonly Naming[]): Naming[] {
  const { passage, folded } = reading;
  const titles: { readonly naming: Naming; wordsBehind: number }[] = [];
  let next = 0;
  let lineStart = 0;
  for (const line of passage.text.split('\n')) {
    const lineEnd = lineStart + line.length;
    const first = next;
    while (next < namings.length && folded.originOf(namings[next]!.start) < lineEnd) next++;
    const title = loneTitle(reading, namings.slice(first, next), lineStart, lineEnd);
    if (title) titles.push({ naming: title, wordsBehind: 0 });
    else if (titles.length > 0) titles.at(-1)!.wordsBehind += countWords(line);
    lineStart = lineEnd + 1;
  }
  return titles.filter(({ wordsBehind }) => wordsBehind >= FEWEST_WORDS_BEHIND).map(({ naming }) => naming);
}

function loneTitle(
  { passage, folded }: Reading,
  onLine: readonly Naming[],
  lineStart: number,
  lineEnd: number,
): Naming | undefined {
  const title = onLine.find(
    ({ start, end, names }) =>
      names.length === 1 &&
      names[0]!.entity.kind === 'report' &&
      !names[0]!.rule.contextual &&
      countWords(folded.text.slice(start, end)) >= FEWEST_TITLE_WORDS,
  );
  if (!title) return undefined;
  let rest = '';
  let at = lineStart;
  for (const naming of onLine) {
    if (naming !== title && naming.names[0]!.entity.kind !== 'author') continue;
    const { start, end } = folded.origin(naming.start, naming.end);
    rest += passage.text.slice(at, start);
    at = Math.max(at, end);
  }
  rest += passage.text.slice(at, lineEnd);
  return /[\p{L}\p{N}]/u.test(rest.replace(/\bby\b/i, '')) ? undefined : title;
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
