import { parseDate } from '../dates.ts';

/** The day and the moment that a feed writes as a date. */
export interface FeedDate {
  /** YYYY-MM-DD as written there, whatever the time zone. */
  readonly day: string | null;
  /** Milliseconds since 1970; 0 where the moment is not known. */
  readonly time: number;
}

/** `Thu, 19 Aug 2021 19:53:00 +0100`, or with a year of two digits, as RSS has had it from the first. */
const IN_FULL = /^(?:[a-z]{3,9},? )?(?<day>\d{1,2} [a-z]{3,9}) (?<year>\d{4}|\d{2})(?: |$)/i;

/** Reads `2021-08-19T19:53:00+01:00`, `2021-08-19 19:53:00` and `Thu, 19 Aug 2021 19:53:00 +0100`. */
export function feedDate(written: string | null | undefined): FeedDate {
  const text = written?.trim() ?? '';
  const inFull = IN_FULL.exec(text.slice(0, 40))?.groups;
  const day = inFull ? `${inFull.day} ${wholeYear(inFull.year!)}` : text.slice(0, 'YYYY-MM-DD'.length);
  return { day: parseDate(day), time: Date.parse(text) || 0 };
}

/** A year of two digits is one from 1950 to 2049, as mail has it. */
function wholeYear(year: string): string {
  return year.length > 2 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
}
