/**
 * Comes in: parsed pages, and what is known. Goes out: names that sign posts and comments, or that the pages use in a
 * way that tells a person, a body, a report or a policy, and that the vocabulary lacks, for a curator to look through.
 * Never happens here: adding anything to what is known.
 */
import { fold } from '../model/slug.ts';
import type { ParsedPage, ParsedPost } from '../parse/document.ts';
import { Passage } from '../parse/passage.ts';
import type { Gazetteer } from './gazetteer.ts';
import { lexiconOf, signatureKey } from './lexicon.ts';
import { read } from './reading.ts';
import { type CandidateKind, isNamed, type Sighting, sightingsIn, thingOf } from './sightings.ts';
import { signingNames } from './signing-names.ts';

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
    for (const post of posts) {
      const ofPost = idOf(post);
      for (const { name, span, comment } of signingNames(post)) {
        if (lexicon.signers.has(signatureKey(name)) || isNamed(name, lexicon)) continue;
        const id = comment === null ? ofPost : idOfComment(ofPost, comment);
        const words = contextOf(page.text, span);
        const kind = thingOf(name) === 'organisation' ? 'organisation' : 'author';
        note(collected, { kind, name, ...span }, id, { file: page.file, date: post.publishedOn, words });
      }
      for (const { id, text } of textsOf(page.text, post, ofPost)) {
        const reading = read(text, lexicon);
        for (const sighting of sightingsIn(reading, lexicon)) {
          const words = contextOf(reading.folded.text, sighting);
          note(collected, sighting, id, { file: page.file, date: post.publishedOn, words });
        }
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

/** What tells a post from others, the same on every page. */
function idOf({ publishedOn, title, body }: ParsedPost): string {
  return `${publishedOn} ${title ?? body.text.slice(0, 80)}`;
}

const idOfComment = (post: string, position: number) => `${post} #${position}`;

/** The texts of a post and its comments. */
function textsOf(page: string, post: ParsedPost, id: string): { id: string; text: Passage }[] {
  const title = post.titleSpan && new Passage(page, [post.titleSpan]);
  const own = [title, post.body, post.note].filter((passage) => passage !== null);
  return [
    ...own.map((text) => ({ id, text })),
    ...post.comments.map(({ body, position }) => ({ id: idOfComment(id, position), text: body })),
  ];
}

function contextOf(text: string, { start, end }: Pick<Sighting, 'start' | 'end'>): string {
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
    people.filter(({ isShort, name }) => !isShort && name.includes(' ')),
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
