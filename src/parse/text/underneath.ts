/** What a site puts under a whole text, by the line that heads it. */
import { lineOf } from './phrases.ts';

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
  'follow (?:us|the .{2,40}) on .*',
  'related (?:articles?|stories|(?:blog )?posts?|topics?|content(?: and links)?|links?|information):?',
  'if you (?:enjoyed|like|liked) this (?:article|post)\\b.*',
  'press office: .*',
  '(?:featured|latest|more|other|popular|recent|recommended|related|similar) (?:articles?|blogs?|features?|items?|news|pages?|posts?|publications?|resources?|stories|threads?)(?: (?:by|from|in|on) .{2,40})?:?',
  'more about:?',
  String.raw`(?:\[ )?(?:previous|next) (?:article|page|post|story)\b.*`,
  String.raw`you are visitor (?:no|number)\b.*`,
  String.raw`comments on this (?:page|site) to\b.*`,
  'report abuse',
  'powered by .*',
  String.raw`this inquiry is no longer accepting evidence\b.*`,
  'bookmark with:.*',
  'add this page to your .*',
  String.raw`get the latest .{0,40}\binbox\b.*`,
  'join (?:our|the) (?:commenting|discussion) .*',
  '(?:find out )?how .{2,40} can help(?: you)?',
  String.raw`was this page (?:useful|helpful)\?.*`,
  'profile photo of .*',
  'also in .{3,30}',
  'tagged:?',
  'support .{2,40}\\b(?:donate|readers)\\b.*',
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
  'comments: our rules',
  String.raw`we want our comments to be\b.*`,
  'get involved with the news in your community',
  'send (?:us )?your (?:letters|news|photos|pictures|stories|views)\\b.*',
  '(?:recommended|selected) for you',
  '(?:promoted|sponsored) (?:content|links|stories)',
  '(?:more )?from (?:around )?the web',
  'trending(?: now)?',
  "editor[’']?s (?:choice|picks?)",
  "what[’']?s (?:new|trending)",
  'read this next',
  'never miss an? .{3,30}',
  '(?:discover|explore|see|view) (?:all|more)(?: .{2,40})?',
  '(?:view|show|see|read) (?:all )?(?:the )?comments',
  'back to (?:all )?(?:articles|blogs?|index|list(?:ings?)?|news|publications|results)',
  'stay (?:connected|informed|in touch|up to date)\\b.{0,60}',
  'join (?:our|the) (?:mailing list|newsletter)\\b.*',
  'make a donation',
  'support (?:our work|us)',
  '(?:quick|useful|site) (?:links|map)',
  'terms (?:and|&) conditions',
  'cookie (?:policy|preferences|settings)',
  'page last (?:reviewed|updated)\\b.*',
  'next review due\\b.*',
  'is this page useful\\?.*',
  'print this (?:article|page|post|story)',
  'e-?mail this (?:article|page|post|story)\\b.*',
]);
/** What heads other posts like the one above. */
const RELATED = lineOf([
  '(?:related|similar) (?:articles?|(?:blog )?posts?|episodes?|podcasts?|stories|videos?):?',
]);
/** What says whose a text is and where it stood first, under it or over it. */
const IMPRINT = lineOf([
  '©.*',
  'copyright:? .*',
  '(?:citation|cite this|how to cite)\\b.*:.*',
  '(?:this (?:article|essay|piece|post) )?(?:was )?(?:first|originally) (?:published|appeared) (?:in|on|by) .*',
]);
/** What a press release ends with, over notes to those who print it. */
const RELEASE_END = lineOf(['[-–—*#]{0,3} ?ends ?[-–—*#]{0,3}']);
/** What a site says of itself, as the law or a licence asks. */
const LEGAL =
  /\b(?:authori[sz]ed and regulated by|registered (?:charity|company|office|in england)|registered as a charity|charity (?:no|number|registration)\b|limited by guarantee|all rights reserved|(?:privacy|cookies?) policy|licensed under the|^this (?:article|content) (?:has been|was) (?:produced|sponsored|supported|funded)\b)/i;
/** The same in words that head a part of a text as well: they close a text under which no other follows. */
const UNDERNEATH_OR_HEADING = lineOf([
  'related:?',
  'see also:?',
  'advert(?:isement)?s?',
  'topics:?',
  '(?:blog )?archives?:?',
  'contact:?',
  'read the (?:full )?report',
  'previous',
  'next',
]);
/** What leads to the posts before and after, glued to their titles or pointing away from them. */
const NEIGHBOUR = /^(?:Previous|Next)\p{Lu}|^« ?\p{Lu}|\S »$/u;

/** Longer lines are a text's, in characters. */
const LONGEST_LINE = 100;
const LONGEST_LEGAL = 300;
const LONGEST_IMPRINT = 500;

/**
 * Whether a line heads what a site puts under a whole text: sharing, related pages, who published it. Where text still
 * follows, words that may be a heading of it are none.
 */
export function isUnderneath(text: string, textFollows = false): boolean {
  if (isReleaseEnd(text)) return true;
  if (text.length >= LONGEST_LINE) return false;
  return (
    UNDERNEATH.test(text) ||
    RELATED.test(text) ||
    IMPRINT.test(text) ||
    isNeighbour(text) ||
    (!textFollows && UNDERNEATH_OR_HEADING.test(text))
  );
}

/** Whether a line ends a press release, or says in the law's words who published a text. */
export function isReleaseEnd(text: string): boolean {
  return RELEASE_END.test(text) || (text.length < LONGEST_LEGAL && LEGAL.test(text));
}

/** Whether a line heads other posts like the one above it: `Related posts`. */
export function headsRelated(text: string): boolean {
  return RELATED.test(text);
}

/** Whether a line says whose a text is or where it stood first: `© 2021 Ada Bell`. */
export function isImprint(text: string): boolean {
  return text.length < LONGEST_IMPRINT && IMPRINT.test(text);
}

/** Whether a line leads to the post before or after: `« A Dry Year`. */
export function isNeighbour(text: string): boolean {
  return text.length < LONGEST_LINE && NEIGHBOUR.test(text);
}
