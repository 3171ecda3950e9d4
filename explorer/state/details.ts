/** What the panel and the years show of the entity or relation looked at. */
import { effect, signal } from '@preact/signals';
import { ask } from '../api/client.ts';
import {
  type EntityCard,
  entityDetails,
  type RelationDetails,
  relationDetails,
  type TimelinePoint,
} from '../api/queries.ts';
import { fault } from './expansions.ts';
import { view } from './view.ts';

/** The entity looked at; null while it is read, or where there is none. */
export const card = signal<EntityCard | null>(null);
/** The relation looked at; null while it is read, or where there is none. */
export const relation = signal<RelationDetails | null>(null);
/** Relations by year, of the entity looked at last. */
export const years = signal<readonly TimelinePoint[]>([]);
/** Whether what is looked at does not exist. */
export const missing = signal(false);

/** Keeps the details in step with what is looked at, and with tries after a fault. */
export function keepDetails(): void {
  let before: AbortController | undefined;
  let known: string | null = null;
  effect(() => {
    const { at } = view.value;
    const failed = fault.value !== null;
    if (at === known || failed) return;
    before?.abort();
    before = new AbortController();
    known = at;
    missing.value = false;
    if (at !== relation.value?.id) relation.value = null;
    if (at !== card.value?.id) card.value = null;
    if (at === null) years.value = [];
    else
      read(at, before.signal).catch((error) => {
        known = null;
        if (error.name !== 'AbortError') fault.value = error;
      });
  });
}

async function read(at: string, signal: AbortSignal): Promise<void> {
  if (at.startsWith('relation:')) {
    const { node } = await ask(relationDetails, { id: at }, signal);
    relation.value = node && 'words' in node ? node : null;
    missing.value = !relation.value;
    if (relation.value) {
      document.title = `${relation.value.source.name} ${relation.value.label} ${relation.value.target.name}`;
    }
  } else {
    const { entity, timeline } = await ask(entityDetails, { id: at }, signal);
    card.value = entity;
    years.value = timeline;
    missing.value = !entity;
    if (entity) document.title = `${entity.name} · Citetrail`;
  }
}
