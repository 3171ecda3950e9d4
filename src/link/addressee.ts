/** The writer of a post as those who comment on it call them: by the given name alone. */
import type { Signature } from '../parse/document.ts';
import { CONFIDENCE } from './confidence.ts';
import { type Finding, findingIn } from './finding.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { personName, standsAlone } from './person-name.ts';
import { matchesIn, type Reading } from './reading.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** Given names that begin sentences as words: alone they say too little. */
const AMBIGUOUS_GIVEN_NAMES = new Set(
  (
    'Art April Bill Bob Chance Dale Dawn Dean Drew Earl Faith Frank Glen Grace Grant Guy Heath Hope Ivy Jack Joy June Lance Mark ' +
    'Max May Miles Nick Norm Olive Pat Peg Penny Ray Rich Rob Robin Rod Rose Ruby Summer Sue Victor Will'
  ).split(' '),
);

/** The given names by which a thread calls the writers of its post; none that two of them or a commenter has as well. */
export function givenNamesOf(
  writers: readonly EntityRef[],
  signatures: readonly (Signature | null)[],
  { namesOf }: Lexicon,
): ReadonlyMap<string, EntityRef> {
  const called = writers.flatMap((writer) => {
    const persons = (namesOf.get(entityKey(writer)) ?? []).flatMap((name) => personName(name) ?? []);
    const own = new Set(persons.map(({ whole }) => whole.toLowerCase()));
    const isAnothers = (given: string) =>
      signatures.some((signature) => {
        const name = signature?.name.toLowerCase() ?? '';
        return name.split(/[^\p{L}]/u, 1)[0] === given.toLowerCase() && !own.has(name);
      });
    return [...new Set(persons.map(({ given }) => given))]
      .filter((given) => !AMBIGUOUS_GIVEN_NAMES.has(given) && !isAnothers(given))
      .map((given) => ({ given, writer }));
  });
  const alike = Map.groupBy(called, ({ given }) => given);
  return new Map([...alike].flatMap(([given, [one, other]]) => (other ? [] : [[given, one!.writer]])));
}

/** One `mentions` for each writer whom a comment calls by the given name, where it first stands: `well said, Ronnie`. */
export function addressed(reading: Reading, called: ReadonlyMap<string, EntityRef>): Finding[] {
  return [...called].flatMap(([given, writer]) => {
    const place = matchesIn(reading, new RegExp(`(?<![\\p{L}\\p{N}])${given}(?![\\p{L}\\p{N}-])`, 'gu'))
      .map(({ index }) => ({ start: index, end: index + given.length }))
      .find(({ start, end }) => standsAlone(reading.folded, start, end, NOTHING));
    return place
      ? findingIn(reading, place, [writer], { kind: 'mentions', confidence: CONFIDENCE.givenName })
      : [];
  });
}
