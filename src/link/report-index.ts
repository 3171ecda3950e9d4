/** Reports by what texts call them by besides their names: whose they are, which part of what. */
import { FoldedText } from './fold.ts';
import { type EntityRef, entityKey, type KnownReport } from './gazetteer.ts';
import { personName } from './person-name.ts';

/** A person who wrote or led a report. */
export interface Writer {
  readonly entity: EntityRef;
  /** As a pattern that finds it in folded text. */
  readonly surname: () => RegExp;
}

/** The people who wrote or led reports, by each of their whole names, folded. */
export function writersOf(
  reports: readonly KnownReport[],
  namesOf: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly Writer[]> {
  const people = reports.flatMap(({ authors }) => authors.filter(({ kind }) => kind === 'author'));
  const writers = new Map<string, Writer[]>();
  for (const [key, entity] of new Map(people.map((person) => [entityKey(person), person]))) {
    const whole = (namesOf.get(key) ?? []).flatMap((text) => {
      const name = personName(text);
      return name ? [{ text: new FoldedText(text).text, surname: name.surname }] : [];
    });
    const surnames = [...new Set(whole.map(({ surname }) => surname))];
    const surname = () =>
      new RegExp(`(?<![\\p{L}\\p{N}'-])(?:${surnames.map(inAnyCase).join('|')})(?![\\p{L}\\p{N}-])`, 'gu');
    const writer = { entity, surname };
    for (const text of new Set(whole.map(({ text }) => text)))
      writers.set(text, [...(writers.get(text) ?? []), writer]);
  }
  return writers;
}

/** A surname as a pattern: a sentence may begin with `De Souza`. */
function inAnyCase(surname: string): string {
  return surname.replace(/^\p{Ll}/u, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** The reports by the key of each who wrote, led or published them. */
export function reportsByOwner(reports: readonly KnownReport[]): Map<string, KnownReport[]> {
  const owned = new Map<string, KnownReport[]>();
  for (const report of reports)
    for (const key of new Set([...report.authors, ...report.publishers].map(entityKey)))
      owned.set(key, [...(owned.get(key) ?? []), report]);
  return owned;
}

/** The parts of each report that has several, the oldest first, by its key. */
export function partsBySeries(reports: readonly KnownReport[]): Map<string, readonly KnownReport[]> {
  const parts = Map.groupBy(
    reports.filter(({ series, published }) => series && published),
    ({ series }) => entityKey(series!),
  );
  const inOrder = [...parts].map(([key, its]): [string, KnownReport[]] => [
    key,
    its.toSorted((a, b) => (a.published!.date < b.published!.date ? -1 : 1)),
  ]);
  return new Map(inOrder.filter(([, its]) => its.length > 1));
}
