import type { Span } from '../parse/span.ts';
import type { Circumstances } from './alias-rule.ts';
import { CALLED } from './called-body.ts';
import type { Naming } from './choose.ts';
import { CONFIDENCE } from './confidence.ts';
import { type Finding, findingIn } from './finding.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { matchesIn, type Reading } from './reading.ts';

const AGAIN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:the|this|that) (?<noun>${CALLED})(?![\p{L}\p{N}-])(?! (?:of|on|for|stage|room|member)(?!\p{L}))`,
  'giu',
);

/** A body that a text calls by what it is: `the committee`. */
export interface BodyMeant extends Span {
  readonly entity: EntityRef;
}

/** Where a text calls a body by what it is, and the document names only one of the sort; in no order. */
export function bodiesMeant(reading: Reading, { phrases }: Circumstances, { bodies }: Lexicon): BodyMeant[] {
  const meant = new Map<string, EntityRef | null>();
  return matchesIn(reading, AGAIN).flatMap(({ index, 0: words, groups }) => {
    const noun = groups!.noun!.toLowerCase();
    if (!meant.has(noun)) meant.set(noun, onlyNamed(bodies.get(noun) ?? [], phrases));
    const entity = meant.get(noun);
    return entity ? [{ entity, start: index, end: index + words.length }] : [];
  });
}

/** One `mentions` for each body that a text calls by what it is, and nowhere by name. */
export function mentionedAgain(
  reading: Reading,
  namings: readonly Naming[],
  again: readonly BodyMeant[],
): Finding[] {
  const named = new Set(namings.flatMap(({ names }) => names.map(({ entity }) => entityKey(entity))));
  const first = new Map(again.toReversed().map((place) => [entityKey(place.entity), place]));
  return [...first].flatMap(([key, place]) =>
    named.has(key)
      ? []
      : findingIn(reading, place, [place.entity], { kind: 'mentions', confidence: CONFIDENCE.anaphora }),
  );
}

function onlyNamed(
  bodies: readonly { readonly entity: EntityRef; readonly text: string }[],
  phrases: ReadonlySet<string>,
): EntityRef | null {
  const named = bodies.filter(({ text }) => phrases.has(text));
  const [first, ...others] = new Map(named.map(({ entity }) => [entityKey(entity), entity])).values();
  return first && others.length === 0 ? first : null;
}
