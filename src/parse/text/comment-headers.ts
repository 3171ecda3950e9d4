/** Who the line over a comment, or under it, says wrote it. */
import { isTimeOfDay, parseDate, stampAt, stampedDay } from '../dates.ts';
import type { Signature } from '../document.ts';
import { type Line, partOf } from '../lines.ts';
import { NOBODY, signatureOf } from '../signatures.ts';
import { endsSentence, isHandle, isName, wordCount } from '../wording.ts';
import { isStamp } from './furniture.ts';

/** What says who wrote a comment, date included, is shorter, in characters. */
const LONGEST_HEADER = 80;

/** A name that the line itself or the one below shows to be one may have any words, but few. */
const LONGEST_SHOWN = 5;
/** And a few more where it stands before `says:`. */
const LONGEST_SAYER = 8;
/** However a commenter is called where a site says whose comment it is. */
const LONGEST_POSTER = 12;

const SAID = /\s(?:said|says|wrote|writes)\s?(?:\.{3}|…|:)$/i;
/** The same without a colon, where a date below shows what it is. */
const SAYING = / (?:said|says)$/;
/** What joins a name and the date behind it. */
const BEFORE_STAMP = /(?:\s(?:on|at)|\s?[-–—|•·,(])?\s{1,4}$/;
/** `loweryard 1st Oct 6:51 pm User ID: 1482`: a newspaper that leaves the year out. */
const NUMBERED_USER =
  /^(\S.{0,47}?)\s{1,4}\d{1,2}\S{0,2} \p{L}{3,9} \d{1,2}:\d{2} ?[ap]m\s{1,4}User ID: \d{1,12}$/u;
/** `u/getafix May 13 '25`: a forum whose names show that they are. */
const USER = /^(u\/[\w-]{2,40}|\[deleted\]) /;
/** What such a forum says of a comment that was changed. */
const EDITED = / (?:\*|edited\b.*)$/;
/** A name of two words without capitals: `tide watcher`. */
const LOWER_NAME =
  /^(?!(?:a|an|and|as|but|her|his|my|no|or|our|so|that|the|their|then|these|this|those|your) )\p{Ll}\S* \p{Ll}\S*$/u;
/** What sort of account a blog says a commenter has. */
const ACCOUNT = /^(?:blogger|anonymous|openid) (?=\S)/i;
/** A name as sites show it that put headers in capitals. */
const SHOUTED = /^\p{Lu}[\p{Lu}\p{N} .'’&-]{0,47}$/u;
/** What writers add to their name: `jan (nurse)`. */
const ADDED = / \([^()]{1,40}\)$/;
const PRONOUN = /^(?:he|i|it|she|somebody|someone|that|they|we|who|you)$/i;

/** What stands over a comment: who wrote it, null where that is nobody in particular. */
export interface CommentHeader {
  readonly signature: Signature | null;
  /** The day that stands beside the name; null where none does. */
  readonly day: string | null;
  /** How it says so. A thread heads all its comments alike. */
  readonly form:
    | 'said'
    | 'dated-said'
    | 'dated'
    | 'posted'
    | 'stamped'
    | 'said-above-stamp'
    | 'above-stamp'
    | 'above-date';
}

/**
 * Where the name begins in `At March 15, 2007 8:42 pm, Blogger Getafix said…` or `At 8:42 PM, Getafix said…`, and the
 * day there; null without a date or time.
 */
function saidAt(text: string): { readonly day: string | null; readonly name: number } | null {
  if (!/^at \S/i.test(text)) return null;
  for (const { index } of text.slice(0, LONGEST_HEADER).matchAll(/, /g)) {
    const when = text.slice('at '.length, index).trimEnd();
    const day = stampedDay(when);
    const behind = index + ', '.length;
    if (day || isTimeOfDay(when))
      return { day, name: behind + (ACCOUNT.exec(text.slice(behind))?.[0].length ?? 0) };
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
const COMMENT_BY = /^(comment by )(\S.{0,59}?) posted on(?: on)?\b ?/i;

/** `28/01/2011  Linda W.` */
const DATED = /^(\d{1,2}\/\d{1,2}\/\d{4})\s{1,3}(\S.{0,47})$/;

/**
 * Reads `Getafix said…`, `28/01/2011 Getafix`, `At 2:52pm on 30 Oct 2009, Getafix wrote:` or `Getafix 19 August 2021 at
 * 10:12`, and, where the next line is a date, with or without a time, `Getafix wrote:` or the name alone; null for a line
 * that is no such header.
 */
export function commentHeader(line: Line, next?: Line): CommentHeader | null {
  const said = saidIn(line);
  const words = said ? partOf(line, 0, line.text.length - said.length) : line;
  const dated = said ? saidAt(words.text) : null;
  if (dated) {
    const header = headerBy(partOf(words, dated.name), 'dated-said', true);
    return header && { ...header, day: dated.day };
  }
  const [whole, by, commenter] = COMMENT_BY.exec(words.text.slice(0, LONGEST_HEADER)) ?? [];
  if (whole) {
    const header = headerBy(
      partOf(words, by!.length, by!.length + commenter!.length),
      'posted',
      true,
      LONGEST_POSTER,
    );
    return header && { ...header, day: stampedDay(words.text.slice(whole.length)) };
  }
  const led = DATED.exec(words.text);
  const day = led && parseDate(led[1]!);
  if (day) {
    const header = headerBy(partOf(words, led[0].length - led[2]!.length), 'dated', true);
    return header && { ...header, day };
  }
  const user = USER.exec(words.text);
  const since = words.text.slice(user?.[0].length).replace(EDITED, '');
  if (user && (parseDate(since) ?? (stampAt(since) === 0 ? since : null)))
    return { ...headerBy(partOf(words, 0, user[1]!.length), 'stamped', true)!, day: parseDate(since) };
  const numbered = NUMBERED_USER.exec(words.text)?.[1];
  if (numbered) return headerBy(partOf(words, 0, numbered.length), 'stamped', true);
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
  const saying = said ? words.text.length : words.text.search(SAYING);
  if (saying > 0) return headerBy(partOf(words, 0, saying), 'said-above-stamp', true);
  if (stampAt(next.text) === 0) return headerBy(words, 'above-stamp');
  return endsSentence(line.text) ? null : headerBy(words, 'above-date', true);
}

/** The header that is a name, or that and `says:`, where a thread shows that its comments have such. */
export function nameAlone(line: Line): CommentHeader | null {
  const said = saidIn(line);
  if (said) return headerBy(partOf(line, 0, line.text.length - said.length), 'said', true, LONGEST_SAYER);
  // `Alasdair B.` ends with an initial.
  const isSentence = endsSentence(line.text) && !/ \p{Lu}\.$/u.test(line.text);
  return isSentence ? null : headerBy(line, 'above-date', true);
}

/** What a line ends in that says its words are a name: ` says:`; null without. */
export function saidIn({ text }: Line): string | null {
  return SAID.exec(text.slice(-12))?.[0] ?? null;
}

/** The header by a name, if it is one; where it is shown to be one, whatever is short. */
function headerBy(
  name: Line,
  form: CommentHeader['form'],
  isShown = false,
  longest = LONGEST_SHOWN,
): CommentHeader | null {
  if (NOBODY.test(name.text)) return { signature: null, day: null, form };
  const bare = name.text.replace(ADDED, '');
  const words = wordCount(bare);
  const isShort = /^\S{1,48}$/.test(bare) || ((isShown || bare !== name.text) && words <= longest);
  const isShouted = form !== 'above-stamp' && SHOUTED.test(bare) && words <= LONGEST_SHOWN;
  const isNamed = ((isShort || isShouted) && !PRONOUN.test(bare)) || isName(bare) || isHandle(bare);
  return isNamed && name.text !== '' && !name.text.endsWith(':')
    ? { signature: signatureOf(name), day: null, form }
    : null;
}
