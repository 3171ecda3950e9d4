import { type EntityRef, entityKey } from './gazetteer.ts';

/** What bodies are called once they have been named, by the last word of a name. */
export const CALLED = 'commission|committee|inspectorate|institute|taskforce';

/** The bodies by the last word of their names, of those words that may stand for the whole. */
export function bodiesByNoun(formsOf: ReadonlyMap<string, readonly string[]>, bodies: readonly EntityRef[]) {
  const ends = new RegExp(`(?:^|[ -])(${CALLED})$`, 'iu');
  const called = bodies.flatMap((entity) =>
    (formsOf.get(entityKey(entity)) ?? []).flatMap((text) => {
      const noun = ends.exec(text)?.[1]?.toLowerCase();
      return noun ? [{ entity, noun, text }] : [];
    }),
  );
  return Map.groupBy(called, ({ noun }) => noun);
}
