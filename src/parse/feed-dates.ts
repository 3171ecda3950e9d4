import { parseDate } from './dates.ts';

/** The day and the moment that a feed writes as a date. */
export interface FeedDate {
  /** YYYY-MM-DD as written there, whatever the time zone. */
  readonly day: string | null;
  /** Milliseconds since 1970; 0 where the moment is not known. */
  readonly time: number;
}

/** Reads `2021-08-19T19:53:00+01:00`, `2021-08-19 19:53:00` and `Thu, 19 Aug 2021 19:53:00 +0100`. */
export function feedDate(written: string | null | undefined): FeedDate {
  const text = written?.trim() ?? '';
  const inFull = /^(?:[a-z]{3,9},? )?(\d{1,2} [a-z]{3,9} \d{4})(?: |$)/i.exec(text.slice(0, 40))?.[1];
  const day = parseDate(inFull ?? text.slice(0, 'YYYY-MM-DD'.length));
  return { day, time: Date.parse(text) || 0 };
}
