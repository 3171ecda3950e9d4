import { countBefore } from '../parse/bisection.ts';
import { type Circumstances, compileRule } from './alias-rule.ts';
import { choose, type Naming } from './choose.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { matchesIn, type Occurrence, type Reading } from './reading.ts';

/** What acronyms mean in a document that spells them out; null where that is nothing known. */
export type Definitions = ReadonlyMap<string, EntityRef | null>;

const ACRONYM = /^(?:the |or )?["']?([\p{L}\p{N}]{2,9})["']?$/u;
const ACRONYM_BEFORE = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}]{2,9}) $/u;
/** How much may stand in a bracket that spells an acronym out, in characters. */
const LONGEST_BRACKET = 100;
/** How far before the bracket the words may begin, in characters. */
const LONGEST_WORDS = 160;
const SMALL_WORDS = new Set('a an and at by for from in into of on or the to with'.split(' '));
/** How many first letters make two words the same but for their endings. */
const STEM = 4;

const ALWAYS = compileRule({});

/** The acronyms that a document spells out, as in `Advisory Council on the Misuse of Drugs (ACMD)`. */
export function definitionsIn(
  readings: readonly Reading[],
  about: Circumstances,
  lexicon: Lexicon,
): Definitions {
  const defined = new Map<string, EntityRef | null>();
  for (const reading of readings) {
    const found = spelledOutIn(reading.folded.text);
    if (found.length === 0) continue;
    const namings = choose(reading, about);
    const longest = namings.reduce((length, { start, end }) => Math.max(length, end - start), 0);
    for (const definition of found) {
      const meaning = meaningOf(definition, reading, startingNear(definition, namings, longest), lexicon);
      if (meaning !== undefined) defined.set(definition.acronym, meaning);
    }
  }
  return defined;
}

/** The reading of a document that says itself what these acronyms mean. */
export function underDefinitions(reading: Reading, defined: Definitions): Reading {
  if (defined.size === 0) return reading;
  const others = reading.occurrences.filter(({ form }) => form.names.length === 0 || !defined.has(form.text));
  return { ...reading, occurrences: [...others, ...acronymsIn(reading, defined)].sort(byPlace) };
}

/** An acronym and the words that it stands for. */
export interface Definition {
  readonly acronym: string;
  /** Where its words stand in the folded text. */
  readonly start: number;
  readonly end: number;
}

/** The acronyms in a folded text that stand beside the words whose first letters they are, in its order. */
export function spelledOutIn(text: string): Definition[] {
  const definitions: Definition[] = [];
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const length = text.slice(open + 1, open + 2 + LONGEST_BRACKET).indexOf(')');
    if (length < 0) continue;
    const bracket = text.slice(open + 1, open + 1 + length);
    const before = text.slice(Math.max(0, open - LONGEST_WORDS), open);
    const definition = definedBehind(before, bracket, open) ?? definedBefore(before, bracket, open + 1);
    if (definition) definitions.push(definition);
  }
  return definitions;
}

/** `Advisory Council on the Misuse of Drugs (ACMD)`, by what stands before the bracket and in it. */
function definedBehind(before: string, bracket: string, open: number): Definition | null {
  const acronym = ACRONYM.exec(bracket)?.[1]?.replace(/(?<=\p{Lu})s$/u, '') ?? '';
  if (!isAcronym(acronym)) return null;
  const clause = before.split(/[.;:!?()\n]/).at(-1)!;
  const words = wordsOf(clause, open - clause.length);
  const start = startOf(acronym, words);
  return start === null ? null : { acronym, start, end: words.at(-1)!.end };
}

/** `ACMD (the Advisory Council on the Misuse of Drugs)`. */
function definedBefore(before: string, bracket: string, at: number): Definition | null {
  const acronym = ACRONYM_BEFORE.exec(before.slice(-12))?.[1] ?? '';
  if (!isAcronym(acronym)) return null;
  const article = /^the /i.exec(bracket)?.[0].length ?? 0;
  const words = wordsOf(bracket.slice(article), at + article);
  const [first] = words;
  return first && startOf(acronym, words) === first.start
    ? { acronym, start: first.start, end: words.at(-1)!.end }
    : null;
}

function isAcronym(text: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(text);
}

interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(text: string, offset: number): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu), ({ index, 0: word }) => ({
    word,
    start: offset + index,
    end: offset + index + word.length,
  }));
}

/**
 * Where the last words begin whose first letters are the acronym. Small words may give a letter or none, and
 * one other word may give none, like `project` in `Priority Offender project (PO)`.
 */
function startOf(acronym: string, words: readonly Word[]): number | null {
  const letters = acronym.toLowerCase();
  let left = letters.length;
  let skipped = 0;
  for (let at = words.length - 1; at >= 0; at--) {
    const { word, start } = words[at]!;
    const lower = word.toLowerCase();
    // A word in capitals is an acronym itself and gives all its letters: the HM of HMIP.
    const initials = /^\p{Lu}{2,3}$/u.test(word) ? lower : lower[0]!;
    if (letters.slice(0, left).endsWith(initials)) left -= initials.length;
    else if (!SMALL_WORDS.has(lower) && ++skipped > 1) return null;
    if (left === 0) return start;
  }
  return null;
}

/** The namings that begin before a definition's words and may reach into them; `longest` is the length of the longest. */
function startingNear({ start }: Definition, namings: readonly Naming[], longest: number): readonly Naming[] {
  const from = countBefore(namings.length, (at) => namings[at]!.start + longest <= start);
  const to = countBefore(namings.length, (at) => namings[at]!.start <= start);
  return namings.slice(from, to);
}

/** What the words of a definition name; null for something unknown, undefined where nothing follows from it. */
function meaningOf(
  { acronym, start, end }: Definition,
  { folded }: Reading,
  namings: readonly Naming[],
  lexicon: Lexicon,
): EntityRef | null | undefined {
  const words = wordsOf(folded.text.slice(start, end), start);
  const spelled = namings.find(
    (naming) =>
      naming.names.length === 1 &&
      naming.end > start &&
      (naming.end >= end ||
        startOf(
          acronym,
          words.filter((word) => word.end <= naming.end),
        ) === start),
  );
  if (spelled) return spelled.names[0]!.entity;
  const usual = lexicon.forms[lexicon.spellings.get(acronym.toLowerCase()) ?? -1] ?? [];
  const entities = usual
    .filter(({ text }) => text === acronym)
    .flatMap(({ names }) => names.map(({ entity }) => entity));
  const spelledOut = entities.filter((entity) =>
    namesOf(entity, lexicon).some((name) => startOf(acronym, wordsOf(name, 0)) !== null),
  );
  const agreeing = spelledOut.find((entity) =>
    namesOf(entity, lexicon).some((name) => agree(words, wordsOf(name, 0))),
  );
  return agreeing ?? (spelledOut.length > 0 ? null : undefined);
}

function namesOf(entity: EntityRef, { namesOf }: Lexicon): readonly string[] {
  return namesOf.get(entityKey(entity)) ?? [];
}

function agree(some: readonly Word[], others: readonly Word[]): boolean {
  const stems = (words: readonly Word[]) =>
    words.map(({ word }) => word.toLowerCase().slice(0, STEM)).join(' ');
  return stems(some) === stems(others);
}

function acronymsIn(reading: Reading, defined: Definitions): Occurrence[] {
  const known = [...defined].flatMap(([text, entity]) => (entity ? [{ text, entity }] : []));
  if (known.length === 0) return [];
  const forms = new Map(
    known.map(({ text, entity }) => [
      text,
      { text, capitals: [], acronym: true, names: [{ entity, rule: ALWAYS }] },
    ]),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])(${known.map(({ text }) => text).join('|')})s?(?![\\p{L}\\p{N}_])`,
    'gu',
  );
  return matchesIn(reading, pattern).map(({ index, 0: found, 1: text }) => ({
    form: forms.get(text!)!,
    start: index,
    end: index + found.length,
  }));
}

function byPlace(one: Occurrence, other: Occurrence): number {
  return one.start - other.start || one.end - other.end;
}
