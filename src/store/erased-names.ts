/**
 * Takes the names of erased authors out of texts. Names are known by fingerprints only, so a text is searched by the
 * fingerprints of its runs of words. Each letter becomes a blank: what stands behind keeps its place.
 */
import type { ErasedName } from '../model/curation.ts';
import { type Page, sha256 } from '../parse/page.ts';

/** What stands in a text for each letter that is not shown. */
export const BLANK = '█';

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text, in plain lower-case letters. */
function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
    text: word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

const fingerprintOf = (words: readonly Word[]) => sha256(words.map(({ text }) => text).join(' '));

/** A name as it is kept once it is erased; null for a text without words. */
export function erasedName(name: string): ErasedName | null {
  const words = wordsOf(name);
  return words.length === 0 ? null : { fingerprint: fingerprintOf(words), words: words.length };
}

/** Whether a name is one of those that were erased, however it is written. */
export function isErased(name: string, erased: readonly ErasedName[]): boolean {
  const found = erasedName(name);
  return found !== null && erased.some(({ fingerprint }) => fingerprint === found.fingerprint);
}

/** A text with blanks for the letters of erased names. */
export function withoutErased(text: string, erased: readonly ErasedName[]): string {
  if (erased.length === 0) return text;
  const lengths = [...new Set(erased.map(({ words }) => words))].sort((a, b) => b - a);
  const fingerprints = new Set(erased.map(({ fingerprint }) => fingerprint));
  const words = wordsOf(text);
  let kept = '';
  let from = 0;
  for (let at = 0; at < words.length; at++) {
    const length = lengths.find(
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

/** A page without erased names; its fingerprint goes on being that of the bytes as they were. */
export function pageWithoutErased(page: Page, erased: readonly ErasedName[]): Page {
  return erased.length === 0 ? page : { ...page, text: withoutErased(page.text, erased) };
}
