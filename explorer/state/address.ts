/**
 * What is looked at, as it stands in the address of the page: reloading, going back and sharing a link all
 * show the same. Everything that is as it is by default stays out.
 */
import type { EntityKind, RelationKind } from '../api/queries.ts';

/** What is looked at. */
export interface View {
  /** The entity or relation that the panel shows, by id; null at the start. */
  readonly at: string | null;
  /** Entities whose neighbours are drawn, with how many pages of their relations. */
  readonly open: ReadonlyMap<string, number>;
  /** Entities that were dismissed from the picture. */
  readonly gone: readonly string[];
  /** Kinds of relation that are switched off. */
  readonly without: readonly RelationKind[];
  /** Kinds of entity that are switched off. */
  readonly hidden: readonly EntityKind[];
  /** The least confidence of a relation, 0 to 1. */
  readonly confidence: number;
  /** First and last year, where time is narrowed. */
  readonly years: readonly [number, number] | null;
}

export const START: View = {
  at: null,
  open: new Map(),
  gone: [],
  without: [],
  hidden: [],
  confidence: 0,
  years: null,
};

/** The most pages of relations that an address may ask for at once. */
const MOST_PAGES = 400;

/** What an address says; what it says badly is left out. */
export function readAddress(query: string): View {
  const found = new URLSearchParams(query);
  const open = found.getAll('open').map((entry): [string, number] => {
    const [id = '', pages] = entry.split('~');
    return [id, Math.min(MOST_PAGES, Math.max(1, Number.parseInt(pages ?? '1', 10) || 1))];
  });
  const confidence = Number(found.get('confidence') ?? 0);
  const years = /^(\d{4})-(\d{4})$/.exec(found.get('years') ?? '');
  return {
    at: found.get('at'),
    open: new Map(open.filter(([id]) => id !== '')),
    gone: found.getAll('gone'),
    without: words(found.get('without')) as RelationKind[],
    hidden: words(found.get('hide')) as EntityKind[],
    confidence: confidence > 0 && confidence <= 1 ? confidence : 0,
    years: years && years[1]! <= years[2]! ? [Number(years[1]), Number(years[2])] : null,
  };
}

/** The query of the address that says this, with its question mark; empty for the start. */
export function writeAddress(view: View): string {
  const said = new URLSearchParams();
  if (view.at) said.set('at', view.at);
  for (const [id, pages] of view.open) said.append('open', pages > 1 ? `${id}~${pages}` : id);
  for (const id of view.gone) said.append('gone', id);
  if (view.without.length > 0) said.set('without', view.without.join(' ').toLowerCase());
  if (view.hidden.length > 0) said.set('hide', view.hidden.join(' ').toLowerCase());
  if (view.confidence > 0) said.set('confidence', String(view.confidence));
  if (view.years) said.set('years', view.years.join('-'));
  // Colons, slashes and tildes may stand in a query as they are, and an id is easier to read with them.
  const text = said.toString().replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%7E', '~');
  return text && `?${text}`;
}

const words = (text: string | null) => (text ? (text.toUpperCase().match(/\w+/g)?.slice() ?? []) : []);
