import { likeness, type Words } from './likeness.ts';

/** A comment as far as its place in a thread goes: itself and the comment it answers, by lasting keys. */
export interface Placed {
  readonly key: string;
  /** Null at top level. */
  readonly parent: string | null;
}

/** A comment as far as it can be known again. */
export interface Said {
  readonly words: Words;
  /** As signed, in plain letters; null when unsigned. */
  readonly author: string | null;
}

/** Shorter comments are known again by all their words and their signature only: many say the same. */
const FEWEST_WORDS = 6;
const SAME = 0.8;
/** How many comments that begin alike are held against each other. */
const MOST_ALIKE = 8;

/**
 * Which known comment each comment read is, null for a new one: the one of the same words and signature,
 * else one that lacks a signature or the end of its words. Each known comment is found once, in order.
 */
export function recognise(known: readonly Said[], read: readonly Said[]): (number | null)[] {
  const found: (number | null)[] = read.map(() => null);
  const left = new Set(known.keys());
  const pass = (keyOf: (said: Said) => string | null, same: (a: Said, b: Said) => boolean) => {
    const byKey = Map.groupBy(left, (at) => keyOf(known[at]!));
    for (const [place, said] of read.entries()) {
      const key = found[place] === null ? keyOf(said) : null;
      if (key === null) continue;
      const alike = (byKey.get(key) ?? []).filter((at) => left.has(at)).slice(0, MOST_ALIKE);
      const at = alike.find((at) => same(known[at]!, said));
      if (at === undefined) continue;
      found[place] = at;
      left.delete(at);
    }
  };
  const long = ({ words }: Said) => words.list.length >= FEWEST_WORDS;
  const signedAlike = (a: Said, b: Said) => a.author === null || b.author === null || a.author === b.author;
  pass(
    ({ words, author }) => `${words.list.join(' ')}\n${author ?? ''}`,
    () => true,
  );
  pass((said) => (long(said) ? said.words.list.join(' ') : null), signedAlike);
  pass(
    (said) => (long(said) ? said.words.first(FEWEST_WORDS).list.join(' ') : null),
    (a, b) => signedAlike(a, b) && likeness(a.words, b.words) >= SAME,
  );
  return found;
}

/**
 * The thread that two readings of it give together, in reading order. The longer reading sets the order; a
 * comment only the other one has comes right behind the one it followed there. Nothing is dropped, so a
 * page that was cut short takes nothing away, and reading the same thread again changes nothing.
 */
export function mergeThreads(known: readonly string[], read: readonly string[]): string[] {
  const [base, other] = read.length > known.length ? [read, known] : [known, read];
  const merged = new Map<string | null, string[]>([[null, []]]);
  const keys = new Set(base);
  let before: string | null = null;
  for (const key of other) {
    if (keys.has(key)) before = key;
    else merged.set(before, [...(merged.get(before) ?? []), key]);
  }
  return [...merged.get(null)!, ...base.flatMap((key) => [key, ...(merged.get(key) ?? [])])];
}

/** One page's reading of a thread, in its order. */
export interface Reading {
  /** Tells readings apart, and which of two equally long ones counts first. */
  readonly id: string;
  readonly keys: readonly string[];
}

/** The thread that all readings of it give together, whichever was read first: the longest sets the order. */
export function orderOf(readings: readonly Reading[]): string[] {
  return readings
    .toSorted((a, b) => b.keys.length - a.keys.length || (a.id < b.id ? -1 : 1))
    .reduce<string[]>((merged, { keys }) => mergeThreads(merged, keys), []);
}

/** How deep each comment of a thread stands, 0 at top level; parents come before their replies. */
export function depths(thread: readonly Placed[]): Map<string, number> {
  const depth = new Map<string, number>();
  for (const { key, parent } of thread) depth.set(key, parent === null ? 0 : (depth.get(parent) ?? -1) + 1);
  return depth;
}
