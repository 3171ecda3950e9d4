/** The names in a text that tell a person, a body, a report or a policy and that nothing known is called by. */
import { spelledOutIn } from './definitions.ts';
import type { Lexicon } from './lexicon.ts';
import { NOT_A_PERSON, peopleIn } from './people.ts';
import type { Reading } from './reading.ts';
import { thingsIn } from './titled-thing.ts';

/** The kinds of entity that a name can be a candidate for. */
export type CandidateKind = 'author' | 'organisation' | 'report' | 'policy';

/** A name, and where in the folded text it stands. */
export interface Sighting {
  readonly kind: CandidateKind;
  readonly name: string;
  readonly acronym?: string;
  readonly role?: string | null;
  readonly isShort?: boolean;
  readonly start: number;
  readonly end: number;
}

/** What a text names that nothing known names. */
export function sightingsIn(reading: Reading, lexicon: Lexicon): Sighting[] {
  const { text } = reading.folded;
  const known = reading.occurrences.filter(({ form }) => form.names.length > 0);
  const people = peopleIn(text)
    .filter(({ name }) => !NOT_A_PERSON.test(name) && thingOf(name) === null)
    .map(({ name, role, start, end }): Sighting => {
      // A title that stands alone with a surname is all that there is of the name.
      const whole = name.includes(' ') ? name : text.slice(start, end);
      return { kind: 'author', name: whole, isShort: whole !== name, role, start, end };
    });
  const defined = spelledOutIn(text).map(({ acronym, start, end }): Sighting => {
    const name = text.slice(start, end);
    return { kind: thingOf(name) ?? 'organisation', name, acronym, start, end };
  });
  const isKnown = endsOf(known, text.length);
  const isAuthor = endsOf(
    known.filter(({ form }) => isAuthors(form.names)),
    text.length,
  );
  // Of names that overlap, the first kind of ground wins: an acronym, then what makes a person one.
  const taken = new Uint8Array(text.length);
  for (const { start, end } of addressesIn(reading)) taken.fill(1, start, end);
  return [...defined, ...people, ...thingsIn(without(text, people))].filter(({ start, end, kind, name }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    if (isKnown[behindOwner(name, start)]! >= end || (kind === 'author' && isAuthor[end - 1]! > start))
      return false;
    if (isNamed(name.slice(behindOwner(name, 0)), lexicon)) return false;
    taken.fill(1, start, end);
    return true;
  });
}

/** What the words of a name say that it is, where it is no person. */
export function thingOf(name: string): CandidateKind | null {
  return thingsIn(name).find((thing) => thing.name === name)?.kind ?? null;
}

/** A text in which no name begins or goes on where these stand, everything else in its place. */
function without(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  let kept = '';
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (start < kept.length) continue;
    kept += text.slice(kept.length, start);
    kept += '_'.repeat(end - start);
  }
  return kept + text.slice(kept.length);
}

/** Where a name begins that stands at `start`, without whose the thing is: `Ada Bell's Harbour Review`. */
function behindOwner(name: string, start: number): number {
  const owner = name.lastIndexOf("'s ");
  return owner < 0 ? start : start + owner + "'s ".length;
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
export function isNamed(name: string, { spellings }: Lexicon): boolean {
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
