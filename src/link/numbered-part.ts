import { countBefore } from '../parse/bisection.ts';
import type { Circumstances } from './alias-rule.ts';
import type { Naming } from './choose.ts';
import { type Description, isFirstPart } from './described-report.ts';
import { entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { matchesIn, type Reading } from './reading.ts';

/** A part that is called by its number and not by what it is of; of an Act or a book it would be. */
const PART_ALONE =
  /(?<![\p{L}\p{N}])(?<!\b(?:act|bill|section|chapter),? (?:\d{4},? )?)(?:(?:the|this|her|his|its|their) (?<ordinal>first|second) (?:part|half|phase|stage)|part (?<number>one|two|1|2))(?![\p{L}\p{N}]| of(?! (?:the|her|his) (?:review|report)))/giu;

/**
 * `part one`, where the document names one report that has several parts, or one of these, and speaks of no
 * other before; a part that was not out yet is none.
 */
export function partsByNumber(
  reading: Reading,
  namings: readonly Naming[],
  { date, phrases }: Circumstances,
  lexicon: Lexicon,
): Description[] {
  const isNamed = (key: string) => lexicon.formsOf.get(key)?.some((form) => phrases.has(form)) ?? false;
  const [series, ...others] = [...lexicon.partsOf].flatMap(([whole, parts]) => {
    const keys = new Set([whole, ...parts.map(({ entity }) => entityKey(entity))]);
    return [...keys].some(isNamed) ? [{ keys, parts }] : [];
  });
  if (!series || others.length > 0) return [];
  const reports = namings.flatMap(({ end, names: [name] }) =>
    name!.entity.kind === 'report' ? [{ end, key: entityKey(name!.entity) }] : [],
  );
  return matchesIn(reading, PART_ALONE).flatMap(({ index, 0: words, groups }) => {
    const last = reports[countBefore(reports.length, (at) => reports[at]!.end <= index) - 1];
    if (last && !series.keys.has(last.key)) return [];
    const isFirst = isFirstPart((groups!.ordinal ?? groups!.number)!);
    const { entity, published } = series.parts[isFirst ? 0 : 1]!;
    const isOut = !date || published!.date <= date;
    return isOut ? [{ start: index, end: index + words.length, targets: [entity] }] : [];
  });
}
