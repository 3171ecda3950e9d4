/** Days that stand beside other words on a line, or among those of a text. */

import {
  DAY_FIRST,
  dayInGroups,
  LONGEST_HEADING,
  LONGEST_STAMPED,
  MONTH_FIRST,
  parseDate,
  WEEKDAY,
} from './dates.ts';

/** A date at the end of a line, and at its beginning. A digit before it would be part of it. */
const AT_END = [DAY_FIRST, MONTH_FIRST].map((date) => new RegExp(`(?<!\\d)(?:${WEEKDAY},? )?${date}$`, 'iu'));
const AT_BEGINNING = [DAY_FIRST, MONTH_FIRST].map(
  (date) => new RegExp(`^(?:${WEEKDAY},? )?${date}[,:]? (?=\\S)`, 'iu'),
);

/** A date that says which day *today* is. */
const TODAY = [DAY_FIRST, MONTH_FIRST].map(
  (date) => new RegExp(`(?<!\\p{L})today(?:,? \\(|, | )(?:${WEEKDAY},? )?${date}(?!\\d)`, 'iu'),
);

/** What stands between a date and the title on its line. */
const BETWEEN = / [-–—|] |: /g;

/** A date and the stretch of words beside it, on one line. */
export interface DatedWords {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/** The date a line begins or ends with and the words it stands beside: `19 August 2021 – Love-in`; else null. */
export function datedWords(text: string): DatedWords | null {
  if (text.length > LONGEST_HEADING) return null;
  const gaps = [...text.matchAll(BETWEEN)];
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || !last) return null;
  const before = parseDate(text.slice(0, first.index));
  if (before) return { day: before, start: first.index + first[0].length, end: text.length };
  // What a colon leads up to is what the words before it call it: `Published: 19 August 2021`.
  const after = last[0] === ': ' ? null : parseDate(text.slice(last.index + last[0].length));
  return after === null ? null : { day: after, start: 0, end: last.index };
}

/** The day that a line ends with and where it begins, behind what it is of: `News Criminal Defence 9th Oct 2017`; else null. */
export function trailingDay(text: string): { readonly day: string; readonly at: number } | null {
  if (text.length > LONGEST_STAMPED) return null;
  for (const form of AT_END) {
    const { index, groups } = form.exec(text) ?? {};
    const day = groups && dayInGroups(groups);
    if (day && index) return { day, at: index };
  }
  return null;
}

/** The day that a text was written on by its own words: `has been published today (6 December 2021)`; null for none. */
export function todayIn(text: string): string | null {
  for (const form of TODAY) {
    const { groups } = form.exec(text) ?? {};
    if (groups) return dayInGroups(groups);
  }
  return null;
}

/** The day that a line begins with and where the words behind it begin: `Friday, July 3rd, 2009 A Wet Year`; else null. */
export function leadingDay(text: string): { readonly day: string; readonly end: number } | null {
  if (text.length > LONGEST_HEADING) return null;
  for (const form of AT_BEGINNING) {
    const { 0: words, groups } = form.exec(text) ?? {};
    const day = groups && dayInGroups(groups);
    if (day && words) return { day, end: words.length };
  }
  return null;
}
