/** Who a text says wrote it: bylines above, headers over comments, names under texts. */
import { parseDate, publicationDay, stampAt, stampedDay } from './dates.ts';
import type { Signature } from './document.ts';
import { isFooter, isStamp } from './furniture.ts';
import { type Line, partOf } from './lines.ts';
import {
  announces,
  endsSentence,
  isAddress,
  isDivider,
  isFullName,
  isHandle,
  isName,
  wordCount,
} from './wording.ts';

/** An announcement that trails off is short, in words: longer lines that do so are mostly just musing. */
const LONGEST_TRAILING_OFF = 8;

/** How many blank lines make a gap between two texts rather than between two paragraphs. */
const GAP = 2;

/** A date before a byline, with what says that it is one, is shorter, in characters. */
const LONGEST_DATELINE = 80;

/** No line that says who wrote a text is longer, in characters. */
const LONGEST_BYLINE = 140;
/** And none that ends with a full stop, in words. */
const LONGEST_STOPPED_BYLINE = 8;

/** A byline without a name is as long at most, in words. */
const LONGEST_NAMELESS = 5;

/** A name that the line itself or the one below shows to be one may have any words, but few. */
const LONGEST_SHOWN = 5;

const SAID = /\s(?:said|says|wrote|writes)\s?(?:\.{3}|…|:)$/i;
/** What joins a name and the date behind it. */
const BEFORE_STAMP = /(?:\s(?:on|at)|\s?[-–—|•·,(])?\s$/;
/** A name of two words without capitals: `tide watcher`. */
const LOWER_NAME =
  /^(?!(?:a|an|and|as|but|her|his|my|no|or|our|so|that|the|their|then|these|this|those|your) )\p{Ll}\S* \p{Ll}\S*$/u;
/** What sort of account a blog says a commenter has. */
const ACCOUNT = /^(?:blogger|anonymous|openid) (?=\S)/i;
/** Who signs like this does not sign. */
export const NOBODY = /^(?:anonymous|anon|unknown|guest)$/i;
/** A name as sites show it that put headers in capitals. */
const SHOUTED = /^\p{Lu}[\p{Lu}\p{N} .'’&-]{0,47}$/u;
/** What writers add to their name: `jan (nurse)`. */
const ADDED = / \([^()]{1,40}\)$/;
const PRONOUN = /^(?:he|i|it|she|somebody|someone|that|they|we|who|you)$/i;

export function signatureOf(line: Line): Signature {
  return { name: line.text, span: line.span };
}

/** `Filed under: UK — notsaussure @ 9:45 pm`: who filed a post, and when. */
const FILED_BY = /^(.* [—–-] )(\S+(?: \S+){0,3}) @ \d{1,2}:\d{2} ?[ap]m$/i;

/** The name in `by Paul Hayes.`, `Posted by Jim at 19:53` or `Posted on May 1, 2021 by Jim Brown`; else null. */
export function bylineOf(line: Line): Signature | null {
  if (line.text.length > LONGEST_BYLINE) return null;
  if (endsSentence(line.text) && wordCount(line.text) > LONGEST_STOPPED_BYLINE) return null;
  const by = line.text.slice(0, LONGEST_DATELINE).search(/ by /i);
  if (by > 0 && publicationDay(line.text.slice(0, by))) return bylineOf(partOf(line, by));
  const filed = isFooter(line.text) ? FILED_BY.exec(line.text) : null;
  if (filed) return signatureOf(partOf(line, filed[1]!.length, filed[1]!.length + filed[2]!.length));
  const opening = /^(?:(posted|written|published|submitted|(?:view|see) all posts) )?by:?\s+/i.exec(
    line.text,
  );
  if (!opening) return null;
  const start = opening[0].length;
  const length = line.text.slice(start).search(/\.?$|[,|(]| (?:at|on|in|[@:]) /);
  const name = partOf(line, start, start + length);
  return isFullName(name.text) || (opening[1] && isName(name.text)) ? signatureOf(name) : null;
}

/** When a text was published and by whom, as one line over it says. */
export interface Dateline {
  readonly day: string;
  readonly writer: Signature | null;
}

/** What parts a writer from the date behind. */
const BEFORE_DATE = /,? [|•·–—-] |, /;
/** `by CanSS, posted 02 07 2020`: who, and when. */
const POSTED_BY = /^(by )(\S.{1,47}?),? (?:posted|published)(?: on)? (.+)$/i;
/** `Posted by: Jim Brown, Posted on: 19 August 2021 - Categories: News`, as blogs of the government say it. */
const POSTED_BY_ON = /^posted by: .{0,80}?, ?posted on: ?([^,-]{6,30}?)(?: [-–] |$)/i;
/** `Author Jim BrownPosted on October 30, 2023Categories News`, as a theme says it whose lines are lost. */
const GLUED = /^(author )(\S.{0,47}?) ?posted on ([^\d]{0,12}\d.{4,24}?) ?(?:categor|tags|format|leave |$)/i;
/** Where a text stood first, before its date: `The Guardian`. */
const NEWSPAPER =
  /^The (?:\p{Lu}\p{L}+ ){0,2}(?:Argus|Chronicle|Citizen|Conversation|Courier|Economist|Express|Guardian|Herald|Independent|Journal|Lancet|Mail|Mirror|News|Observer|Post|Scotsman|Spectator|Standard|Star|Sun|Telegraph|Times)$/u;
/** And behind its date. */
const FIRST_IN = /, [^,\d]{2,40}$/;

/** Reads `Published: 19 August 2021`, `By Ada Lovelace | 19 August 2021 - 10:05`,
 * `Ada Lovelace, 19 August 2021, The Times`, `The Times, 19 August 2021` or `| 19.08.2021`; else null. */
export function datelineOf(line: Line): Dateline | null {
  const ornament = /^[|•·–—-] ?/.exec(line.text)?.[0] ?? '';
  const words = partOf(line, ornament.length);
  const day = publicationDay(words.text);
  if (day) return { day, writer: bylineOf(words) };
  const [, by, name, posted] = POSTED_BY.exec(words.text) ?? [];
  const postedOn = posted ? parseDate(posted) : null;
  if (postedOn)
    return { day: postedOn, writer: signatureOf(partOf(words, by!.length, by!.length + name!.length)) };
  const blogged = parseDate(POSTED_BY_ON.exec(words.text)?.[1] ?? '');
  if (blogged) return { day: blogged, writer: bylineOf(words) };
  const [, author, writtenBy, writtenOn] = GLUED.exec(words.text) ?? [];
  const gluedDay = writtenOn ? parseDate(writtenOn) : null;
  if (gluedDay)
    return {
      day: gluedDay,
      writer: signatureOf(partOf(words, author!.length, author!.length + writtenBy!.length)),
    };
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

/** Whether a line says by whom a text is without a name: `By staff writers`. */
export function isNamelessByline(text: string): boolean {
  return /^by:? \p{L}/iu.test(text) && wordCount(text) <= LONGEST_NAMELESS && !endsSentence(text);
}

/** What stands over a comment: who wrote it, null where that is nobody in particular. */
export interface CommentHeader {
  readonly signature: Signature | null;
  /** The day that stands beside the name; null where none does. */
  readonly day: string | null;
  /** How it says so. A thread heads all its comments alike. */
  readonly form:
    | 'said'
    | 'dated-said'
    | 'posted'
    | 'stamped'
    | 'said-above-stamp'
    | 'above-stamp'
    | 'above-date';
}

/** Where the name begins in `At March 15, 2007 8:42 pm, Blogger Getafix said…`, and the day there; null without a date. */
function saidAt(text: string): { readonly day: string; readonly name: number } | null {
  if (!/^at \S/i.test(text)) return null;
  for (const { index } of text.slice(0, LONGEST_DATELINE).matchAll(/, /g)) {
    const day = stampedDay(text.slice('at '.length, index));
    const behind = index + ', '.length;
    if (day) return { day, name: behind + (ACCOUNT.exec(text.slice(behind))?.[0].length ?? 0) };
  }
  return null;
}

/** Who wrote a comment, as old sites say below it: `Posted by: Tom P. | 12 April 2007 at 08:13 AM`; else null. */
export function commentFooter(line: Line): Omit<CommentHeader, 'form'> | null {
  const [, by, name] = /^((?:comment|posted) by:? )(.{1,60}?) [|—–-] /i.exec(line.text) ?? [];
  if (!by || !name) return null;
  const day = stampedDay(line.text.slice(by.length + name.length + ' | '.length));
  const header = day && headerBy(partOf(line, by.length, by.length + name.length), 'stamped', true);
  return header ? { signature: header.signature, day } : null;
}

/** `Comment by Priya posted on 19 August 2021`: sites of the government, some without the date. */
const COMMENT_BY = /^(comment by )(\S.{0,59}?) posted on\b ?/i;

/**
 * Reads `Getafix said…`, `At 2:52pm on 30 Oct 2009, Getafix wrote:` or `Getafix 19 August 2021 at 10:12`, and, where the
 * next line is a date, with or without a time, `Getafix wrote:` or the name alone; null for a line that is no such header.
 */
export function commentHeader(line: Line, next?: Line): CommentHeader | null {
  const said = SAID.exec(line.text.slice(-12))?.[0];
  const words = said ? partOf(line, 0, line.text.length - said.length) : line;
  const dated = said ? saidAt(words.text) : null;
  if (dated) {
    const header = headerBy(partOf(words, dated.name), 'dated-said', true);
    return header && { ...header, day: dated.day };
  }
  const [whole, by, commenter] = COMMENT_BY.exec(words.text.slice(0, LONGEST_DATELINE)) ?? [];
  if (whole) {
    const header = headerBy(partOf(words, by!.length, by!.length + commenter!.length), 'posted', true);
    return header && { ...header, day: stampedDay(words.text.slice(whole.length)) };
  }
  const stamp = stampAt(words.text);
  if (stamp > 0) {
    const name = words.text.slice(0, stamp).replace(BEFORE_STAMP, '');
    const header = headerBy(partOf(words, 0, name.length), 'stamped', name.length === stamp);
    return header && { ...header, day: stampedDay(words.text.slice(stamp)) };
  }
  if (said && !said.endsWith(':')) {
    const name = partOf(words, ACCOUNT.exec(words.text)?.[0].length ?? 0);
    return headerBy(name, 'said', LOWER_NAME.test(name.text));
  }
  if (!next || !isStamp(next.text)) return null;
  if (said) return headerBy(words, 'said-above-stamp', true);
  if (stampAt(next.text) === 0) return headerBy(words, 'above-stamp');
  return endsSentence(line.text) ? null : headerBy(words, 'above-date', true);
}

/** The header that is a name and nothing else, where a thread shows that its comments have such. */
export function nameAlone(line: Line): CommentHeader | null {
  return endsSentence(line.text) ? null : headerBy(line, 'above-date', true);
}

/** The header by a name, if it is one; where it is shown to be one, whatever is short. */
function headerBy(name: Line, form: CommentHeader['form'], isShown = false): CommentHeader | null {
  if (NOBODY.test(name.text)) return { signature: null, day: null, form };
  const bare = name.text.replace(ADDED, '');
  const words = wordCount(bare);
  const isShort = /^\S{1,48}$/.test(bare) || ((isShown || bare !== name.text) && words <= LONGEST_SHOWN);
  const isShouted = form !== 'above-stamp' && SHOUTED.test(bare) && words <= LONGEST_SHOWN;
  const isNamed = ((isShort || isShouted) && !PRONOUN.test(bare)) || isName(bare) || isHandle(bare);
  return isNamed && name.text !== '' && !name.text.endsWith(':')
    ? { signature: signatureOf(name), day: null, form }
    : null;
}

/**
 * The line with which a commenter signed: a pen-name on the last line, or a name standing apart there.
 * A name under a text that the comment announces belongs to that text.
 */
export function closingSignature(lines: readonly Line[]): Line | null {
  const last = lines.at(-1);
  if (!last || lines.length === 1) return null;
  if (isHandle(last.text)) return last;
  const standsApart = lines.at(-2)!.text === '';
  return standsApart && isName(last.text) && !lines.some(announcesText) ? last : null;
}

function announcesText({ text }: Line): boolean {
  const trailsOff = /(?:\.{3}|…)$/.test(text) && wordCount(text) <= LONGEST_TRAILING_OFF;
  return announces(text) || isAddress(text) || trailsOff;
}

/**
 * The name under a text by someone else that a post carries: alone, over a line of office, or opening a
 * line about its bearer; where the post ends, or before an ornament or a gap. A plain name counts only
 * below an announcement of someone's words. The last one counts.
 */
export function guestSignature(lines: readonly Line[]): Signature | null {
  const announced = lines.findIndex(({ text }) => announces(text));
  for (let at = lines.length - 1; at > 0; at--) {
    if (!endsText(lines, at)) continue;
    const isBelow = announced >= 0 && announced < at - 1;
    const guest = isHandle(lines[at]!.text) ? lines[at]! : isBelow ? nameSigning(lines, at) : null;
    if (guest) return signatureOf(guest);
  }
  return null;
}

/** Whether a text ends with this line: at the end of the post, an ornament or a gap. */
function endsText(lines: readonly Line[], at: number): boolean {
  if (lines[at]!.text === '') return false;
  const next = lines.slice(at + 1, at + 1 + GAP).find(({ text }) => text !== '');
  return next === undefined || isDivider(next.text);
}

/** The plain name that signs the text which ends with this line. */
function nameSigning(lines: readonly Line[], at: number): Line | null {
  const last = lines[at]!;
  const above = lines[at - 1]!;
  if (endsSentence(last.text)) return null;
  if (isFullName(above.text) && followsSentence(lines, at - 1)) return above;
  if (!followsSentence(lines, at)) return null;
  const bearer = partOf(last, 0, Math.max(0, last.text.search(/ (?:is|was) /)));
  return [bearer, last].find(({ text }) => isFullName(text)) ?? null;
}

/** Whether the words above a line end a sentence. */
function followsSentence(lines: readonly Line[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && lines[above]!.text === '') above--;
  return above >= 0 && endsSentence(lines[above]!.text);
}
