/**
 * Takes the names of erased authors out of texts. Names are known by fingerprints only, so a text is searched by the
 * fingerprints of its runs of words, where a run begins as a name does. Each letter becomes a blank: what stands behind
 * keeps its place.
 */
import type { AliasRule } from '../model/alias.ts';
import type { ErasedName } from '../model/curation.ts';
import { fold } from '../model/slug.ts';
import { type Page, sha256 } from '../parse/page.ts';
import { hash } from './hash.ts';

/** What stands in a text for each letter that is not shown. */
export const BLANK = '█';

/** So many sorts of first words are told apart: few enough that a sort does not tell the word. */
const SORTS = 2 ** 12;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text, in plain lower-case letters. */
function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
    text: plain(word),
    start: index,
    end: index + word.length,
  }));
}

/** Of such letters nothing but their case can differ. */
const ASCII = /^\p{ASCII}*$/u;

const plain = (word: string) =>
  ASCII.test(word) ? word.toLowerCase() : word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const fingerprintOf = (words: readonly Word[]) => sha256(words.map(({ text }) => text).join(' '));
const sortOf = (word: Word) => hash(word.text) & (SORTS - 1);

/** The words of a name as texts write it, and as ids and addresses do: without its apostrophes. None for one without words. */
export function spellingsOf(name: string): string[] {
  const spellings = [name, fold(name)].map((spelling) =>
    wordsOf(spelling)
      .map(({ text }) => text)
      .join(' '),
  );
  return [...new Set(spellings)].filter((spelling) => spelling !== '');
}

/** A name as it is kept once it is erased, in each of its spellings. */
export function erasedNames(name: string): ErasedName[] {
  return spellingsOf(name).map((spelling) => {
    const words = wordsOf(spelling);
    return { fingerprint: fingerprintOf(words), words: words.length, sort: sortOf(words[0]!) };
  });
}

/** Names by what a text is searched for them by. */
interface Index {
  readonly fingerprints: ReadonlySet<string>;
  /** How many words names have that begin with a word of a sort, most first. */
  lengths(sort: number): readonly number[];
}

const indexes = new WeakMap<readonly ErasedName[], Index>();

function indexOf(erased: readonly ErasedName[]): Index {
  const known = indexes.get(erased);
  if (known) return known;
  const inOrder = (names: readonly ErasedName[]) =>
    [...new Set(names.map(({ words }) => words))].sort((a, b) => b - a);
  // Of those that were erased before sorts were kept, any word may be the first.
  const ofAnySort = erased.filter(({ sort }) => sort === null);
  const always = inOrder(ofAnySort);
  const bySort = new Map(
    [...Map.groupBy(erased, ({ sort }) => sort)].map(([sort, names]) => [
      sort,
      inOrder([...names, ...ofAnySort]),
    ]),
  );
  const index = {
    fingerprints: new Set(erased.map(({ fingerprint }) => fingerprint)),
    lengths: (sort: number) => bySort.get(sort) ?? always,
  };
  indexes.set(erased, index);
  return index;
}

/** Whether a name is one of those that were erased, however it is written. */
export function isErased(name: string, erased: readonly ErasedName[]): boolean {
  if (erased.length === 0) return false;
  const words = wordsOf(name);
  return words.length > 0 && indexOf(erased).fingerprints.has(fingerprintOf(words));
}

/** A text with blanks for the letters of erased names. */
export function withoutErased(text: string, erased: readonly ErasedName[]): string {
  if (erased.length === 0) return text;
  const { fingerprints, lengths } = indexOf(erased);
  const words = wordsOf(text);
  let kept = '';
  let from = 0;
  for (let at = 0; at < words.length; at++) {
    const length = lengths(sortOf(words[at]!)).find(
      (length) =>
        at + length <= words.length && fingerprints.has(fingerprintOf(words.slice(at, at + length))),
    );
    if (length === undefined) continue;
    const last = at + length - 1;
    kept += text.slice(from, words[at]!.start);
    // Letters beyond the first plane stay: a blank would be shorter, and move what stands behind.
    kept += text.slice(words[at]!.start, words[last]!.end).replace(/[^\s\u{10000}-\u{10ffff}]/gu, BLANK);
    from = words[last]!.end;
    at = last;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Whether a text has an erased name in it. */
const hasErased = (text: string, erased: readonly ErasedName[]) => withoutErased(text, erased) !== text;

/** Who signs is a name and nothing else: where it is erased there is none. */
export function signatureWithoutErased(name: string | null, erased: readonly ErasedName[]): string | null {
  return name !== null && hasErased(name, erased) ? null : name;
}

/** An address, or a file's name; null where an erased name is in it, for what is left would lead nowhere. */
export function addressWithoutErased(address: string | null, erased: readonly ErasedName[]): string | null {
  if (address === null) return null;
  const decoded = address.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString(),
  );
  return hasErased(decoded, erased) ? null : address;
}

/** Those of some labels or phrases that have no erased name in them. */
export function withoutThoseErased(phrases: readonly string[], erased: readonly ErasedName[]): string[] {
  return phrases.filter((phrase) => !hasErased(phrase, erased));
}

/**
 * The names of an entity that hold no erased one. A rule is without the phrases that do; where it asked for one of them
 * and nothing else, its name goes too, for it would count where it never did.
 */
export function aliasesWithoutErased<A extends { readonly text: string; readonly rule: AliasRule }>(
  aliases: readonly A[],
  erased: readonly ErasedName[],
): A[] {
  return aliases.flatMap((alias) => {
    if (hasErased(alias.text, erased)) return [];
    const { from, until, ...phrases } = alias.rule;
    const rest = Object.entries(phrases).map(
      ([part, all]) => [part as keyof typeof phrases, withoutThoseErased(all, erased)] as const,
    );
    if (rest.every(([part, left]) => left.length === phrases[part]!.length)) return [alias];
    if (rest.some(([part, left]) => left.length === 0 && !part.startsWith('not'))) return [];
    const rule = Object.fromEntries(rest.filter(([, left]) => left.length > 0));
    return [{ ...alias, rule: { ...rule, ...(from && { from }), ...(until && { until }) } }];
  });
}

/** A page without erased names; its fingerprint goes on being that of the bytes as they were. */
export function pageWithoutErased(page: Page, erased: readonly ErasedName[]): Page {
  if (erased.length === 0) return page;
  return {
    ...page,
    text: withoutErased(page.text, erased),
    file: addressWithoutErased(page.file, erased),
    url: addressWithoutErased(page.url, erased),
  };
}
