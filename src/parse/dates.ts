const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|' +
  'sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(?<day>\\d{1,2})(?:(?:st|nd|rd|th)(?: of)?)?';
const YEAR = '(?<year>[1-9]\\d{3})';
export const DAY_FIRST = `${DAY} ${MONTH},? ${YEAR}`;
export const MONTH_FIRST = `${MONTH} ${DAY},? ${YEAR}`;
const SHORT_YEAR = "['’](?<year>\\d{2})";
export const WEEKDAY =
  '(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?';

/**
 * How sites write a date. A weekday may stand before it, and is not held against it. Between slashes the day comes
 * first, as in Britain, unless it can be none there.
 */
const FORMS = [
  new RegExp(`^(?:${WEEKDAY},? )?${DAY_FIRST}$`, 'i'),
  new RegExp(`^(?:${WEEKDAY},? )?${MONTH_FIRST}$`, 'i'),
  new RegExp(`^${DAY} ${MONTH} ${SHORT_YEAR}$`, 'i'),
  new RegExp(`^${MONTH} ${DAY},? ${SHORT_YEAR}$`, 'i'),
  /^(?<year>[1-9]\d{3})(?<between>[-/])(?<month>\d{2})\k<between>(?<day>\d{2})$/,
  /^(?<day>\d{2})-(?<month>\d{2})-(?<year>[1-9]\d{3})$/,
  new RegExp(`^(?<day>\\d{1,2})\\. ${MONTH} ${YEAR}\\.?$`, 'i'),
  // With a day of one digit a year of two is the number of a section: `2.1.10`.
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>[1-9]\d{3})$/,
  /^(?<day>\d{2})\.(?<month>\d{1,2})\.(?<year>\d{2})$/,
  /^(?<day>\d{2}) (?<month>\d{2}) (?<year>[1-9]\d{3})$/,
  new RegExp(`^(?:${WEEKDAY},? )?(?<day>\\d{1,2})/(?<month>0?[1-9]|1[0-2])/${YEAR}$`, 'i'),
  new RegExp(`^(?:${WEEKDAY},? )?(?<month>0?[1-9]|1[0-2])/(?<day>1[3-9]|2\\d|3[01])/${YEAR}$`, 'i'),
];

const CLOCK = '(?: (?:at|@|-))? \\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?: ?[ap]\\.?m\\.?)?$';
const SLASHED = `(?<!\\d)(?<day>\\d{1,2})/(?<month>0?[1-9]|1[0-2])/${YEAR}`;
const SLASHED_ABROAD = `(?<!\\d)(?<month>0?[1-9]|1[0-2])/(?<day>1[3-9]|2\\d|3[01])/${YEAR}`;
const STAMPS = [
  ...[DAY_FIRST, MONTH_FIRST, `${DAY} ${MONTH} ${SHORT_YEAR}`, SLASHED, SLASHED_ABROAD].map(
    (date) => new RegExp(`(?:(?<!\\p{L})${WEEKDAY},? )?${date},?${CLOCK}`, 'iu'),
  ),
  /(?<=^|[·•|] )(?:(?:an?|\d{1,4}) (?:second|minute|hour|day|week|month|year)s?|\d{1,3}(?:s|m|h|d|w|mo|y)) ago$/i,
];

/** No line that gives a date and a title is longer, in characters. */
export const LONGEST_HEADING = 200;

/** No date that a site writes is longer, in characters. */
const LONGEST_DATE = 40;

/** No name with a date and time behind it is longer, in characters. */
export const LONGEST_STAMPED = 120;

/** The day that a text consists of, as YYYY-MM-DD; null when it is no date, or more than one. */
export function parseDate(text: string): string | null {
  if (text.length > LONGEST_DATE) return null;
  const plain = text.trim().replace(/\s+/g, ' ');
  for (const form of FORMS) {
    const { groups } = form.exec(plain) ?? {};
    if (groups) return dayInGroups(groups);
  }
  return null;
}

/** The day in a date as machines write it, `2021-08-19T19:53:00+01:00` or `2008/07/07 14:02`; null for anything else. */
export function dayOf(written: unknown): string | null {
  const isDate = typeof written === 'string' && /^\d{4}([-/])\d{2}\1\d{2}(?:$|[T ])/.test(written);
  return isDate ? parseDate(written.slice(0, 'YYYY-MM-DD'.length).replaceAll('/', '-')) : null;
}

/** The day of a date, with a time to the second behind it or none, as blogs head a post with it: `15 Jan 2012 14:29:49`. */
export function headingDay(text: string): string | null {
  return parseDate(text.replace(TO_THE_SECOND, ''));
}

/** Whether a text ends in a time to the second, which nobody writes by hand. */
export function isPrinted(text: string): boolean {
  return TO_THE_SECOND.test(text);
}

const TO_THE_SECOND = /(?: [-–])? \d{1,2}:\d{2}:\d{2}$/;

/** How a date that heads a post is written, so that two written alike can be told from two that are not; null for no date. */
export function dateStyle(text: string): string | null {
  return headingDay(text) === null ? null : writtenAs(text);
}

/** What remains of a text when all words are alike and all numbers: its order, commas and dashes. */
export function writtenAs(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[a-z]+/gi, 'a')
    .replace(/\d+/g, '9');
}

/** The time of day and its zone behind a date. The sign `@` stands there over posts alone. */
const TIME =
  /(?:,?(?: at)?| [-–]|(?<sign> @)) \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?<zone> (?:GMT|BST|UTC|[CE]ES?T))?$/i;

/** The time of day before a date. */
const TIME_BEFORE =
  /^\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:UK time|GMT|BST|UTC|[CE]ES?T))?(?:,| [-–—|]| on)? /i;

/** What says that the date behind it is the day of publication. */
const DAY_OF =
  /^(?:(?:posted|submitted) by .{1,60}? on |(?:(?:first )?(?:published|posted|prepared)(?: online)?(?: on)?|date):? |(?:volume \d+: )?debated on |part of the [^.]{3,80}? on (?=\d))/i;

/** How long a text takes to read, behind its date. */
const READING_TIME = /,? \d{1,3}[ -]min(?:ute)?s?(?:[ -]read)?$/i;

/** What parts a date from that of the last change: `| Updated 19:02`. */
const UPDATED = /\s*[|•·–—-]\s*(?:last )?(?:updated|modified|edited)\b/i;

/** What parts a date from what else a site says of a post: `| Posted in Lamps | 2 Comments`. */
const BESIDE_DATE = /\s+[|•·]\s+|(?<=\d{4}-\d{2}-\d{2}) [-–—] /;

/**
 * The day in `19 August 2021`, `Published: 19 August 2021, 06:30 GMT`, `10:58 am - August 19, 2021` or
 * `Posted on August 19, 2021 by Jim Brown`.
 */
export function publicationDay(text: string): string | null {
  const [beginning = '', updated] = text.slice(0, LONGEST_HEADING).split(UPDATED, 2);
  const [given = '', beside] = beginning.replace(READING_TIME, '').split(BESIDE_DATE, 2);
  const prefix = (DAY_OF.exec(given) ?? TIME_BEFORE.exec(given))?.[0] ?? '';
  const date = given.slice(prefix.length).split(' by ', 1)[0]!.replace(PRINTED, '$1').replace(/\.$/, '');
  if (date.length > LONGEST_STAMPED) return null;
  const time = TIME.exec(date);
  // A date and a time alone may be a comment's; in which zone it is, only sites say.
  const isPublication =
    prefix !== '' ||
    updated !== undefined ||
    beside !== undefined ||
    time?.groups?.zone !== undefined ||
    time?.groups?.sign !== undefined;
  return parseDate(time && isPublication ? date.slice(0, time.index) : date);
}

/** A date and a time to the second, as scripts print them: `02/07/2010, 12:45:00 PM`, `02/07/2010 12:45:00`. */
const PRINTED = /^([^,:]{6,20}?),? \d{1,2}:\d{2}:\d{2}(?: [AP]M)?$/;

/** The day in `Last Updated: Tuesday, 13 January, 2004, 07:07 GMT`, where a site gives no other. */
export function updateDay(text: string): string | null {
  const [opening] =
    /^(?:page )?last (?:updated|modified)(?: at)?:? /i.exec(text.slice(0, LONGEST_HEADING)) ?? [];
  const [day] = text.slice(opening?.length).split(/\. (?=\p{Lu})/u, 1);
  return opening === undefined ? null : publicationDay(`Published: ${day}`);
}

/** The day in the address of a post, `https://harbour.blog/2021/08/19/a-title`; null for any other text. */
export function dayInAddress(text: string): string | null {
  const [, year, month, day] =
    /^https?:\/\/\S+?\/(\d{4})\/(\d{2})\/(\d{2})\/\S/.exec(text.slice(0, LONGEST_HEADING)) ?? [];
  return year ? calendarDay(Number(year), Number(month), Number(day)) : null;
}

/** Whether a text is a time of day and nothing else: `6:04 PM`. */
export function isTimeOfDay(text: string): boolean {
  return /^\d{1,2}[:.]\d{2} ?[ap]\.?m\.?$/i.test(text);
}

/** Where in a text the date and time of day begin that it ends with; -1 when it ends with none. */
export function stampAt(text: string): number {
  if (text.length > LONGEST_STAMPED) return -1;
  const places = STAMPS.map((stamp) => text.search(stamp)).filter((place) => place >= 0);
  return places.length > 0 ? Math.min(...places) : -1;
}

/** The day that a text begins with or consists of, with a time of day before it, behind it or none: `12 March 2021 at 14:03`. */
export function stampedDay(text: string): string | null {
  const day = parseDate(text.slice(0, LONGEST_STAMPED).replace(TIME_BEFORE, ''));
  if (day || text.length > LONGEST_STAMPED) return day;
  const groups = STAMPS.map((stamp) => stamp.exec(text)?.groups).find((found) => found !== undefined);
  return groups?.year ? dayInGroups(groups) : null;
}

/** The day in the groups `year`, `month` and `day` of a date; null for one that no calendar has. */
export function dayInGroups({ year, month, day }: Readonly<Record<string, string>>): string | null {
  return calendarDay(Number(year), monthNumber(month!), Number(day));
}

function monthNumber(month: string): number {
  return Number(month) || MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
}

/** A year of two digits is of this century, or else of the last. */
function calendarDay(written: number, month: number, day: number): string | null {
  const year = written < 70 ? 2000 + written : written < 100 ? 1900 + written : written;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (length === undefined || day < 1 || day > length) return null;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
