/**
 * What a line of a page reads as, by its wording alone: a title, prose, a name. These are judgements; the
 * layouts add where the line stands.
 */
import { parseDate } from './dates.ts';

const LONGEST_TITLE = { characters: 140, words: 20 };
/** A title that ends with a full stop must be shorter than a sentence mostly is, in words. */
const LONGEST_STOPPED_TITLE = 8;
/** Prose is a line that no title, name or menu reaches, in words. */
const SHORTEST_PROSE = 22;
/** In words. */
const SHORTEST_SENTENCE = 6;
const LONGEST_TAGS = 12;
const LONGEST_NAME = { characters: 48, words: 4 };

const SENTENCE_END = /[.!?…]["'”’)\]]*$/;
const NAME_WORD = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u;
/** What stands inside the names of people and bodies in lower case. */
const SMALL_WORDS = new Set([
  'al',
  'ap',
  'bin',
  'da',
  'de',
  'del',
  'der',
  'di',
  'du',
  'la',
  'le',
  'of',
  'van',
  'von',
]);
const HANDLE = /^['‘’`](?=\p{Lu}|\p{N})[\p{L}\p{N}_.-]+(?: [\p{Lu}\p{N}][\p{L}\p{N}_.-]*){0,3}$/u;
const DIVIDER = /^(?:[-–—]{2}|[-–—=*_~#+•oO0 ]{3,})$/;

/** What no name begins with, though titles and headings do. */
const DETERMINER = /^(?:a|an|her|his|my|no|our|that|the|their|these|this|those|your)\s/i;

/** What ends a letter or a remark and is nobody's name, in lower case. */
const CLOSING_WORDS = new Set(
  (
    'agreed amen anon anonymous apologies cheers discuss edit enjoy exactly goodbye goodnight hmm indeed ' +
    'link no ok pathetic please regards rubbish sad shame shameful shocking sigh sincerely solidarity sorry ' +
    'source thanks unbelievable update well wow yes yours disgraceful disgusting'
  ).split(' '),
);

export function wordCount(text: string): number {
  return text === '' ? 0 : text.split(/\s+/).length;
}

/** Whether a text ends as a sentence does, closing quotation marks aside. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-8));
}

/** Whether a line is a sentence, and no name or title with a full stop. */
export function isSentence(text: string): boolean {
  return endsSentence(text) && wordCount(text) >= SHORTEST_SENTENCE;
}

/** Whether a text ends by announcing what follows: `This from the Guardian:-`. */
export function announces(text: string): boolean {
  return /:\s?[-–—]?$/.test(text.slice(-4));
}

/** Whether a line is a paragraph of running text. */
export function isProse(text: string): boolean {
  return wordCount(text) >= SHORTEST_PROSE;
}

/** Whether a line may be a title: short, begun like one, and neither a date nor the announcement of a text. */
export function isTitle(text: string): boolean {
  const words = wordCount(text);
  return (
    text.length <= LONGEST_TITLE.characters &&
    words <= (/[^.]\.$/.test(text) ? LONGEST_STOPPED_TITLE : LONGEST_TITLE.words) &&
    /^[\p{Lu}\p{N}"'“‘«(£$€¿¡#@…[]/u.test(text) &&
    /\p{L}|\p{N}{4}/u.test(text) &&
    !/[,;]$/.test(text) &&
    !announces(text) &&
    parseDate(text) === null
  );
}

/** Whether a line would be a title if it began with a capital: some never do. */
export function isLowerTitle(text: string): boolean {
  return (
    /^\p{Ll}/u.test(text) && !endsSentence(text) && isTitle(text.charAt(0).toUpperCase() + text.slice(1))
  );
}

/** Whether a line lists tags: a few words without a capital that make no sentence. */
export function isTagList(text: string): boolean {
  return (
    wordCount(text) <= LONGEST_TAGS &&
    !/\p{Lu}|^[•*]|[;:]$/u.test(text) &&
    !endsSentence(text) &&
    !isAddress(text)
  );
}

/** Whether a line is an ornament between two texts: `--oo00oo--`, `***`. */
export function isDivider(text: string): boolean {
  return DIVIDER.test(text);
}

/** Whether a line is a web address and nothing else. */
export function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(text);
}

/** Whether a text reads as the name of a person or a body: `Beckie Smith`, `Martin Jones CBE`, `Napo HQ`. */
export function isName(text: string): boolean {
  if (text.length > LONGEST_NAME.characters || DETERMINER.test(text)) return false;
  if (CLOSING_WORDS.has(text.toLowerCase())) return false;
  const words = text.split(/\s+/);
  return (
    words.length <= LONGEST_NAME.words &&
    /\p{Ll}/u.test(text) &&
    /[\p{L}\p{M}]$/u.test(text) &&
    NAME_WORD.test(words[0]!) &&
    NAME_WORD.test(words.at(-1)!) &&
    words.every((word) => NAME_WORD.test(word) || SMALL_WORDS.has(word))
  );
}

/** Whether a text reads as a full name: one of two words or more. */
export function isFullName(text: string): boolean {
  return /\s/.test(text) && isName(text);
}

/** Whether a text reads as a pen-name written to be told from words: `'Getafix`, `'Old Salt`. */
export function isHandle(text: string): boolean {
  return text.length <= LONGEST_NAME.characters && HANDLE.test(text);
}
