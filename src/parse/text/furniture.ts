/**
 * What a site writes around a text and is no part of it: who posted it, what it is filed under, buttons to share it.
 */
import { parseDate, stampAt } from '../dates.ts';
import { isProse } from '../wording.ts';
import { labelsIn } from './labels.ts';
import { isNavigation } from './navigation.ts';
import { lineFrom, lineOf } from './phrases.ts';
import { isThreadEnd } from './thread-furniture.ts';

/** What stands under the beginning of a text that another page has whole. */
const LEADING_ON =
  /^(?:\(more(?:…|\.{3})\)|read more|continue reading(?: ["“].{1,140}["”])?|read the rest of this (?:entry|post|story))(?!\p{L})[^\p{L}\p{N}]*$/iu;

/** Lines that stand under a post, by what they begin with. */
const FOOTER = lineFrom([
  String.raw`posted by\b`,
  String.raw`(?:posted (?:at|on) .{4,80}|\d{1,2} \p{L}{3,9} \d{4} \|.{0,80})\| permalink\b`,
  'labels:',
  'tags:',
  'email ?this',
  String.raw`(?:bookmark )?the permalink\b`,
  'blogthis!',
  String.raw`share to\b`,
  'links to this post',
  String.raw`bookmark the web address\b`,
  String.raw`read more by\b`,
  String.raw`our valuable member\b`,
]);
/** A footer's opening whose words stand on the lines below. */
const OPENING = lineOf(['posted by', 'labels:', 'tags:', 'categories:', 'filed under:?', 'posted in']);

/**
 * Where a reader is asked to pass the post on, or to read on elsewhere. It may be no more than a word or two, so it is
 * taken at a text's edge alone.
 */
const SHARING = lineOf([
  'read more:.*',
  String.raw`share(?: (?:this|on|via|with)\b.*)?:?`,
  'like this:?',
  'like',
  'tweet',
  'print',
  'pdf(?: print)?(?: e-?mail)?',
  'pin it',
  'snap',
  'save article',
  'please sign in to your account .*',
  'related',
  'reactions:.*',
  String.raw`click to (?:share|print|email)\b.*`,
  String.raw`(?:like )?loading(?:\.{3}|…)?`,
  'get link',
  'other apps',
  'restack',
  'notes',
  'back to top',
  String.raw`post to \S+`,
  'whatsapp|facebook|twitter|linkedin|reddit|pinterest|tumblr|e-?mail|x',
  String.raw`follow \S+ on (?:twitter|facebook|instagram|linkedin|x)\.?`,
]);
/** The words of buttons over a text. */
const BUTTONS = new Set(
  (
    'bookmark comment comments copy delicious digg email facebook forward gift icon link linkedin listen mail print ' +
    'reddit save share stumbleupon technorati tumblr tweet twitter whatsapp'
  ).split(' '),
);

/** What heads the things that sites put under a whole text, and is hardly ever the heading of a part of it. */
const UNDERNEATH = lineOf([
  'share this(?: (?:page|article|post|story))?:?',
  'sharing and comments',
  'bookmark this page',
  'like this:?',
  String.raw`\d{1,5} (?:likes?|restacks?)`,
  'sign up',
  'sign up .{0,40}newsletters?.*',
  'notify of',
  'subscribe to (?!:).*',
  'get every .{0,30}(?:post|update)s? by e-?mail.*',
  'advert(?:isement)?s?',
  'follow (?:us|the .{2,40}) on .*',
  '©.*',
  'copyright .*',
  'related (?:articles?|stories|(?:blog )?posts?|topics?|content(?: and links)?|links?|information):?',
  'if you (?:enjoyed|like|liked) this (?:article|post)\\b.*',
  'press office: .*',
  String.raw`(?:featured|latest|more|other|popular|recent|recommended|related|similar) (?:articles?|blogs?|features?|items?|news|pages?|posts?|publications?|resources?|stories|threads?)(?: (?:by|from|in|on) .{2,40})?:?`,
  'more about:?',
  String.raw`(?:previous|next) (?:article|page|post|story)\b.*`,
  'report abuse',
  'powered by .*',
  String.raw`this inquiry is no longer accepting evidence\b.*`,
  String.raw`bookmark with:.*`,
  String.raw`add this page to your .*`,
  String.raw`get the latest .{0,40}\binbox\b.*`,
  String.raw`join (?:our|the) (?:commenting|discussion) .*`,
  String.raw`(?:this (?:article|essay|piece|post) )?(?:was )?(?:first|originally) (?:published|appeared) (?:in|on|by) .*`,
  String.raw`(?:find out )?how .{2,40} can help(?: you)?`,
  String.raw`was this page (?:useful|helpful)\?.*`,
  String.raw`profile photo of .*`,
  'also in .{3,30}',
  'tagged:?',
  'support (?:us|the .{2,30})\\b.*',
  'this article is now closed for comments?\\.?',
  '(?:joomla|wordpress) (?:template|theme) by .*',
  'about parliament: .*',
  String.raw`\d{1,6} (?:up|down)votes?`,
  'sitting suspended\\.?',
  '(?:media |press )contact(?: us| details)?:?',
  'contact (?:us|details):?',
  String.raw`for (?:press|media) enquiries\b.*`,
  String.raw`join (?:us|\S+ today)`,
  'find us on .*',
  String.raw`tweets by @\S+`,
  'search for:',
  String.raw`does this answer the above question\?`,
  'join the debate for .*',
  'recent comments',
  String.raw`blog at wordpress\.com.*`,
  String.raw`more (?:on this|from)\b.*`,
  'most (?:read|viewed|popular|shared):?',
  'you (?:may|might) also like:?',
  'read next:?',
  'post navigation',
  'about the author',
  String.raw`published by \S.*`,
]);
/** What a press release ends with, over notes to those who print it. */
const RELEASE_END = lineOf(['[-–—*#]{0,3} ?ends ?[-–—*#]{0,3}']);
/** What a site says of itself, as the law or a licence asks. */
const LEGAL =
  /\b(?:authori[sz]ed and regulated by|registered (?:charity|company|office|in england)|registered as a charity|charity (?:no|number|registration)\b|limited by guarantee|all rights reserved|(?:privacy|cookies?) policy|licensed under the|^this (?:article|content) (?:has been|was) (?:produced|sponsored|supported|funded)\b)/i;
/** The same in words that head a part of a text as well: they close a text under which no other follows. */
const UNDERNEATH_OR_HEADING = lineOf([
  'related:?',
  'topics:?',
  '(?:blog )?archives?:?',
  'contact:?',
  'read the (?:full )?report',
  'previous',
  'next',
]);
/** What leads to the posts before and after, glued to their titles or pointing away from them. */
const NEIGHBOUR = /^(?:Previous|Next)\p{Lu}|^« ?\p{Lu}|\S »$/u;

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
const LONGEST_LEGAL = 300;
const LONGEST_SUMMARY = 240;
const LONGEST_BAR = 60;
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

/**
 * Whether a line heads what a site puts under a whole text: sharing, related pages, who published it. Where text still
 * follows, words that may be a heading of it are none.
 */
export function isUnderneath(text: string, textFollows = false): boolean {
  if (isReleaseEnd(text)) return true;
  if (text.length >= LONGEST_LINE) return false;
  return UNDERNEATH.test(text) || isNeighbour(text) || (!textFollows && UNDERNEATH_OR_HEADING.test(text));
}

/** Whether a line ends a press release, or says in the law's words who published a text. */
export function isReleaseEnd(text: string): boolean {
  return RELEASE_END.test(text) || (text.length < LONGEST_LEGAL && LEGAL.test(text));
}

/** Whether a line leads to the post before or after: `« A Dry Year`. */
export function isNeighbour(text: string): boolean {
  return text.length < LONGEST_LINE && NEIGHBOUR.test(text);
}

/** Whether a line opens the footer of a post: `Posted by`, `Labels:`, `Posted by Jim Brown at 10:15`. */
export function opensFooter(text: string): boolean {
  return (
    OPENING.test(text) ||
    (text.length < LONGEST_LINE && /^posted by \S.{0,60}? (?:at|on) \S|\| permalink\b/i.test(text))
  );
}

/** Whether a line offers to pass a text on. Such a word may be a text's own where it stands inside one. */
export function isSharing(text: string): boolean {
  return text.length < LONGEST_LINE && SHARING.test(text);
}

/** Whether a line asks to share the whole of a text: `Share this article`. */
export function isPassingOn(text: string): boolean {
  return /^share this (?:page|article|story|post)\b/i.test(text) && isSharing(text);
}

/** Whether a line is buttons to share a text and counts of who did: `Share Save 23`. */
export function isSharingBar(text: string): boolean {
  const words = text.length < LONGEST_BAR ? text.toLowerCase().split(/[\s|•·]+/) : [];
  return (
    words.some((word) => BUTTONS.has(word)) &&
    words.every((word) => BUTTONS.has(word.replace(/:$/, '')) || /^\d*$/.test(word))
  );
}

/** How many characters of a line are an excerpt's, before it leads to the rest: `and so on … Continue reading →`. */
export function excerptLength(text: string): number {
  const more =
    /\s*(?:\(more(?:…|\.{3})\)|(?<!\p{Lu})Continue reading\b[^.!?]{0,140}|(?<=(?:…|\.{3}) {0,2})Read more[^\p{L}\p{N}]{0,4})$/u.exec(
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

function isSummary(text: string): boolean {
  return text.length < LONGEST_SUMMARY && SUMMARY.test(text);
}

/** Whether a line stands over a text without being part of it: buttons, how long it takes to read, a picture's words. */
export function standsOver(text: string): boolean {
  const is = [isSharing, isSharingBar, isReadingTime, isUpdateNotice, isCaption, isSummary];
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
