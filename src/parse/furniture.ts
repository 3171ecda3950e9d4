/**
 * What a site writes around texts and is no part of them: the buttons under a comment, the count above a
 * thread, the lines under a post, the way to the next page.
 */
import { parseDate, stampAt } from './dates.ts';

const COUNTERS = [
  /^(?:with )?(?:\d{1,5}|no|one) (?:reader )?comments?:?(?: »)?$/i,
  /^(?:\d{1,5}|one) responses?:?$/i,
  /^(?:reader )?comments(?: about this (?:article|post))?(?: ?\(\d{1,5}\))?:?$/i,
  /^(?:\d{1,5}|one) (?:responses?|replies|thoughts?|comments?) (?:to|on)\b/i,
  /^(?:you can follow this conversation by subscribing|rss feed for comments on this post)\b/i,
];
/** What stands under the beginning of a text that another page has whole. */
const LEADING_ON =
  /^(?:\(more(?:…|\.{3})\)|read more|continue reading(?: ["“].{1,140}["”])?|read the rest of this (?:entry|post|story))(?!\p{L})[^\p{L}\p{N}]*$/iu;
const FOOTERS = [
  /^posted by\b/i,
  /^posted (?:at|on) .{4,80}\| permalink\b/i,
  /^labels:/i,
  /^tags:/i,
  /^email ?this/i,
  /^(?:bookmark )?the permalink\b/i,
  /^blogthis!/i,
  /^share to\b/i,
  /^links to this post/i,
  LEADING_ON,
  /^(?:(?:this entry was )?posted in|(?:story )?filed under:?|tagged(?: with)?|categor(?:y|ies):)(?=\s)/i,
];
/**
 * Where a reader is asked to pass the post on, or to read on elsewhere. It may be no more than a word or two, so it is
 * taken at a text's edge alone.
 */
const SHARING =
  /^(?:read more:.*|share(?: (?:this|on|via|with)\b.*)?:?|like this:?|like|tweet|print|pin it|related|reactions:.*|click to (?:share|print|email)\b.*|(?:like )?loading(?:\.{3}|…)?|get link|other apps|restack|notes|back to top|post to \S+|whatsapp|facebook|twitter|linkedin|reddit|pinterest|tumblr|e-?mail|x|follow \S+ on (?:twitter|facebook|instagram|linkedin|x)\.?)$/i;
/** The words of buttons over a text. */
const BUTTONS = new Set(
  'share save print email mail forward icon comment comments facebook twitter linkedin reddit whatsapp bookmark listen copy link gift digg delicious stumbleupon technorati tumblr'.split(
    ' ',
  ),
);
/** What heads the things that sites put under a whole text. */
const UNDERNEATH =
  /^(?:share this(?: (?:page|article|post|story))?:?|sharing and comments|sign up|notify of|subscribe to (?!:).*|\d{1,5} (?:likes?|restacks?)|advert(?:isement)?s?|follow (?:us|the .{2,40}) on .*|©.*|copyright .*|sign up .{0,40}newsletters?.*|like this:?|related(?: (?:articles?|stories|(?:blog )?posts?|topics?|content|links?))?:?|topics:?|-? ?ends ?-?|(?:media |press )?contact(?: us| details)?:?|join (?:us|\S+ today)|find us on .*|tweets by @\S+|search for:|recent (?:posts|comments)|blog at wordpress\.com.*|for (?:press|media) enquiries\b.*|read the (?:full )?report|more (?:on this|from)\b.*|most (?:read|viewed|popular|shared):?|you (?:may|might) also like:?|read next:?|post navigation|about the author|published by \S.*|previous|next)$/i;
/** What leads to the posts before and after, glued to their titles. */
const NEIGHBOUR = /^(?:Previous|Next)\p{Lu}/u;
/** What leads to other parts of a site, or past its menus. */
const NAVIGATION =
  /^(?:(?:skip (?:to )?(?:main |the )?(?:content|navigation|menu))+|\[an error occurred while processing this directive\]|home|menu|navigation|search(?: for)?:?|(?:log|sign) ?in|donate|subscribe|(?:latest )?news|blog|media(?: centre)?|press releases?|publications|post categories:|you are here:.*|« .*\bmain\b.* »)$/i;
const MENU_GAP = /\s*[|•·]\s*|\s{2,}/;
/** In words each. */
const LONGEST_MENU_ITEM = 4;
const CAPTION =
  /^(?:(?:image|picture|photo(?:graph)?|illustration)s?(?: (?:copyright|source|credit|caption|by)\b|:)|pictured:)|\((?:[^()]*\b)?(?:PA|Alamy|Getty(?: Images)?|Reuters|AFP|Shutterstock|Unsplash)\)$|\b(?:picture|photo|image|credit): [^.:]{2,60}$/i;
/** What announces who or when, on a line of its own: `From:`, `Published`. */
const LABEL =
  /^(?:from|by|authors?|published(?: on| by)?|updated|last updated|date|posted(?: on)?|categor(?:y|ies)|topics?):?$/i;
/** A footer's opening whose words stand on the lines below. */
const OPENING = /^(?:posted by|labels:|tags:|categories:|filed under:?|posted in)$/i;
const THREAD_FURNITURE =
  /^(?:replies|inline feedbacks|view all comments|[•*] replies to .{1,60}>|load more(?:\.{3}|…)?|show more|like(?: \(\d{1,5}\))?|liked by .*|share|collapse|\d{1,4} repl(?:y|ies)(?: by .*)?|loading(?:\.{3}|…)?|report|flag|permalink|(?:\(?complain about this comment\)? ?){1,2}|(?:feed )?you can follow this conversation\b.*|(?:[•*] )?comment number \d{1,4}\.?|report (?:this )?comment|report abuse|sort by\b.*|subscribe to comments with rss\.?|loading comments(?:\.{3}|…)?|.{1,60}['’]s avatar(?: - go to profile)?|\d{1,4} repl(?:y|ies) · active .*)$/i;
const THREAD_END =
  /^(?:add (?:a )?(?:new )?comment|post (?:a )?comment|leave a (?:comment|reply\b.*)|comments (?:are (?:now )?closed|have been closed|are off)(?: on this (?:article|post|story))?\.?|enter (?:your )?comment.*|write a comment.*|cancel reply|verify your comment|the comments to this entry are closed\.?|sorry, the comment form is closed.{0,20}|note: only a member of this blog may post a comment\.?|rss feed for comments on this post\b.*|view these comments in rss|this site uses akismet\b.*)$/i;
const WAY_ON =
  /^(?:(?:<<|«) ?home|subscribe to:.*|view (?:mobile|web) version|popular posts from this blog)$/i;
const NEIGHBOURS = /\b(?:newer|older) (?:posts?|entries)\b|\bhome\b/gi;

/** A button's label that stands before other words of its line. */
export interface Button {
  /** Whether it is the button of a reply, which cannot be answered itself. */
  readonly reply: boolean;
  /** In characters. */
  readonly length: number;
}

/** The button label a line begins with, with or without words glued to it; null when it begins with none. */
export function buttonAt(text: string): Button | null {
  const answerable = /^Reply\s?Delete/.exec(text);
  if (answerable) return { reply: false, length: answerable[0].length };
  if (!text.startsWith('Delete') || isWordDelete(text.slice('Delete'.length))) return null;
  return { reply: true, length: 'Delete'.length };
}

/** Whether what follows `Delete` makes it a word of a sentence rather than a label with a text glued to it. */
function isWordDelete(rest: string): boolean {
  return /^(?:[drs](?![\p{L}\p{N}])|rious|[\s.,;:!?)-])/u.test(rest);
}

/** Whether a line is the buttons under a comment and nothing else: `ReplyDelete`, `Reply Delete`, `Delete`. */
export function isButtons(text: string): boolean {
  return /^(?:Reply|(?:Reply\s?)?Delete)$/.test(text);
}

/** Where the buttons begin that a line of a comment ends with; -1 when it ends with none. */
export function buttonsAtEnd(text: string): number {
  return text.slice(-'Reply Delete'.length).search(/Reply\s?Delete$/) < 0 ? -1 : text.lastIndexOf('Reply');
}

/** Whether a comment ends with a line, because the line is buttons or ends with them. */
export function endsInButtons(text: string): boolean {
  return isButtons(text) || buttonsAtEnd(text) >= 0;
}

/** Whether a line counts the comments below it: `6 comments:`, `Posted by Jim at 10:15 6 comments:`. */
export function isCounter(text: string): boolean {
  if (text.length >= 200) return false;
  const count = /^posted by\b/i.test(text) ? (/\S+ comments?:?$/i.exec(text)?.[0] ?? '') : text;
  return COUNTERS.some((counter) => counter.test(count));
}

/** Whether a line says in which order comments stand, over them. */
export function isOrder(text: string): boolean {
  return /^(?:oldest|newest(?: most voted)?|most voted)$/i.test(text);
}

/** Whether a line stands among comments without being part of one. */
export function isThreadFurniture(text: string): boolean {
  return isButtons(text) || THREAD_FURNITURE.test(text) || isThreadEnd(text);
}

/** Whether a line says, above a blog's posts, which comments it will show. */
export function isCommentsNotice(text: string): boolean {
  return (
    text.length < 600 &&
    /^comments? (?:are|is|will be|may be)\b.*\b(?:moderated|published|appear)/i.test(text)
  );
}

/** Whether a line asks for another comment, or refuses one: below it no comment follows. */
export function isThreadEnd(text: string): boolean {
  return text.length < 100 && THREAD_END.test(text);
}

/** Whether a line stands under a post without being part of it: who posted it, its labels, sharing. */
export function isFooter(text: string): boolean {
  return FOOTERS.some((footer) => footer.test(text));
}

/** Whether a line leads to the rest of a text and says nothing else: `Read more →`. */
export function isLeadingOn(text: string): boolean {
  return LEADING_ON.test(text);
}

/** Whether a line heads what a site puts under a whole text: sharing, related pages, who published it. */
export function isUnderneath(text: string): boolean {
  return text.length < 100 && (UNDERNEATH.test(text) || NEIGHBOUR.test(text));
}

/** Whether a line opens a footer that goes on below it: `Posted by`, `Labels:`. */
export function opensFooter(text: string): boolean {
  return OPENING.test(text);
}

/** Whether a line offers to pass a text on. Such a word may be a text's own where it stands inside one. */
export function isSharing(text: string): boolean {
  return text.length < 100 && SHARING.test(text);
}

/** Whether a line is buttons to share a text and counts of who did: `Share Save 23`. */
export function isSharingBar(text: string): boolean {
  const words = text.length < 60 ? text.toLowerCase().split(/[\s|•·]+/) : [];
  return (
    words.some((word) => BUTTONS.has(word)) &&
    words.every((word) => BUTTONS.has(word.replace(/:$/, '')) || /^\d*$/.test(word))
  );
}

/** How many characters of a line are an excerpt's, before it leads to the rest: `and so on … Continue reading →`. */
export function excerptLength(text: string): number {
  const more =
    /\s*(?:\(more(?:…|\.{3})\)|(?<!\p{Lu})Continue reading\b[^.!?]{0,140}|(?<=(?:…|\.{3}) {0,2})Read more[^\p{L}\p{N}]{0,4})$/u.exec(
      text.slice(-200),
    );
  return more ? text.length - more[0].length : text.length;
}

/** Whether a line leads to other pages: no post comes after it. */
export function isWayOn(text: string): boolean {
  if (WAY_ON.test(text)) return true;
  if (text.length >= 60 || !/(?:newer|older) (?:post|entr)/i.test(text)) return false;
  return !/[\p{L}\p{N}]/u.test(text.replace(NEIGHBOURS, ''));
}

/** Whether a line says where in a site the page is: `Home > News > Health`. */
export function isTrail(text: string): boolean {
  return (
    text.length < 140 &&
    /^(?:home(?= ?[>»›])|[^>»›]{1,40} ?[>»›])[^>»›]{0,60}(?:[>»›][^>»›]{1,60})+$/i.test(text)
  );
}

/** Whether a line leads past or around a site: `Skip to main content`, `Home | News | About us`. */
export function isNavigation(text: string): boolean {
  if (isTrail(text) || (text.length < 400 && NAVIGATION.test(text))) return true;
  const items = /\d/.test(text) ? [] : partsOfSite(text);
  return items.length > 2 && items.every((item) => item.split(/\s+/).length <= LONGEST_MENU_ITEM);
}

/** The parts of the site that a menu or a trail names. */
export function partsOfSite(text: string): string[] {
  return text
    .split(isTrail(text) ? /\s*[>»›]\s*/ : MENU_GAP)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether a line says no more than what the next one is: `Published:`. */
export function isLabel(text: string): boolean {
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
  return /^\d+(?:\.\d+)?%/.test(text) || /:\s?\d+$/.test(text.slice(-12));
}

/** The labels or tags that a line lists: `Labels: DIP, Napo`, `Tagged DIP, Napo`; none for any other line. */
export function labelsIn(text: string): string[] {
  const opening =
    /^(?:(?:labels|tags|categories|category):|(?:(?:this entry was )?posted in|(?:story )?filed under:?|tagged(?: with)?:?)\s)/i;
  const list = opening.test(text)
    ? text.replace(opening, '').replace(/ ?[|•·]?(?: and)? tagged(?: with)?:? /i, ', ')
    : '';
  return list
    .split(/[|•·]| [—–-] |\.(?: Bookmark\b|$)/, 1)[0]!
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}
