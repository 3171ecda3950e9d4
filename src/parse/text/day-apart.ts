import { parseDate } from '../dates.ts';
import { type Line, nextWords, partOf } from '../lines.ts';

/** What a collector of pages puts before the first words of one: `date 2021-12-31 In no country …`. */
const COLLECTED = /^date:? (\d{4}-\d{2}-\d{2}) (?=\S)/;

/** The lines of a page, with the day that its first words stand behind on a line of its own. */
export function withDayApart(lines: readonly Line[]): readonly Line[] {
  const at = nextWords(lines, 0);
  const [words, day] = COLLECTED.exec(lines[at]?.text ?? '') ?? [];
  if (!words || parseDate(day!) === null) return lines;
  return lines.toSpliced(at, 1, partOf(lines[at]!, 0, words.length), partOf(lines[at]!, words.length));
}
