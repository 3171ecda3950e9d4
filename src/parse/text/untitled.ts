import { dateStyle, headingDay, publicationDay } from '../dates.ts';
import { type Line, nextWords } from '../lines.ts';
import { isProse } from '../wording.ts';
import type { Head } from './head.ts';

/**
 * The heads of posts with those between them that are dates alone: written as the heads' own, between blank lines over a
 * text, where the post above has come to its end and another end follows.
 */
export function withUntitled(
  heads: readonly Head[],
  lines: readonly Line[],
  endsPost: (text: string) => boolean,
): Head[] {
  const style = heads[0] ? dateStyle(lines[heads[0].at]!.text) : null;
  const isBlank = (at: number) => (lines[at]?.text ?? '') === '';
  return heads.flatMap((head, i) => {
    const found: Head[] = [head];
    let waiting: Head | null = null;
    let hasEnded = false;
    for (let at = head.below; style !== null && at < (heads[i + 1]?.at ?? lines.length); at++) {
      const { text } = lines[at]!;
      if (text === '') continue;
      if (endsPost(text)) {
        if (waiting) found.push(waiting);
        waiting = null;
        hasEnded = true;
      } else if (hasEnded && dateStyle(text) === style) {
        const isOverText = isBlank(at - 1) && isBlank(at + 1) && isProse(lines[at + 2]?.text ?? '');
        waiting = isOverText ? { at, publishedOn: headingDay(text), title: null, below: at + 1 } : null;
      }
    }
    return found;
  });
}

/** A list of texts without titles has so many of them at least. */
const FEWEST_LISTED = 3;

/** The heads of posts that are shown by their text alone, each over the day it was published: `Published: 1 March 2021`. */
export function textsOverDays(lines: readonly Line[]): Head[] {
  const isDay = ({ text }: Line) => /^published(?: on)?:? \d/i.test(text) && publicationDay(text) !== null;
  const days = lines.flatMap((line, at) => (isDay(line) ? [at] : []));
  const heads = days.map((day, i): Head => {
    const at = nextWords(lines, i === 0 ? 0 : days[i - 1]! + 1);
    return { at, publishedOn: publicationDay(lines[day]!.text), title: null, below: at };
  });
  const areOverDays = heads.every(({ at }, i) =>
    lines.slice(at, days[i]!).every(({ text }) => text === '' || isProse(text)),
  );
  return heads.length >= FEWEST_LISTED && areOverDays ? heads : [];
}
