/**
 * Comes in: parsed pages, and what is known. Goes out: names that the pages use in a way that tells a
 * person, a body, a report or a policy and that the vocabulary lacks, for a curator to look through.
 * Never happens here: adding anything to what is known.
 */
import { fold } from '../model/slug.ts';
import type { ParsedPage, ParsedPost } from '../parse/document.ts';
import { Passage } from '../parse/passage.ts';
import { spelledOutIn } from './definitions.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { NOT_A_PERSON, peopleIn } from './people.ts';
import { type Reading, read } from './reading.ts';
import { thingsIn } from './titled-thing.ts';

/** The kinds of entity that a name can be a candidate for. */
export type CandidateKind = 'author' | 'organisation' | 'report' | 'policy';

/** Where a candidate was seen. */
export interface CandidateContext {
  /** The page's file; null for none. */
  readonly file: string | null;
  /** YYYY-MM-DD, of the post; null for none. */
  readonly date: string | null;
  /** The name with some words around it. */
  readonly words: string;
}

/** A name that the vocabulary lacks. */
export interface Candidate {
  /** A guess, by the words of the name or around it. */
  readonly kind: CandidateKind;
  /** As it stands first. */
  readonly name: string;
  readonly acronym: string | null;
  /** What a person is said to be, as in `chief executive of a charity`; null where nothing is said. */
  readonly role: string | null;
  readonly count: number;
  /** In how many posts and comments it stands. */
  readonly documents: number;
  /** Up to three, from different documents first. */
  readonly contexts: readonly CandidateContext[];
}

const MOST_CONTEXTS = 3;
/** How much of the text stands around a name in its context, in characters on either side. */
const AROUND = 45;

interface Sighting {
  readonly kind: CandidateKind;
  readonly name: string;
  readonly acronym?: string;
  readonly role?: string | null;
  readonly isShort?: boolean;
  readonly start: number;
  readonly end: number;
}

interface Collected extends Omit<Candidate, 'documents' | 'contexts' | 'count'> {
  /** Whether it is a title and a surname only. */
  readonly isShort: boolean;
  count: number;
  readonly sightings: Map<string, CandidateContext[]>;
}

/** Collects the names over all pages: those in most documents first, then those that stand most often. */
export function findCandidates(pages: Iterable<ParsedPage>, gazetteer: Gazetteer): Candidate[] {
  const lexicon = lexiconOf(gazetteer);
  const collected = new Map<string, Collected>();
  for (const { page, posts } of pages)
    for (const post of posts)
      for (const { id, text } of textsOf(page.text, post)) {
        const reading = read(text, lexicon);
        for (const sighting of sightingsIn(reading, lexicon)) {
          const words = contextOf(reading.folded.text, sighting);
          note(collected, sighting, id, { file: page.file, date: post.publishedOn, words });
        }
      }
  return mergeSurnames([...collected.values()])
    .map(({ sightings, isShort: _, ...candidate }) => ({
      ...candidate,
      documents: sightings.size,
      contexts: spread([...sightings.values()]).slice(0, MOST_CONTEXTS),
    }))
    .sort(
      (a, b) =>
        b.documents - a.documents || b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
}

/** The texts of a post and its comments; the same post on two pages has the same ids. */
function textsOf(page: string, post: ParsedPost): { id: string; text: Passage }[] {
  const id = `${post.publishedOn} ${post.title ?? post.body.text.slice(0, 80)}`;
  const title = post.titleSpan && new Passage(page, [post.titleSpan]);
  const own = [title, post.body, post.note].filter((passage) => passage !== null);
  return [
    ...own.map((text) => ({ id, text })),
    ...post.comments.map(({ body, position }) => ({ id: `${id} #${position}`, text: body })),
  ];
}

/** What a text names that nothing known names. */
function sightingsIn(reading: Reading, lexicon: Lexicon): Sighting[] {
  const { text } = reading.folded;
  const known = reading.occurrences.filter(({ form }) => form.names.length > 0);
  const people = peopleIn(text)
    .filter(({ name }) => !NOT_A_PERSON.test(name))
    .map(({ name, role, start, end }): Sighting => {
      // A title that stands alone with a surname is all that there is of the name.
      const whole = name.includes(' ') ? name : text.slice(start, end);
      return { kind: 'author', name: whole, isShort: whole !== name, role, start, end };
    });
  const defined = spelledOutIn(text).map(({ acronym, start, end }): Sighting => {
    const name = text.slice(start, end);
    const kind = thingsIn(name).find((thing) => thing.name === name)?.kind ?? 'organisation';
    return { kind, name, acronym, start, end };
  });
  const isKnown = endsOf(known, text.length);
  const isAuthor = endsOf(
    known.filter(({ form }) => isAuthors(form.names)),
    text.length,
  );
  // Of names that overlap, the first kind of ground wins: an acronym, then what makes a person one.
  const taken = new Uint8Array(text.length);
  for (const { start, end } of addressesIn(reading)) taken.fill(1, start, end);
  return [...defined, ...people, ...thingsIn(text)].filter(({ start, end, kind, name }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    if (isKnown[start]! >= end || (kind === 'author' && isAuthor[end - 1]! > start)) return false;
    if (isNamed(name, lexicon)) return false;
    taken.fill(1, start, end);
    return true;
  });
}

/** Per place: the furthest end of what starts there or before. */
function endsOf(
  places: readonly { readonly start: number; readonly end: number }[],
  length: number,
): Uint32Array {
  const ends = new Uint32Array(length);
  for (const { start, end } of places) ends[start] = Math.max(ends[start]!, end);
  for (let at = 1; at < length; at++) ends[at] = Math.max(ends[at]!, ends[at - 1]!);
  return ends;
}

function isAuthors(names: readonly { entity: { kind: string } }[]): boolean {
  return names.some(({ entity }) => entity.kind === 'author');
}

/** Whether a name is known but for an article, a title, capitals or a possessive. */
function isNamed(name: string, { spellings }: Lexicon): boolean {
  return spellings.has(name.toLowerCase().replace(/-/g, ' ').replace(/'s$/, ''));
}

/** Where the addresses stand in the folded text. */
function addressesIn({ addresses, folded }: Reading): { start: number; end: number }[] {
  let at = 0;
  return addresses.map((address) => {
    while (at < folded.length && folded.originOf(at) < address.start) at++;
    const start = at;
    while (at < folded.length && folded.originOf(at) < address.end) at++;
    return { start, end: at };
  });
}

function contextOf(text: string, { start, end }: Sighting): string {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  // Words that the cut went through are left out.
  const before = from === 0 ? text.slice(0, start) : text.slice(from, start).replace(/^\S*\s?/, '');
  const behind = to === text.length ? text.slice(end) : text.slice(end, to).replace(/\s?\S*$/, '');
  return `${before}${text.slice(start, end)}${behind}`.replace(/\s+/g, ' ').trim();
}

function note(
  collected: Map<string, Collected>,
  { kind, name, acronym, role, isShort = false }: Sighting,
  document: string,
  context: CandidateContext,
): void {
  const bare = name.replace(/'s?$/, '');
  const key = fold(bare.replace(/^the /i, ''));
  const known = collected.get(key) ?? {
    kind,
    name: bare,
    acronym: null,
    role: null,
    isShort,
    count: 0,
    sightings: new Map(),
  };
  const seen = known.sightings.get(document) ?? [];
  if (seen.length < MOST_CONTEXTS) seen.push(context);
  known.sightings.set(document, seen);
  collected.set(key, {
    ...known,
    count: known.count + 1,
    acronym: known.acronym ?? acronym ?? null,
    role: known.role ?? role ?? null,
  });
}

/** Puts `Ms Bell` to the one whole name with that surname that the pages give. */
function mergeSurnames(candidates: readonly Collected[]): Collected[] {
  const people = candidates.filter(({ kind }) => kind === 'author');
  const surname = ({ name }: Collected) => name.slice(name.lastIndexOf(' ') + 1);
  const whole = Map.groupBy(
    people.filter(({ isShort }) => !isShort),
    surname,
  );
  return candidates.filter((candidate) => {
    const [person, ...others] = (candidate.isShort && whole.get(surname(candidate))) || [];
    if (!person || others.length > 0) return true;
    person.count += candidate.count;
    for (const [document, contexts] of candidate.sightings)
      person.sightings.set(document, [...(person.sightings.get(document) ?? []), ...contexts]);
    return false;
  });
}

/** The first of each, then the second of each, and so on. */
function spread<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = lists.reduce((length, list) => Math.max(length, list.length), 0);
  return Array.from({ length: Math.min(longest, MOST_CONTEXTS) }, (_, i) =>
    lists.flatMap((list) => (i < list.length ? [list[i]!] : [])),
  ).flat();
}
