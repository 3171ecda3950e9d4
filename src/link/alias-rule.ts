import { VocabularyError } from '../errors.ts';
import { type AliasRule, type PLACEHOLDERS, placeholdersIn } from '../model/alias.ts';
import { FoldedText } from './fold.ts';
import { SURNAME } from './name-pattern.ts';

/** What rules ask about the document that a text belongs to. */
export interface Circumstances {
  /** YYYY-MM-DD; null for none. */
  readonly date: string | null;
  /** The folded phrases of rules that stand in the document, or, for a comment, in its post or thread. */
  readonly phrases: ReadonlySet<string>;
}

/** A place at which a name stands, with all that a rule may ask about it. */
export interface Site extends Circumstances {
  readonly text: FoldedText;
  readonly start: number;
  readonly end: number;
}

/** An alias rule made ready for use. */
export interface CompiledRule {
  /** How many conditions the rule sets: the more, the more specific. */
  readonly conditions: number;
  /** Whether the name means nothing without certain words around it or a certain date. */
  readonly contextual: boolean;
  readonly holds: (site: Site) => boolean;
  /** A day on which it can hold, where it asks for days; null where it asks for none. */
  readonly someDay: string | null;
}

/** An initial (`J.`) or a word. */
const PART_OF_NAME = String.raw`(?:\p{Lu}\.|${SURNAME})`;
const COUNTRIES =
  'America American Australia Australian Austria Austrian Belgian Belgium Brazil Brazilian Canada Canadian China ' +
  'Chinese Colombia Colombian Czech Danish Denmark Dutch Estonia Estonian Finland Finnish France French German ' +
  'Germany Greece Greek Holyrood Iceland Icelandic India Indian Iran Iranian Ireland Irish Israel Israeli Italian Italy ' +
  'Jamaica Jamaican Japan Japanese Jersey Kenya Kenyan Luxembourg Malaysia Malaysian Mexican Mexico Netherlands Nigeria ' +
  'Nigerian Norway Norwegian Pakistan Pakistani Philippine Philippines Poland Polish Portugal Portuguese Romania ' +
  'Romanian Russia Russian Scotland Scottish Singapore Spain Spanish Stormont Sweden Swedish Swiss Switzerland Thai ' +
  'Thailand Turkey Turkish Ukraine Ukrainian Uruguay Uruguayan US USA Vietnam Vietnamese';
const COUNTRY = `(?:the )?(?:Northern Irish|Northern Ireland|Hong Kong|New Zealand|South Africa|South African|United States|U\\.S\\.|${COUNTRIES.replaceAll(' ', '|')})`;
const STANDS_FOR: Record<keyof typeof PLACEHOLDERS, string> = {
  '<Name>': `${PART_OF_NAME}(?: ${PART_OF_NAME}){1,4}`,
  '<Country>': COUNTRY,
};
/** What may stand between a name and its neighbouring words: a possessive, quotes, brackets. */
const GAP = String.raw`(?:'s)?[ "'()\[\]]{0,4}`;
/** Not between two letters or digits. */
const BOUNDARY = String.raw`(?!(?<=[\p{L}\p{N}_])[\p{L}\p{N}_])`;

/** Makes a rule ready: everything that does not depend on the text is settled here. */
export function compileRule(rule: AliasRule): CompiledRule {
  const conditions: ((site: Site) => boolean)[] = [];
  // Few of the patterns are ever asked for, and to make them takes longer than all else here.
  const standsBefore = (phrases: readonly string[]) => {
    let pattern: RegExp | undefined;
    return ({ text, start }: Site) => {
      pattern ??= new RegExp(`(?<=${BOUNDARY}${anyOf(phrases)}${GAP})`, 'yu');
      return matchesAt(pattern, text, start);
    };
  };
  const standsBehind = (phrases: readonly string[]) => {
    let pattern: RegExp | undefined;
    return ({ text, end }: Site) => {
      pattern ??= new RegExp(`${GAP}${anyOf(phrases)}${BOUNDARY}`, 'yu');
      return matchesAt(pattern, text, end);
    };
  };
  if (rule.after) conditions.push(standsBefore(rule.after));
  if (rule.notAfter) conditions.push(not(standsBefore(rule.notAfter)));
  if (rule.before) conditions.push(standsBehind(rule.before));
  if (rule.notBefore) conditions.push(not(standsBehind(rule.notBefore)));
  if (rule.with) {
    const asked = rule.with.map(plain);
    conditions.push(({ phrases }) => asked.some((phrase) => phrases.has(phrase)));
  }
  const { from, until } = rule;
  if (from) conditions.push(({ date }) => date !== null && date >= from);
  if (until) conditions.push(({ date }) => date !== null && date <= until);
  return {
    conditions: conditions.length,
    contextual: [rule.after, rule.before, rule.with, from, until].some((part) => part !== undefined),
    holds: (site) => conditions.every((holds) => holds(site)),
    someDay: from ?? until ?? null,
  };
}

/** A phrase that stands anywhere in a document is looked up like a name, so it has to be plain words. */
function plain(phrase: string): string {
  const [placeholder] = placeholdersIn(phrase);
  if (placeholder)
    throw new VocabularyError(
      `with: found "${phrase}"; expected plain words, as ${placeholder} stands only for neighbours of a name`,
    );
  return new FoldedText(phrase.trim()).text;
}

function not(holds: (site: Site) => boolean) {
  return (site: Site) => !holds(site);
}

function matchesAt(pattern: RegExp, text: FoldedText, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text.text);
}

function anyOf(phrases: readonly string[]): string {
  return `(?:${phrases.map(patternOf).join('|')})`;
}

function patternOf(phrase: string): string {
  const words = phrase.trim().split(/(<\p{L}+>)/u);
  return words.map((part) => STANDS_FOR[part as keyof typeof PLACEHOLDERS] ?? wording(part)).join('');
}

/** The words of a phrase as a pattern: a capital asks for a capital, a lower-case letter takes either, a hyphen is a space. */
function wording(phrase: string): string {
  return Array.from(new FoldedText(phrase).text, (letter) => {
    if (letter === ' ' || letter === '-') return '[ -]';
    const capital = letter.toUpperCase();
    if (letter === capital || capital.length > letter.length)
      return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    return `[${letter}${capital}]`;
  }).join('');
}
