import { referenceKind } from '../model/edges.ts';
import type { Circumstances, Site } from './alias-rule.ts';
import { entityKey } from './gazetteer.ts';
import type { KnownName } from './lexicon.ts';
import type { Reading } from './reading.ts';

/** Words that name something known. */
export interface Naming {
  /** In the folded text. */
  readonly start: number;
  readonly end: number;
  /** One name per entity: a single one, or several where the rules do not decide between them. */
  readonly names: readonly KnownName[];
}

/**
 * Settles which words name what, in the order of the text. Longer names come first and swallow what
 * overlaps them, except that authors, organisations and policies also count inside the name of a report
 * or post.
 */
export function choose(reading: Reading, circumstances: Circumstances): Naming[] {
  const candidates = candidatesIn(reading, circumstances);
  if (candidates.length === 0) return [];
  // Per place in the text: which chosen naming stands there, numbered from 1. A candidate is no longer
  // than any chosen before it, so that an overlap always shows at one of its ends.
  const cited = new Uint32Array(reading.folded.length);
  const mentioned = new Uint32Array(reading.folded.length);
  const chosen = new Set<Naming>();
  for (const naming of candidates.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const { start, end, names } = naming;
    const cites = names.every(({ entity }) => referenceKind(entity.kind) === 'cites');
    if (mentioned[start] || mentioned[end - 1]) continue;
    if (cites ? cited[start] || cited[end - 1] : cited[start] !== cited[end - 1]) continue;
    chosen.add(naming);
    (cites ? cited : mentioned).fill(chosen.size, start, end);
  }
  return candidates.filter((naming) => chosen.has(naming));
}

/** Every stretch of words that names something by the rules, before overlaps are settled. */
function candidatesIn({ folded, occurrences }: Reading, circumstances: Circumstances): Naming[] {
  const candidates: Naming[] = [];
  for (let first = 0, next = 0; first < occurrences.length; first = next) {
    const { start, end } = occurrences[first]!;
    const site = { text: folded, start, end, ...circumstances };
    const names: KnownName[] = [];
    for (; occurrences[next]?.start === start && occurrences[next]!.end === end; next++)
      for (const name of occurrences[next]!.form.names) if (name.rule.holds(site)) names.push(name);
    if (names.length === 0 && site.date === null)
      names.push(...undated(occurrences.slice(first, next), site));
    if (names.length > 0) candidates.push({ start, end, names: mostSpecific(names) });
  }
  return candidates;
}

/** The reports that words may name in a document of unknown date; none where that is one alone, which may have come later. */
function undated(occurrences: Reading['occurrences'], site: Site): KnownName[] {
  const names = occurrences.flatMap(({ form }) => form.names);
  const possible = names.filter(
    ({ entity, rule }) =>
      entity.kind === 'report' && rule.someDay !== null && rule.holds({ ...site, date: rule.someDay }),
  );
  return new Set(possible.map(({ entity }) => entityKey(entity))).size > 1 ? possible : [];
}

function lengthOf({ start, end }: Naming): number {
  return end - start;
}

/** Of the names for the same words, those whose rules set the most conditions: per entity the one that is surest. */
function mostSpecific(names: readonly KnownName[]): readonly KnownName[] {
  if (names.length === 1) return names;
  const most = names.reduce((conditions, { rule }) => Math.max(conditions, rule.conditions), 0);
  const best = names.filter(({ rule }) => rule.conditions === most);
  const surestLast = [
    ...best.filter(({ rule }) => rule.contextual),
    ...best.filter(({ rule }) => !rule.contextual),
  ];
  return [...new Map(surestLast.map((name) => [entityKey(name.entity), name])).values()];
}
