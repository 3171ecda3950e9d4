/** Who a line over a text says wrote it, and when. */
import { trailingDay } from '../dated-words.ts';
import { parseDate, publicationDay, stampAt, stampedDay } from '../dates.ts';
import type { Signature } from '../document.ts';
import { type Line, partOf } from '../lines.ts';
import { signatureOf } from '../signatures.ts';
import { endsSentence, isFullName, isName, wordCount } from '../wording.ts';
import { isFooter } from './furniture.ts';

/** A date before a byline, with what says that it is one, is shorter, in characters. */
const LONGEST_DATELINE = 80;

/** No line that says who wrote a text is longer, in characters. */
const LONGEST_BYLINE = 140;
/** And none that ends with a full stop, in words. */
const LONGEST_STOPPED_BYLINE = 8;

/** A byline without a name is as long at most, in words. */
const LONGEST_NAMELESS = 5;

/** What a blog's writer may go by, where the blog says who posted: `getafix`. */
const ONE_WORD = /^\p{Ll}[\p{L}\p{N}_.-]+$/u;

/** In words: `Written by Ada Bell`. */
const LONGEST_SIGNING = 6;

/** `Filed under: UK — notsaussure @ 9:45 pm`: who filed a post, and when. */
const FILED_BY = /^(.* [—–-] )(\S+(?: \S+){0,3}) @ \d{1,2}:\d{2} ?[ap]m$/i;

/** Where what follows `by` is no longer the writer's name. */
const END_OF_NAME = /\.?$|[|(]|\s{2,}| @| (?:at|on|in|:)(?: |$)| \d{1,6}pts?\b|(?<=\p{Ll})(?=\d{1,2} \p{L})/u;

/** The name in `by Paul Hayes.`, `Posted by Jim at 19:53` or `Posted on May 1, 2021 by Jim Brown`; else null. */
export function bylineOf(line: Line): Signature | null {
  if (line.text.length > LONGEST_BYLINE) return null;
  if (endsSentence(line.text) && wordCount(line.text) > LONGEST_STOPPED_BYLINE) return null;
  const by = line.text.slice(0, LONGEST_DATELINE).search(/ by /i);
  if (by > 0 && publicationDay(line.text.slice(0, by))) return bylineOf(partOf(line, by));
  const filed = isFooter(line.text) ? FILED_BY.exec(line.text) : null;
  if (filed) return signatureOf(partOf(line, filed[1]!.length, filed[1]!.length + filed[2]!.length));
  const opening = /^(?:(posted|words|written|published|submitted|(?:view|see) all posts) )?by:?\s+/i.exec(
    line.text,
  );
  if (!opening) return letterWriterOf(line);
  const start = opening[0].length;
  const names = partOf(line, start, start + line.text.slice(start).search(END_OF_NAME));
  if (isListOfNames(names.text)) return signatureOf(names);
  const name = partOf(names, 0, names.text.search(/$|,/));
  const isPoster = opening[1] && (isName(name.text) || (isPosted(opening[1]) && ONE_WORD.test(name.text)));
  return isFullName(name.text) || isPoster ? signatureOf(name) : null;
}

/** Who wrote a letter to the editor, and from where: `From Ada Bell, Port Regis, UK`. */
const LETTER_FROM = /^(From )([^,]{3,40}), \p{Lu}[^.!?]{2,60}$/u;

function letterWriterOf(line: Line): Signature | null {
  const [, from, name] = LETTER_FROM.exec(line.text) ?? [];
  return from && name && isFullName(name)
    ? signatureOf(partOf(line, from.length, from.length + name.length))
    : null;
}

const isPosted = (verb: string) => /^posted$/i.test(verb);

/** Whether words are the names of several writers: `Ada Bell, Ben Cole and Rhona Black`. */
function isListOfNames(text: string): boolean {
  const names = text.split(/, (?:and )?| and | & /);
  return / and | & /.test(text) && names.length > 1 && names.every(isFullName);
}

/** When a text was published and by whom, as one line over it says. */
export interface Dateline {
  readonly day: string;
  readonly writer: Signature | null;
}

/** What parts a writer from the date behind. */
const BEFORE_DATE = /,? [|•·–—-] |, /;
/** Who wrote a text and when, on one line, as sites and themes say it that have a way of their own. */
const WRITER_AND_DAY = [
  // `by CanSS, posted 02 07 2020`
  /^(?<before>by )(?<writer>\S.{1,47}?),? (?:posted|published)(?: on)? (?<day>.+)$/i,
  // `by TheTallyman @ 27. Oct. 2010. – 12:27:53`
  /^(?<before>by )(?<writer>\S.{0,47}?) @ (?<day>.{6,24}?)(?: [-–] \d{1,2}:\d{2}(?::\d{2})?)?$/i,
  // `Author Jim BrownPosted on October 30, 2023Categories News`: a theme whose lines are lost.
  /^(?<before>author )(?<writer>\S.{0,47}?) ?posted on (?<day>[^\d]{0,12}\d.{4,24}?) ?(?:categor|tags|format|leave |$)/i,
  // `r/harbour • u/getafix • May 13 '25`: a forum, over what is to be discussed.
  /^(?<before>r\/\w{2,40} [•·] )(?<writer>u\/[\w-]{2,40}) [•·] (?<day>.{6,30})$/,
];
/** When, where the writer is named otherwise if at all. */
const DAY_BESIDE = [
  // `Posted by: Jim Brown, Posted on: 19 August 2021 - Categories: News`: blogs of the government.
  /^posted by: .{0,80}?, ?posted on: ?(?<day>[^,-]{6,30}?)(?: [-–] |$)/i,
  // `3 min readOct 29, 2018`
  /^\d{1,3} min read ?[·•]? ?(?<day>.{6,24})$/i,
];
/** Where a text stood first, before its date: `The Guardian`. */
const NEWSPAPER =
  /^The (?:\p{Lu}\p{L}+ ){0,2}(?:Argus|Chronicle|Citizen|Conversation|Courier|Economist|Express|Guardian|Herald|Independent|Journal|Lancet|Mail|Mirror|News|Observer|Post|Scotsman|Spectator|Standard|Star|Sun|Telegraph|Times)$/u;
/** And behind its date. */
const FIRST_IN = /, [^,\d]{2,40}$/;

/**
 * Reads `Published: 19 August 2021`, `By Ada Lovelace | 19 August 2021 - 10:05`, `Ada Lovelace, 19 August 2021, The
 * Times`, `The Times, 19 August 2021` or `| 19.08.2021`; else null.
 */
export function datelineOf(line: Line): Dateline | null {
  const ornament = /^[|•·–—-] ?/.exec(line.text)?.[0] ?? '';
  const words = partOf(line, ornament.length);
  // Behind an ornament a date and a time belong to the writer on the line above.
  const isBeside = ornament !== '' && stampAt(words.text) === 0;
  const day = publicationDay(words.text) ?? (isBeside ? stampedDay(words.text) : null);
  if (day) return { day, writer: bylineOf(words) };
  const said = saidByForm(words);
  if (said) return said;
  const beside = writerBesideDate(words);
  if (beside) return beside;
  const gap = BEFORE_DATE.exec(words.text.slice(0, LONGEST_DATELINE));
  if (!gap) return null;
  const before = partOf(words, 0, gap.index);
  const writer = bylineOf(words) ?? (isFullName(before.text) ? signatureOf(before) : null);
  if (!writer && !NEWSPAPER.test(before.text)) return null;
  const dated = words.text.slice(gap.index + gap[0].length);
  const written =
    publicationDay(dated) ??
    publicationDay(dated.replace(FIRST_IN, '')) ??
    (before.text.startsWith('By ') ? stampedDay(dated) : null);
  return written ? { day: written, writer } : null;
}

/** Reads a line that has one of the forms by which sites say when a text was written, and most of them by whom. */
function saidByForm(line: Line): Dateline | null {
  for (const form of WRITER_AND_DAY) {
    const { before, writer, day: written } = form.exec(line.text)?.groups ?? {};
    const day = written ? parseDate(written) : null;
    if (day)
      return { day, writer: signatureOf(partOf(line, before!.length, before!.length + writer!.length)) };
  }
  const day = DAY_BESIDE.map((form) => parseDate(form.exec(line.text)?.groups?.day ?? '')).find((day) => day);
  return day ? { day, writer: bylineOf(line) } : null;
}

/** Whether a line is the name of a newspaper, perhaps of one of its editions: `The Guardian - UK`. */
export function isNewspaper(text: string): boolean {
  return NEWSPAPER.test(text.replace(/ - \p{Lu}\p{L}*$/u, ''));
}

/** Reads `Ada Lovelace 19 August 2021` and, with a gap between them, `19 August 2021    Ada Lovelace`. */
function writerBesideDate(line: Line): Dateline | null {
  if (line.text.length > LONGEST_DATELINE) return null;
  const dated = trailingDay(line.text);
  const before = dated && partOf(line, 0, dated.at);
  if (before && isFullName(before.text) && !NEWSPAPER.test(before.text))
    return { day: dated.day, writer: signatureOf(before) };
  const gap = /\s{2,}/.exec(line.text);
  const day = gap && parseDate(line.text.slice(0, gap.index));
  const name = gap && partOf(line, gap.index + gap[0].length);
  return day && name && isFullName(name.text) ? { day, writer: signatureOf(name) } : null;
}

/** Whether a line signs the text above it: `Written by Ada Bell`. */
export function isSigning(text: string): boolean {
  return /^written by \p{Lu}/iu.test(text) && wordCount(text) <= LONGEST_SIGNING;
}

/** Whether a line says by whom a text is without a name: `By staff writers`. */
export function isNamelessByline(text: string): boolean {
  return /^by:? \p{L}/iu.test(text) && wordCount(text) <= LONGEST_NAMELESS && !endsSentence(text);
}
