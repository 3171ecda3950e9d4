import { referenceKind } from '../model/edges.ts';
import type { Link } from '../parse/document.ts';
import type { Span } from '../parse/span.ts';
import type { Naming } from './choose.ts';
import { CONFIDENCE } from './confidence.ts';
import { type Finding, finding, findingIn } from './finding.ts';
import { type EntityRef, entityKey } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { type Location, locationOf } from './web-address.ts';

/** One reference for each stretch of words that names something. */
export function named(reading: Reading, namings: readonly Naming[], lexicon: Lexicon): Finding[] {
  return namings.flatMap((naming) => {
    const targets = meantBy(entitiesOf(naming), lexicon);
    const kind = referenceKind(targets[0]!.kind);
    return findingIn(reading, naming, targets, { kind, confidence: CONFIDENCE[ground(reading, naming)] });
  });
}

/** What a name means that could mean several things: the whole of which all of them are parts, if there is one. */
function meantBy(entities: readonly EntityRef[], { partsOf }: Lexicon): readonly EntityRef[] {
  if (entities.length < 2) return entities;
  for (const parts of partsOf.values()) {
    const keys = new Set(parts.map(({ entity }) => entityKey(entity)));
    if (entities.every((entity) => keys.has(entityKey(entity)))) return [parts[0]!.series!];
  }
  return entities;
}

/** One `reproduces` for each title that stands above its own text. */
export function reproduced(reading: Reading, titles: readonly Naming[]): Finding[] {
  return titles.flatMap((naming) =>
    findingIn(reading, naming, entitiesOf(naming), {
      kind: 'reproduces',
      confidence: CONFIDENCE.reproduction,
    }),
  );
}

/** One `cites` for each web address, as text or behind a link, at which a known report or post is found. */
export function linked({ passage, addresses }: Reading, links: readonly Link[], lexicon: Lexicon): Finding[] {
  const written = addresses.map(({ start, end, location }) => ({
    location,
    span: passage.onPage(start, end),
  }));
  const behind = links.map(({ url, span }) => ({ location: locationOf(url), span }));
  const places = new Set(behind.map(({ span, location }) => placeOf(location, span)));
  return [...written.filter(({ span, location }) => !places.has(placeOf(location, span))), ...behind].flatMap(
    ({ location, span }) =>
      finding(location ? foundAt(location, lexicon) : [], span, {
        kind: 'cites',
        method: 'link',
        confidence: CONFIDENCE.link,
      }),
  );
}

/** An address that is written out and is a link as well is one place. */
function placeOf(location: Location | null, span: Span | null): string {
  return `${location?.page} ${span?.start}`;
}

/** The reports and posts at an address: of those on its page, the ones whose query parameters it has most of. */
function foundAt(location: Location, { addresses }: Lexicon): EntityRef[] {
  const known = (addresses.get(location.page) ?? []).filter(
    ({ entity, location: { query } }) =>
      referenceKind(entity.kind) === 'cites' &&
      [...query].every(([key, value]) => location.query.getAll(key).includes(value)),
  );
  const most = known.reduce((size, { location: { query } }) => Math.max(size, query.size), 0);
  return known.filter(({ location: { query } }) => query.size === most).map(({ entity }) => entity);
}

function entitiesOf({ names }: Naming): EntityRef[] {
  return names.map(({ entity }) => entity);
}

/** By what sort of name something is named. */
function ground({ folded }: Reading, { start, end, names }: Naming) {
  if (names.some(({ rule }) => rule.contextual)) return 'inContext';
  return folded.text.slice(start, end).includes(' ') ? 'severalWords' : 'oneWord';
}
