import { entityKey, type Name } from './gazetteer.ts';
import { SURNAME } from './name-pattern.ts';
import { personName } from './person-name.ts';
import { tellsInLowerCase } from './titled-thing.ts';

/** Another way, or several, in which the same name is written; none where the change does not apply. */
type Change = (text: string) => readonly string[];

/** A word and its plural, as far as the last letters of a word say it. */
const SINGULAR = /^(.*?)(?:(ies)|(ss|[xz]|[cs]h)es|([^siu])s)$/u;
const ROYAL = ['HM', "Her Majesty's", "His Majesty's"];
const EPONYMOUS = new RegExp(`^(${SURNAME}) (review|report|inquiry)$`, 'iu');
const PRISON = /^HMP (?=\p{Lu})/u;
const BEFORE_PRISON = ['HM Prison', 'HMP/YOI', 'HMP and YOI', 'HMP YOI', 'HMYOI', 'YOI'];
const BEHIND_PRISON = ['prison', 'jail'];
const BEGINS_ROYAL = /^(?:HM|(?:Her|His) Majesty['’]s) /;

/** What is written one way or another without a change of meaning, whatever is named. */
const CHANGES: readonly Change[] = [
  replacing(/(?<=\p{L})-(?=\p{Ll})/gu, ''),
  replacing(/(?<![\p{L}-])(re|multi)(?=\p{Ll}{5})/giu, '$1-'),
  replacing(/(?<=\p{L})['’](?=s?(?: |$))/gu, ''),
  replacing(/ & /g, ' and '),
  replacing(/ and /g, ' & '),
  replacing(/(?<=\p{L}{3}i)s(?=(?:ed?|es|ing|ations?)(?!\p{L}))/gu, 'z'),
  replacing(/(?<=[Pp]rogram)me/g, ''),
  replacing(/(?<=\b(?:Ministry|Department) )of /g, 'for '),
  replacing(/(?<=\b(?:Ministry|Department) )for /g, 'of '),
  prison,
  dotted,
  (text) => (BEGINS_ROYAL.test(text) ? ROYAL.map((words) => text.replace(BEGINS_ROYAL, `${words} `)) : []),
];

/** A name is sure to be one without its capitals if it has as many words. */
const SHORTEST_WITHOUT_CAPITALS = { report: 4, policy: 4, organisation: 5 };

/**
 * The names and the other ways of writing them: hyphens, apostrophes, `&`, American spelling, fewer capitals, dots in
 * acronyms, *of* or *for* behind a ministry, what a prison is called besides `HMP` and a report besides `review`, and, for a policy that
 * is named by several words, plural and singular. What is a name already stays that alone.
 */
export function spelledOut(names: readonly Name[]): Name[] {
  const given = Map.groupBy(names, ({ text }) => text.toLowerCase());
  const isOthers = ({ entity, text }: Name) =>
    given.get(text.toLowerCase())?.some((other) => entityKey(other.entity) !== entityKey(entity)) ?? false;
  const surnames = new Set(
    names.flatMap(({ entity, text }) => (entity.kind === 'author' ? (personName(text)?.surname ?? []) : [])),
  );
  return names
    .flatMap((name) => [
      name,
      ...spellings(name)
        .filter((text) => !given.has(text.toLowerCase()))
        .map((text) => ({ ...name, text })),
    ])
    .flatMap((name) => [
      name,
      ...withFewerCapitals(name)
        .map((text) => ({ ...name, text }))
        .filter((other) => other.text !== name.text && !isOthers(other)),
      ...eponymous(name, surnames)
        .filter((text) => !given.has(text.toLowerCase()) || text.toLowerCase() === name.text.toLowerCase())
        .map((text) => ({ ...name, text })),
    ]);
}

/**
 * A long name, or one that says what it is of: a report's as a sentence has it, a body's or a policy's as the newspapers
 * write them that keep capitals for persons.
 */
function withFewerCapitals({ entity: { kind }, text }: Name): string[] {
  if (kind !== 'organisation' && kind !== 'policy' && kind !== 'report') return [];
  const [first = '', ...rest] = text.split(' ');
  if (rest.length + 1 < SHORTEST_WITHOUT_CAPITALS[kind] && !tellsInLowerCase(kind, text)) return [];
  if (kind !== 'report') return [text.toLowerCase()];
  const lowered = rest.map((word) =>
    /^\p{Lu}[\p{Ll}'’,:-]+$/u.test(word) ? lower(word[0]!) + word.slice(1) : word,
  );
  return [[first, ...lowered].join(' ')];
}

/** `Lammy review` and `Lammy report` for `Lammy Review`, which is called by who led it. */
function eponymous({ entity, text }: Name, surnames: ReadonlySet<string>): string[] {
  const [, leader, noun] = EPONYMOUS.exec(text) ?? [];
  if (entity.kind !== 'report' || !leader || !noun || !surnames.has(leader)) return [];
  return [...new Set([noun.toLowerCase(), 'review', 'report'])]
    .map((called) => `${leader} ${called}`)
    .filter((called) => called !== text);
}

function spellings({ entity, text, rule }: Name): string[] {
  // A dated policy is one among others of its name: the plural means them all.
  const numbered =
    entity.kind === 'policy' && !rule.from && !rule.until ? [...CHANGES, otherNumber] : CHANGES;
  const found = new Set([text]);
  for (const change of numbered)
    for (const known of [...found]) for (const next of change(known)) found.add(next);
  found.delete(text);
  return [...found];
}

function replacing(what: RegExp, by: string): Change {
  return (text) => {
    const changed = text.replace(what, by);
    return changed === text ? [] : [changed];
  };
}

/** `N.P.S.` for `NPS`; the dot at the end is left to the sentence. Two letters may be anybody's initials. */
function dotted(text: string): string[] {
  return /^\p{Lu}{3,6}$/u.test(text) ? [[...text].join('.')] : [];
}

/** `Maidstone prison` and `HM Prison Maidstone` for `HMP Maidstone`. */
function prison(text: string): string[] {
  if (!PRISON.test(text)) return [];
  const place = text.replace(PRISON, '');
  return [
    ...BEFORE_PRISON.map((words) => `${words} ${place}`),
    ...BEHIND_PRISON.map((words) => `${place} ${words}`),
  ];
}

/** `drug tags` for `drug tag` and the other way round; one word alone may mean anything in the other number. */
function otherNumber(text: string): string[] {
  const [, before, word] =
    /^(.*[ -])(\p{Ll}{3,})$/u.exec(text.replace(/(?<=[ -])\p{Lu}(?=\p{Ll}+$)/u, lower)) ?? [];
  if (!before || !word) return [];
  return [before + (singular(word) ?? plural(word))];
}

function lower(letter: string): string {
  return letter.toLowerCase();
}

function singular(word: string): string | null {
  const [, stem, ies, sibilant, letter] = SINGULAR.exec(word) ?? [];
  if (stem === undefined) return null;
  return stem + (ies ? 'y' : (sibilant ?? letter));
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return word + (/(?:[sxz]|[cs]h)$/.test(word) ? 'es' : 's');
}
