/**
 * Whether two pages show the same post. Pages trim, re-wrap and surround a text with furniture, leave out
 * its title or date, and show it again after it has grown; so what counts is how much of the shorter text
 * stands in the longer one, and that nothing else about the two contradicts.
 */
import { locationOf } from '../link/web-address.ts';
import { fold } from '../model/slug.ts';

/** A post as a page shows it, or as the pages so far have shown it. */
export interface Shown {
  readonly title: string | null;
  /** YYYY-MM-DD. */
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly words: Words;
}

/** What two posts have in common, when it is enough to be told of. */
export interface Verdict {
  readonly same: boolean;
  /** The share of the shorter text that stands in the longer one, from 0 to 1. */
  readonly likeness: number;
  /** How much else speaks for it: address before title before date. */
  readonly agreement: number;
}

/** How many words in a row are compared: an edited word spoils no more than these. */
const SHINGLE = 3;
/** A text of fewer words may be chance or a phrase: its title and date or address must agree. */
const FEWEST_WORDS = 24;
const SAME = 0.8;
/** Enough where title and date, or the address, agree. */
const SAME_WHEN_AGREED = 0.5;
const SIMILAR = 0.3;
/** How many words of an excerpt are looked for at the beginning of the whole, and how far into it. */
const OPENING = 24;
const BEGINNING = 48;

/** The words of a text, in plain letters. */
export class Words {
  readonly list: readonly string[];
  readonly #shingles = new Map<number, ReadonlySet<string>>();

  constructor(text: string | readonly string[]) {
    this.list = typeof text === 'string' ? (fold(text).match(/\S+/g) ?? []) : text;
  }

  /** All runs of so many words, each once. */
  shingles(length: number): ReadonlySet<string> {
    const known = this.#shingles.get(length);
    if (known) return known;
    const runs = new Set<string>();
    for (let at = 0; at + length <= this.list.length; at++)
      runs.add(this.list.slice(at, at + length).join(' '));
    this.#shingles.set(length, runs);
    return runs;
  }

  first(count: number): Words {
    return count < this.list.length ? new Words(this.list.slice(0, count)) : this;
  }
}

/** The share of the shorter text that stands in the longer one, from 0 to 1; all of an empty text does. */
export function likeness(a: Words, b: Words): number {
  const [shorter, longer] = a.list.length <= b.list.length ? [a, b] : [b, a];
  if (shorter.list.length === 0) return 1;
  const length = Math.min(SHINGLE, shorter.list.length);
  const there = longer.shingles(length);
  let found = 0;
  for (const run of shorter.shingles(length)) if (there.has(run)) found++;
  return found / shorter.shingles(length).size;
}

/** Holds two posts against each other; null where they have nothing to do with each other. */
export function compare(a: Shown, b: Shown): Verdict | null {
  const titles = titlesAgree(a.title, b.title);
  const dates = bothSay(a.publishedOn, b.publishedOn, (one, other) => one === other);
  const urls = addressesAgree(a.url, b.url);
  const agreed = urls === true || (titles === true && dates === true);
  const short = Math.min(a.words.list.length, b.words.list.length) < FEWEST_WORDS;
  const share = likeness(a.words, b.words);
  const enough = agreed
    ? share >= SAME_WHEN_AGREED
    : !short && share >= SAME && titles !== false && (titles === true || openAlike(a.words, b.words));
  const same = enough && dates !== false && urls !== false;
  if (!same && (short || share < SIMILAR)) return null;
  return { same, likeness: share, agreement: (urls ? 4 : 0) + (titles ? 2 : 0) + (dates ? 1 : 0) };
}

/** Whether the two cannot be one post, whatever their words. */
export function contradict(a: Shown, b: Shown): boolean {
  return (
    bothSay(a.publishedOn, b.publishedOn, (one, other) => one === other) === false ||
    addressesAgree(a.url, b.url) === false
  );
}

/** Whether both say the same; null where one is silent. */
function bothSay<T>(a: T | null, b: T | null, equal: (a: T, b: T) => boolean): boolean | null {
  return a === null || b === null ? null : equal(a, b);
}

/** Titles agree when they are the same words, or when one has the name of a site beside it. */
function titlesAgree(a: string | null, b: string | null): boolean | null {
  return bothSay(a, b, (one, other) => {
    const [shorter, longer] = [fold(one), fold(other)].sort((x, y) => x.length - y.length) as [
      string,
      string,
    ];
    if (shorter === longer) return true;
    const several = shorter.includes(' ');
    return several && (longer.startsWith(`${shorter} `) || longer.endsWith(` ${shorter}`));
  });
}

/** Two addresses on one site are of two posts, two on different sites may be of copies: null for those. */
function addressesAgree(a: string | null, b: string | null): boolean | null {
  const [one, other] = [a, b].map((url) => (url === null ? null : locationOf(url)));
  if (!one || !other) return null;
  const hostOf = (page: string) => page.split('/', 1)[0];
  if (hostOf(one.page) !== hostOf(other.page)) return null;
  const shared = [...one.query.keys()].filter((key) => other.query.has(key));
  if (shared.some((key) => one.query.get(key) !== other.query.get(key))) return false;
  // The front page of a site is the address of every post and of none.
  if (one.page === other.page) return one.page.includes('/') || shared.length > 0 ? true : null;
  return one.page.includes('/') && other.page.includes('/') ? false : null;
}

/** Whether the shorter text begins as the longer one does: an excerpt does, a quotation inside does not. */
function openAlike(a: Words, b: Words): boolean {
  const [shorter, longer] = a.list.length <= b.list.length ? [a, b] : [b, a];
  return likeness(shorter.first(OPENING), longer.first(BEGINNING)) >= SAME_WHEN_AGREED;
}
