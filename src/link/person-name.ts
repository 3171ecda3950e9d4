import { FoldedText } from './fold.ts';
import type { Name } from './gazetteer.ts';

/** What stands before a surname, and whose it is. */
const BEFORE_SURNAME = {
  any: ['Dr', 'Dr.', 'Doctor', 'Prof', 'Prof.', 'Professor', 'Judge', 'Inspector', 'Commissioner'],
  he: ['Mr', 'Mr.', 'Lord'],
  she: ['Mrs', 'Mrs.', 'Ms', 'Ms.', 'Miss', 'Lady', 'Baroness', 'Dame'],
} as const;
/** What stands before a given name, with or without the surname behind. */
const BEFORE_GIVEN_NAME = { any: [], he: ['Sir'], she: ['Dame'] } as const;
const SHORT_TITLES = [BEFORE_SURNAME, BEFORE_GIVEN_NAME].flatMap(({ any, he, she }) => [
  ...any,
  ...he,
  ...she,
]);
/** One of them, from a place on. */
const SHORT_TITLE = new RegExp(`(?:${SHORT_TITLES.join('|').replaceAll('.', '\\.')})(?= )`, 'yu');
const FIRST_LETTERS = new Set(SHORT_TITLES.map((title) => title.charCodeAt(0)));

/** A title before a name, as a pattern: `Professor Dame` in `Professor Dame Carol Black`. */
export const TITLE = String.raw`(?:(?:Rt\.? Hon\.?|Right Honourable|Baroness|Commissioner|Councillor|Cllr|Dame|Doctor|Dr\.?|HHJ|HMI|Judge|Lady|Lord|Miss|Mr\.?|Mrs\.?|Ms\.?|PC|Prof\.?|Professor|Rev\.?|Revd\.?|Sir) )`;
/** The titles that a name begins with. */
export const TITLES = new RegExp(`^${TITLE}+`, 'u');
const WORDS = /^\p{Lu}\p{Ll}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*\.?){0,2} \p{Lu}\p{Ll}[\p{L}'-]*$/u;

/** A person's name taken apart. */
export interface PersonName {
  /** Without titles: `Carol Black`. */
  readonly whole: string;
  readonly given: string;
  readonly surname: string;
  /** As far as a title says. */
  readonly pronoun: 'he' | 'she' | null;
}

/** The parts of a person's name; null for a single word, a pen-name or a body's name. */
export function personName(text: string): PersonName | null {
  const folded = new FoldedText(text).text;
  const titles = TITLES.exec(folded)?.[0] ?? '';
  const whole = folded.slice(titles.length);
  if (!WORDS.test(whole)) return null;
  const given = whole.slice(0, whole.indexOf(' '));
  const surname = whole.slice(whole.lastIndexOf(' ') + 1);
  const pronoun = /\b(?:Dame|Mrs|Ms|Miss|Lady|Baroness)\b/.test(titles) ? 'she' : null;
  return { whole, given, surname, pronoun: pronoun ?? (/\b(?:Mr|Sir|Lord)\b/.test(titles) ? 'he' : null) };
}

/** Surnames that begin sentences as words, or are a place, a month or mostly a given name: alone they say too little. */
const ALSO_WORDS = new Set(
  (
    'Archer Ball Banks Bass Beach Bell Berry Best Bird Bishop Black Blunt Bond Bridge Bridges Brook Brooks Brown Bull ' +
    'Burns Bush Butcher Chalk Chase Church Clay Cook Crook Cross Crow Day Dean Duke Earl Early English Farmer Field Fields ' +
    'Fish Flood Flowers Ford Foster Fox Freeman French Frost Gates Gold Good Grant Graves Gray Green Grey Grove Hall Hand ' +
    'Hands Hardy Hawk Head Heath Hill Hills Holiday Home Hood Hope Hunt Joy Judge Keen Key Keys Kind King Knight Lake Lamb ' +
    'Land Lane Law Laws Light Little Long Lord Love Low Major Marsh Masters Moon Moor Moss Noble North Page Park Parks ' +
    'Pearl Penny Pepper Pike Pond Pool Poor Pope Power Powers Price Priest Prince Quick Rain Read Reed Rice Rich Ring Rivers ' +
    'Rock Rose Rush Sage Salt Sands Savage Self Sharp Shepherd Short Silver Singer Small Smart Snow South Speed Spring Star ' +
    'Steel Stern Stone Straw Street Strong Summer Summers Swan Sweet Swift Temple Tower Towers Town Wait Wall Walls Ward ' +
    'Waters Way Weaver West White Wild Winter Winters Wise Wolf Wood Woods Worth Young ' +
    'Bolton Bradford Bristol Chester Derby Durham England France Hastings Holland Ireland Jordan Kent Lancaster Lincoln ' +
    'London Middleton Milton Norfolk Paris Preston Sheffield Stafford Sutton Warwick Washington Wells Windsor York ' +
    'April August June March May ' +
    'Alexander Andrew Charles David Dennis George Henry James John Keith Martin Michael Patrick Paul Peter Simon Thomas'
  ).split(' '),
);

/** A person's name shortened, as it is used once a whole name stands in a document. */
export interface ShortName extends Name {
  /** The titles of which one must stand before it; null for a name that stands alone. */
  readonly titles: ReadonlySet<string> | null;
}

/**
 * The authors' names as they are shortened once a whole name stands in a document: the surname behind a title, the
 * given name behind `Sir` or `Dame`, or the surname alone where it is nothing else.
 */
export function shortNames(names: readonly Name[]): ShortName[] {
  const authors = Map.groupBy(
    names.filter(({ entity }) => entity.kind === 'author'),
    ({ entity: { slug } }) => slug,
  );
  return [...authors.values()].flatMap((ofAuthor) => {
    const { entity } = ofAuthor[0]!;
    // What is asked of the words around a name is asked wherever it stands, a whole name elsewhere or not.
    const given = new Set(ofAuthor.filter(({ rule }) => !asksContextAlone(rule)).map(({ text }) => text));
    const anywhere = ofAuthor.filter(({ rule }) => Object.keys(rule).length === 0);
    return shortened(anywhere.map(({ text }) => text))
      .filter(({ text, titles }) => titles || !given.has(text))
      .map(({ text, titles, wholes }) => ({ entity, text, titles, rule: { with: wholes } }));
  });
}

function asksContextAlone(rule: Name['rule']): boolean {
  const asked = Object.keys(rule);
  return asked.length === 1 && asked[0] === 'with';
}

/** The short names of one person, each with the whole ones of which one must stand in a document. */
function shortened(texts: readonly string[]) {
  const persons = texts.flatMap((text) => personName(text) ?? []);
  const pronoun = persons.find((person) => person.pronoun)?.pronoun;
  const allowed = ({ any, he, she }: Record<'any' | 'he' | 'she', readonly string[]>) =>
    new Set([...any, ...(pronoun === 'she' ? [] : he), ...(pronoun === 'he' ? [] : she)]);
  const whole = [...texts, ...persons.map((person) => person.whole)];
  const surnames = [...new Set(persons.map(({ surname }) => surname))].map((surname) => ({
    text: surname,
    wholes: whole.filter((text) => text.endsWith(` ${surname}`)),
  }));
  const givenNames = [...new Set(persons.map(({ given }) => given))].map((given) => ({
    text: given,
    wholes: persons.filter((person) => person.given === given).map((person) => person.whole),
  }));
  return [
    ...surnames.map((name) => ({ ...name, titles: allowed(BEFORE_SURNAME) })),
    ...givenNames.map((name) => ({ ...name, titles: allowed(BEFORE_GIVEN_NAME) })),
    ...surnames.filter(({ text }) => !ALSO_WORDS.has(text)).map((name) => ({ ...name, titles: null })),
  ];
}

/** Whether a title may begin with a letter, given as a UTF-16 unit: to ask this first is far quicker. */
export function beginsTitle(letter: number): boolean {
  return FIRST_LETTERS.has(letter);
}

/** The title of a person that stands at a place; empty for none. */
export function titleAt({ text }: FoldedText, at: number): string {
  SHORT_TITLE.lastIndex = at;
  return SHORT_TITLE.exec(text)?.[0] ?? '';
}

/** Words that a sentence begins with, so that their capital says nothing; in lower case. */
export const OPENING = new Set(
  (
    'a actually after all also although apparently an and any as asked at because before both but by can certainly clearly could despite did do does ' +
    'dear even finally for former frankly from had has have he her here his how however i if in indeed is it later like maybe ' +
    'meanwhile my no nor not now of on once only or our perhaps personally poor possibly probably really sadly she should since so some still than surely that ' +
    'the their then there these they this those though thus to today ultimately under unfortunately unless unlike until was we were ' +
    'what when where whether which while who whose why will with without would yes yet you your'
  ).split(' '),
);
/** Words with a capital that stand before or behind a surname and leave it that person's. */
const BESIDE = new Set(
  (
    'agenda announcement cabinet chief commissioner director era government governments home inquiry inspector ' +
    'judge justice leader minister ministry plan premier president programme proposals recommendations reforms ' +
    'report reports review reviews secretary spokesman years'
  ).split(' '),
);
const TITLE_BEFORE = new RegExp(`${TITLE}$`, 'u');
const CAPITALISED = String.raw`\p{Lu}\p{Ll}[\p{L}'-]*`;
const WORD_BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(${CAPITALISED}) $`, 'u');
const WORD_BEHIND = new RegExp(`^ (?:& )?(${CAPITALISED})`, 'u');
const LONGEST_NEIGHBOUR = 40;

/** Whether one word is the name of an author, as in `Russell`: then what stands beside it may say that it is another's. */
export function isLoneName({ entity, text }: Pick<Name, 'entity' | 'text'>): boolean {
  return entity.kind === 'author' && new RegExp(`^${CAPITALISED}$`, 'u').test(text);
}

/**
 * Whether a single name stands without a given name before it or a surname behind, as in `Russell Brand`.
 * The words of the person's other names, in lower case, are their own.
 */
export function standsAlone(
  { text }: FoldedText,
  start: number,
  end: number,
  own: ReadonlySet<string>,
): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_NEIGHBOUR), start);
  const behind = text.slice(end, end + LONGEST_NEIGHBOUR);
  const [, previous = ''] = WORD_BEFORE.exec(before) ?? [];
  const [, next = ''] = WORD_BEHIND.exec(behind) ?? [];
  const isTheirs = (word: string) => own.has(word.toLowerCase()) || BESIDE.has(word.toLowerCase());
  if (next && !isTheirs(next)) return false;
  return !previous || isTheirs(previous) || OPENING.has(previous.toLowerCase()) || TITLE_BEFORE.test(before);
}
