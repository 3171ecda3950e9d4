/** Where a site asks its readers to pass a text on. */
import { lineOf } from './phrases.ts';

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
  'listen now',
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

/** A longer line is a text's, in characters. */
const LONGEST_LINE = 100;
const LONGEST_BAR = 60;

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
