import { FoldedText } from './fold.ts';

const STEM = 5;

/** The beginnings of the words of a text that carry a subject. */
export function stemsOf(text: string): string[] {
  const { caseless } = new FoldedText(text);
  return Array.from(caseless.matchAll(/[\p{L}\p{N}]{4,}/gu), ([word]) => stemOf(word));
}

/** The beginning of a word in lower case, by which its forms are one: `drug` for `drugs`. */
export function stemOf(word: string): string {
  return word.slice(0, STEM).replace(/s$/, '');
}
