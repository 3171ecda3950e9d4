import { FoldedText } from './fold.ts';
import type { Name } from './gazetteer.ts';
import { HONORIFIC, HONORIFICS_BEFORE, honorificsBefore, pronounOf } from './honorific.ts';
import { NAME_WORD, PARTICLE, SURNAME } from './name-pattern.ts';

const WHOLE_NAME = new RegExp(
  String.raw`^(?<given>${NAME_WORD})(?: \p{Lu}[\p{L}'-]{0,30}\.?){0,2}? (?<surname>${SURNAME})$`,
  'u',
);

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
  const honorifics = HONORIFICS_BEFORE.exec(folded)?.[0] ?? '';
  const whole = folded.slice(honorifics.length);
  const { given, surname } = WHOLE_NAME.exec(whole)?.groups ?? {};
  return given && surname ? { whole, given, surname, pronoun: pronounOf(honorifics) } : null;
}

/** Surnames that begin sentences as words, or are a place, a month or mostly a given name: alone they say too little. */
const AMBIGUOUS_SURNAMES = new Set(
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
  readonly honorifics: ReadonlySet<string> | null;
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
      .filter(({ text, honorifics }) => honorifics || !given.has(text))
      .map(({ text, honorifics, wholes }) => ({ entity, text, honorifics, rule: { with: wholes } }));
  });
}

function asksContextAlone(rule: Name['rule']): boolean {
  const asked = Object.keys(rule);
  return asked.length === 1 && asked[0] === 'with';
}

/** The short names of one person, each with the whole ones of which one must stand in a document. */
function shortened(texts: readonly string[]) {
  const persons = texts.flatMap((text) => personName(text) ?? []);
  const somebody = { pronoun: persons.find((person) => person.pronoun)?.pronoun ?? null };
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
    ...surnames.map((name) => ({ ...name, honorifics: honorificsBefore('surname', somebody) })),
    ...givenNames.map((name) => ({ ...name, honorifics: honorificsBefore('given', somebody) })),
    ...surnames
      .filter(({ text }) => !AMBIGUOUS_SURNAMES.has(text))
      .map((name) => ({ ...name, honorifics: null })),
  ];
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
const HONORIFIC_BEFORE = new RegExp(`${HONORIFIC}$`, 'u');
const LONE_NAME = new RegExp(`^${SURNAME}$`, 'u');
const WORD_BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(${NAME_WORD}) $`, 'u');
const WORD_BEHIND = new RegExp(`^ (?:& )?(${NAME_WORD})`, 'u');
const PARTICLE_BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(${PARTICLE}) $`, 'u');
const LONGEST_NEIGHBOUR = 40;

/** Whether a surname or another single word is the name of an author, as in `Russell`: then what stands beside it may say that it is another's. */
export function isLoneName({ entity, text }: Pick<Name, 'entity' | 'text'>): boolean {
  return entity.kind === 'author' && LONE_NAME.test(text);
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
  // `Souza` is not `de Souza`.
  const [, particle] = PARTICLE_BEFORE.exec(before) ?? [];
  if (particle && !own.has(particle.toLowerCase())) return false;
  return (
    !previous || isTheirs(previous) || OPENING.has(previous.toLowerCase()) || HONORIFIC_BEFORE.test(before)
  );
}
