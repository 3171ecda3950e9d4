import { CodePoints } from '../store/code-points.ts';

/** Part of a text that holds words which were searched for. */
export interface Snippet {
  readonly text: string;
  /** Where the words stand in it, in code points. */
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
}

/** How long a snippet gets, in UTF-16 units, not counting what shows that it was cut. */
const LONGEST = 200;

/** How much of that stands before the first word. */
const LEAD = 40;

const CUT = '…';

/** A word with its apostrophes: `Black’s`. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text, as they stand there. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** The stretch of a text with most of the words that are sought; null when it has none. */
export function snippetOf(text: string, sought: ReadonlySet<string>): Snippet | null {
  const places = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  })).filter(({ word }) => sought.has(word));
  if (places.length === 0) return null;
  const [from, to] = stretchOf(text, places);
  const [before, behind] = [from > 0 ? CUT : '', to < text.length ? CUT : ''];
  // One character for one, so that places hold.
  const snippet = `${before}${text.slice(from, to).replace(/\s/g, ' ')}${behind}`;
  const codePoints = new CodePoints(snippet);
  const here = (place: number) => codePoints.at(place - from + before.length);
  return {
    text: snippet,
    highlights: places
      .filter(({ start, end }) => from <= start && end <= to)
      .map(({ start, end }) => ({ start: here(start), end: here(end) })),
  };
}

interface Place {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Where to cut: around as many different words as fit, the first such place, between words. */
function stretchOf(text: string, places: readonly Place[]): [number, number] {
  if (text.length <= LONGEST) return [0, text.length];
  const inside = new Map<string, number>();
  let best = places[0]!;
  let most = 0;
  let next = 0;
  for (const first of places) {
    for (; next < places.length && places[next]!.end <= first.start + LONGEST - LEAD; next++) {
      const word = places[next]!.word.toLowerCase();
      inside.set(word, (inside.get(word) ?? 0) + 1);
    }
    if (inside.size > most) [best, most] = [first, inside.size];
    const word = first.word.toLowerCase();
    const times = (inside.get(word) ?? 0) - 1;
    if (times > 0) inside.set(word, times);
    else inside.delete(word);
  }
  let from = Math.max(0, best.start - LEAD);
  while (from > 0 && from < best.start && !isSpace(text[from - 1]!)) from++;
  let to = Math.max(best.end, Math.min(text.length, from + LONGEST));
  while (to < text.length && to > best.end && !isSpace(text[to]!)) to--;
  return [from, to];
}

function isSpace(unit: string): boolean {
  return /\s/.test(unit);
}
