/** What a site writes above, among and under comments and is part of none of them. */
import { isButtons } from './buttons.ts';
import { lineFrom, lineOf } from './phrases.ts';

/** `6`, `1,204` or a word for it. */
const COUNT = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,5}|one)`;
/** No line that counts comments is longer, in characters. */
const LONGEST_COUNTER = 200;
/** And none that asks for one. */
const LONGEST_END = 100;
const LONGEST_NOTICE = 600;
/** And no row of buttons. */
const LONGEST_BAR = 80;

const COUNTER = lineOf([
  `(?:with )?(?:${COUNT}|no) (?:reader )?comments?:?(?: »)?`,
  `${COUNT} comments? sorted by(?: .{3,20})?`,
  'comments: our rules',
  `${COUNT} responses?:?`,
  String.raw`(?:\d{1,5} )?(?:readers?['’]? )?comments(?: about this (?:article|post))?(?: ?\(${COUNT}\))?:?(?: sign in or register to comment\.?)?`,
  String.raw`${COUNT} (?:responses?|replies|thoughts?|comments?) (?:to|on)\b.*`,
  String.raw`(?:(?:feed )?you can follow this conversation by subscribing|rss feed for comments on this post)\b.*`,
]);
const UNDER_TITLE = lineOf(['leave a comment(?: »)?', `with ${COUNT} comments?(?: »)?`]);
/** `Posted by Jim at 10:15 6 comments:`, as Blogger ends a post with it. */
const POSTED_BY = /^posted by\b.*?(\S+ comments?:?)$/i;

const ORDER = lineOf([
  'oldest',
  'newest(?: most voted)?',
  'most voted',
  'latest',
  'recommended',
  'sort by.*',
]);

const AMONG_COMMENTS = lineOf([
  'replies',
  String.raw`\d{1,4} repl(?:y|ies)(?: by .*| · active .*)?`,
  '[•*□▪◦] replies to .{1,60}>',
  'inline feedbacks',
  'view all comments',
  String.raw`load(?:ing)? more(?:\.{3}|…)?`,
  'show more',
  String.raw`loading(?: comments)?(?:\.{3}|…)?`,
  'collapse',
  'expand full comment',
  String.raw`like(?: \(\d{1,5}\))?`,
  'liked by .*',
  'share',
  'report',
  'report (?:this )?comment',
  'report abuse',
  'flag',
  'cancel',
  String.raw`(?:unsuitable or offensive\? )?report this comment`,
  'log in to reply',
  String.raw`(?:dis)?likes? \d{1,5}`,
  'permalink',
  String.raw`(?:\(?complain about this comment\)? ?){1,2}`,
  String.raw`(?:feed )?you can follow this conversation\b.*`,
  String.raw`(?:[•*] )?comment number \d{1,4}\.?`,
  'sort by.*',
  String.raw`this topic is closed for new posts\.?`,
  String.raw`subscribe to comments with rss\.?`,
  ".{1,60}['’]s avatar(?: - go to profile)?",
]);

const END = lineOf([
  String.raw`you must (?:be logged|log) in\b.*`,
  String.raw`continue this thread\b.*`,
  'similar threads:?',
  'add (?:a )?(?:new )?comment',
  'post (?:a )?comment(?: house rules)?',
  String.raw`leave a (?:comment|reply\b.*)`,
  'enter (?:your )?comment.*',
  'write a comment.*',
  'cancel reply',
  'verify your comment',
  String.raw`sign in or register to comment\.?`,
  String.raw`comments (?:are (?:now )?closed|have been closed|are off)(?: (?:on|for) this (?:article|entry|post|story))?\.?`,
  String.raw`(?:the )?comments to this entry are closed\.?`,
  String.raw`both comments and pings are (?:currently )?closed\.?`,
  'sorry, the comment form is closed.{0,20}',
  String.raw`note: only a member of this blog may post a comment\.?`,
  String.raw`rss feed for comments on this post\b.*`,
  'view these comments in rss',
  'reactions: .*',
  'recent (?:posts|comments)',
  String.raw`this site uses akismet\b.*`,
]);

/** What a blog says above its posts of the comments it will show. */
const NOTICE = lineFrom([
  String.raw`comments? (?:are|is|will be|may be)\b.*\b(?:moderated|published|appear)`,
]);

/** Whether a line counts the comments below it: `6 comments:`, `Posted by Jim at 10:15 6 comments:`. */
export function isCounter(text: string): boolean {
  if (text.length >= LONGEST_COUNTER) return false;
  return COUNTER.test(POSTED_BY.exec(text)?.[1] ?? text);
}

/** Whether a line counts the comments on a post above its text: `leave a comment »`, `with 4 comments`. */
export function isCountUnderTitle(text: string): boolean {
  return UNDER_TITLE.test(text);
}

/** Whether a line says in which order comments stand, over them. */
export function isOrder(text: string): boolean {
  return ORDER.test(text);
}

/** Whether a line stands among comments without being part of one. */
export function isThreadFurniture(text: string): boolean {
  return (
    isFurniture(text) || (text.length < LONGEST_BAR && text.split(/\s{2,}|\s?[|·•]\s?/).every(isFurniture))
  );
}

function isFurniture(text: string): boolean {
  return isButtons(text) || AMONG_COMMENTS.test(text) || isThreadEnd(text);
}

/** Whether a line asks for another comment, or refuses one: below it no comment follows. */
export function isThreadEnd(text: string): boolean {
  return text.length < LONGEST_END && END.test(text);
}

/** Whether a line says, above a blog's posts, which comments it will show. */
export function isCommentsNotice(text: string): boolean {
  return text.length < LONGEST_NOTICE && NOTICE.test(text);
}
