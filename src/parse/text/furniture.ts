/**
 * What a site writes around a text and is no part of it: who posted it, what it is filed under, buttons to share it.
 */
import { parseDate, stampAt } from '../dates.ts';
import { isProse } from '../wording.ts';
import { labelsIn } from './labels.ts';
import { isNavigation } from './navigation.ts';
import { lineFrom, lineOf } from './phrases.ts';
import { isSharing, isSharingBar } from './sharing.ts';
import { isThreadEnd } from './thread-furniture.ts';

/** What stands under the beginning of a text that another page has whole. */
const LEADING_ON =
  /^(?:\(more(?:…|\.{3})\)|read more|continue reading(?: ["“].{1,140}["”])?|read the rest of this (?:entry|post|story))(?!\p{L})[^\p{L}\p{N}]*$/iu;

/** Lines that stand under a post, by what they begin with. */
const FOOTER = lineFrom([
  String.raw`posted by\b`,
  String.raw`(?:posted (?:at|on) .{4,80}|\d{1,2} \p{L}{3,9} \d{4} \|.{0,80})\| permalink\b`,
  'labels:',
  'from → ',
  'tags:',
  'tagged:',
  'email ?this',
  String.raw`(?:bookmark )?the permalink\b`,
  'blogthis!',
  String.raw`share to\b`,
  'links to this post',
  String.raw`bookmark the web address\b`,
  String.raw`read more by\b`,
  String.raw`our valuable member\b`,
  String.raw`(?:published|posted)(?: on)?: \d{1,2} \p{L}{3,9} \d{4}$`,
]);
/** A footer's opening whose words stand on the lines below. */
const OPENING = lineOf(['posted by', 'labels:', 'tags:', 'categories:', 'filed under:?', 'posted in']);

/** What a picture shows or whose it is: said at the beginning, in brackets at the end, or behind the last sentence. */
const CAPTION =
  /^(?:(?:image|picture|photo(?:graph)?|illustration)s?(?: (?:copyright|source|credit|caption|by|of)\b|:)|pictured:)|\((?:[^()]*\b)?(?:PA(?: (?:Archive|Media|Wire))?|AP|EPA|iStock|Alamy|Getty(?: Images)?|Reuters|AFP|Shutterstock|Unsplash)\)$|(?:^|[.!?)"”’] |\()(?:picture|photo(?:graph)?|image|credit): [^.:]{2,60}$|^(?:\S+ ){4,20}image$/i;
/** What sums a text up over it and says whose it is: `…, writes Ian Hamilton`. */
const SUMMARY =
  /, (?:says?|writes?|argues?|asks?|explains?|reports?) \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*)+(?:(?:,| and) \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*)+)*$/u;
/** What announces who or when, on a line of its own: `From:`, `Published`. */
const LABEL = lineOf([
  'from:?',
  'by:?',
  'authors?:?',
  '(?:published|posted)(?: on)?:?',
  'published by:?',
  '(?:last )?updated:?',
  'date:?',
  'categor(?:y|ies):?',
  'topics?:?',
]);
/** What a site counts, with no other words before the number than a few; a year is none. */
const TALLY = /^\D{1,30}: ?(?!(?:19|20)\d\d$)\d[\d,]*$/;

/** Lines that are read by these patterns are short, in characters: a longer one is a text's. */
const LONGEST_LINE = 100;
const LONGEST_SUMMARY = 240;
/** How far before the end of a line an excerpt may lead on, in characters. */
const LONGEST_LEADING_ON = 200;

/** Whether a line stands under a post without being part of it: who posted it, its labels, sharing. */
export function isFooter(text: string): boolean {
  return LEADING_ON.test(text) || labelsIn(text).length > 0 || (!isProse(text) && FOOTER.test(text));
}

/** Whether a line leads to the rest of a text and says nothing else: `Read more →`. */
export function isLeadingOn(text: string): boolean {
  return LEADING_ON.test(text);
}

/** Whether a line opens the footer of a post: `Posted by`, `Labels:`, `Posted by Jim Brown at 10:15`. */
export function opensFooter(text: string): boolean {
  return (
    OPENING.test(text) ||
    (text.length < LONGEST_LINE && /^posted by \S.{0,60}? (?:at|on) \S|\| permalink\b/i.test(text))
  );
}

/** How many characters of a line are an excerpt's, before it leads to the rest: `and so on … Continue reading →`. */
export function excerptLength(text: string): number {
  const more =
    /\s*(?:\(more(?:…|\.{3})\)|(?<!\p{Lu})Continue reading\b[^.!?]{0,140}|(?<=(?:…|\.{3}) {0,2})Read more[^\p{L}\p{N}]{0,4}|Read more \[(?:…|\.{3})\])$/u.exec(
      text.slice(-LONGEST_LEADING_ON),
    );
  return more ? text.length - more[0].length : text.length;
}

/** Whether a line says no more than what the next one is: `Published:`. */
export function announcesNextLine(text: string): boolean {
  return LABEL.test(text);
}

/** Whether a line says what a picture shows, or whose it is. */
export function isCaption(text: string): boolean {
  return CAPTION.test(text);
}

/** Whether a line is a date, with or without a time of day, as sites put it under a comment. */
export function isStamp(text: string): boolean {
  return parseDate(text) !== null || stampAt(text) === 0;
}

/** Whether a line says how long a text takes to read: `3 min read`. */
export function isReadingTime(text: string): boolean {
  return /^(?:reading time:? ?)?\d{1,3}[ -]min(?:ute)?s?(?:[ -]read)?$/i.test(text);
}

/** Whether a line says when a site last touched the page, which is not when it was published, or warns of its age. */
export function isUpdateNotice(text: string): boolean {
  return /^(?:last (?:updated|modified)\b|this article is (?:more than|over) \S+ years? old\b)/i.test(text);
}

/** Whether a line counts visitors: `Today: 140`, `8.7%United Kingdom`. */
export function isTally(text: string): boolean {
  return /^\d+(?:\.\d+)?%/.test(text) || TALLY.test(text);
}

/** Whether a line sums a text up and says whose it is: as a title may, so that it is told by where it stands. */
export function isSummary(text: string): boolean {
  return text.length < LONGEST_SUMMARY && SUMMARY.test(text);
}

/** Whether a line says of which encyclopedia a text is. */
function isOfEncyclopedia(text: string): boolean {
  return /^from wikipedia, the free encyclopa?edia$/i.test(text);
}

/** Whether a line stands over a text without being part of it: buttons, how long it takes to read, a picture's words. */
export function standsOver(text: string): boolean {
  const is = [isSharing, isSharingBar, isReadingTime, isUpdateNotice, isCaption, isOfEncyclopedia];
  const stands = (part: string) => is.some((test) => test(part));
  return (
    stands(text) ||
    (text.length < LONGEST_LINE && isRow(text, (part) => stands(part) || labelsIn(part).length > 0))
  );
}

/** Whether a line is a row of several such parts with gaps or bars between them. */
function isRow(text: string, is: (part: string) => boolean): boolean {
  const parts = text.split(/\s{2,}|\s?[|•·]\s?/);
  return parts.length > 1 && parts.every(is);
}

/** Whether a line stands under a text without being part of it: who posted it, buttons, menus, a picture's words. */
export function standsUnder(text: string): boolean {
  return [isFooter, isSharing, isSharingBar, isThreadEnd, isCaption, isNavigation].some((is) => is(text));
}
