/** What the panel and the years show of the entity or relation looked at. */
import { effect, signal } from '@preact/signals';
import { ask, isNoId, Refused } from '../api/client.ts';
import {
  type EntityCard,
  entityDetails,
  type RelationDetails,
  relationDetails,
  type TimelinePoint,
} from '../api/queries.ts';
import { nameOf } from '../words.ts';
import { fault } from './expansions.ts';
import { view } from './view.ts';

/** The entity looked at; null while it is read, or where there is none. */
export const card = signal<EntityCard | null>(null);
/** The relation looked at; null while it is read, or where there is none. */
export const relation = signal<RelationDetails | null>(null);
/** Relations by year, of the entity looked at last. */
export const years = signal<readonly TimelinePoint[]>([]);
/** Why nothing is told of what is looked at: there is no such thing, or it could not be read. */
export const lack = signal<'missing' | 'unread' | null>(null);

/** Keeps the details in step with what is looked at, and with tries after a fault. */
export function keepDetails(): void {
  let before: AbortController | undefined;
  let known: string | null = null;
  let again = false;
  effect(() => {
    const { at } = view.value;
    const failed = fault.value !== null;
    if (at === known && (failed || !again)) return;
    before?.abort();
    before = new AbortController();
    known = at;
    again = false;
    lack.value = null;
    if (at !== relation.value?.id) relation.value = null;
    if (at !== card.value?.id) card.value = null;
    if (at === null) years.value = [];
    else
      read(at, before.signal).catch((error) => {
        if (error.name === 'AbortError') return;
        lack.value = isNoId(error) ? 'missing' : 'unread';
        if (lack.value === 'missing') return;
        // What the server will refuse again is not asked for again.
        again = !(error instanceof Refused) || error.retryable;
        fault.value = error;
      });
  });
}

async function read(at: string, signal: AbortSignal): Promise<void> {
  if (at.startsWith('relation:')) {
    const { node } = await ask(relationDetails, { id: at }, signal);
    relation.value = node && 'words' in node ? node : null;
    lack.value = relation.value ? null : 'missing';
    if (relation.value) {
      const { source, label, target } = relation.value;
      document.title = `${nameOf(source)} ${label} ${nameOf(target)}`;
    }
  } else {
    const { entity, timeline } = await ask(entityDetails, { id: at }, signal);
    card.value = entity;
    years.value = timeline;
    lack.value = entity ? null : 'missing';
    if (entity) document.title = `${nameOf(entity)} · Citetrail`;
  }
}
