import { entityKey, type KnownReport, type Name } from './gazetteer.ts';

/** What parts the main title of a report from what it is about. */
const SUBTITLE = /^(?:The )?(.{4,60}?): \S/u;
/** A word that begins with a small letter in titles too. */
const SMALL_WORD = /^(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|the|to|with)$/u;

/**
 * The main titles of reports that have a subtitle, each counting where the name of one who wrote or published the
 * report stands in the document: `Off Track`. Only titles of several words, all with capitals, that are no other
 * name and of no two reports.
 */
export function mainTitles(names: readonly Name[], reports: readonly KnownReport[]): Name[] {
  const taken = new Set(names.map(({ text }) => alike(text)));
  const named = Map.groupBy(names, ({ entity }) => entityKey(entity));
  const titled = reports.flatMap(({ entity, authors, publishers }) => {
    const owners = [...authors, ...publishers].flatMap((owner) => named.get(entityKey(owner)) ?? []);
    const phrases = owners.filter(({ rule }) => Object.keys(rule).length === 0).map(({ text }) => text);
    const titles = (named.get(entityKey(entity)) ?? []).flatMap(({ text }) => SUBTITLE.exec(text)?.[1] ?? []);
    return phrases.length === 0
      ? []
      : [...new Set(titles)]
          .filter((text) => isTitle(text) && !taken.has(alike(text)))
          .map((text): Name => ({ entity, text, rule: { with: [...new Set(phrases)] } }));
  });
  return [...Map.groupBy(titled, ({ text }) => alike(text)).values()].flatMap((same) =>
    same.length === 1 ? same : [],
  );
}

function isTitle(text: string): boolean {
  const words = text.split(' ');
  return words.length > 1 && words.every((word) => SMALL_WORD.test(word) || /^[\p{Lu}\p{N}]/u.test(word));
}

/** A title as it is compared with others: in any case, with an article or without. */
function alike(text: string): string {
  return text.toLowerCase().replace(/^the /, '');
}
