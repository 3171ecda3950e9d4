/**
 * The relations that are here: for every entity that is open or looked at, as many pages as the view says,
 * under the view's conditions. What was read stays shown until what replaces it has come.
 */
import { batch, effect, signal } from '@preact/signals';
import { ask, isNoId, ServerAway } from '../api/client.ts';
import { type EntityLine, presence, type RelationRow, relationsOf } from '../api/queries.ts';
import { type Conditions, conditionsOf } from './filter.ts';
import { view } from './view.ts';

/** How many relations one page of an expansion has. */
export const PAGE = 40;
/** How many pages are asked for at once, where several are wanted: the API gives 100 rows at most. */
const AT_ONCE = 2;
/** How long what was read is kept before more is shown, in milliseconds. */
const SHOWING = 1_000;

/** What is known of an entity's relations. */
export interface Expansion {
  readonly entity: EntityLine;
  readonly rows: readonly RelationRow[];
  /** How many there are in all, under the conditions it was read under. */
  readonly total: number;
  /** How many of each kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly cursor: string | null;
  readonly pages: number;
  /** The conditions it was read under. */
  readonly under: string;
}

/** By entity. Absent while first read; null where there is no such entity. */
export const expansions = signal<ReadonlyMap<string, Expansion | null>>(new Map());
/** Entities whose relations are being read. */
export const busy = signal<ReadonlySet<string>>(new Set());
/** What went wrong last, until a reading succeeds or it is put away. */
export const fault = signal<Error | null>(null);

const reading = new Map<string, AbortController>();

/** Reads again what could not be read, once the server answers; until then the fault stands. */
export async function retry(): Promise<void> {
  try {
    await ask(presence, {});
    fault.value = null;
    readWanted();
  } catch (error) {
    fault.value = error as Error;
  }
}

/** What the view needs: entities with pages. */
function wanted(): Map<string, number> {
  const { at, open } = view.value;
  const pages = new Map(open);
  if (at && !at.startsWith('relation:') && !pages.has(at)) pages.set(at, 1);
  return pages;
}

function readWanted(): void {
  const conditions = conditionsOf(view.value);
  const under = JSON.stringify(conditions);
  const ids = wanted();
  for (const [id, controller] of reading) {
    if (!ids.has(id)) controller.abort();
  }
  for (const [id, pages] of ids) {
    const held = expansions.value.get(id);
    if (held === null) continue;
    const enough = held && held.under === under && (held.pages >= pages || held.cursor === null);
    if (!enough) void read(id, pages, conditions, under);
  }
}

async function read(id: string, pages: number, conditions: Conditions, under: string): Promise<void> {
  reading.get(id)?.abort();
  const controller = new AbortController();
  reading.set(id, controller);
  busy.value = new Set([...busy.value, id]);
  try {
    let held = expansions.value.get(id) ?? undefined;
    if (held?.under !== under) held = undefined;
    let shown = Number.NEGATIVE_INFINITY;
    while (!held || (held.pages < pages && held.cursor !== null)) {
      const next = await nextPages(id, held, pages, conditions, under, controller.signal);
      const last = !next || next.pages >= pages || next.cursor === null;
      // Of many pages not each is shown by itself: that would cost more than reading them.
      if (last || performance.now() - shown > SHOWING) {
        set(id, next);
        shown = performance.now();
      }
      if (!next) break;
      held = next;
    }
    fault.value = null;
  } catch (error) {
    if (controller.signal.aborted) return;
    if (isNoId(error)) set(id, null);
    else fault.value = error instanceof Error ? error : new ServerAway(String(error));
  } finally {
    if (reading.get(id) === controller) {
      reading.delete(id);
      busy.value = new Set([...busy.value].filter((other) => other !== id));
    }
  }
}

async function nextPages(
  id: string,
  held: Expansion | undefined,
  pages: number,
  conditions: Conditions,
  under: string,
  signal: AbortSignal,
): Promise<Expansion | null> {
  const asked = Math.min(AT_ONCE, pages - (held?.pages ?? 0));
  const page = { id, first: asked * PAGE, after: held?.cursor ?? null };
  const { entity } = await ask(relationsOf, { ...page, ...conditions }, signal);
  if (!entity) return null;
  const { nodes, totalCount, groupBy, pageInfo } = entity.relations;
  return {
    entity,
    rows: [...(held?.rows ?? []), ...nodes],
    total: totalCount,
    kinds: new Map(groupBy.map(({ keys, count }) => [keys[0]!, count])),
    cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    pages: (held?.pages ?? 0) + asked,
    under,
  };
}

function set(id: string, expansion: Expansion | null): void {
  batch(() => {
    expansions.value = new Map([...expansions.value, [id, expansion]]);
  });
}

/** Keeps what is here in step with the view. A slider that moves is waited for. */
export function keepReading(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let known = '';
  effect(() => {
    const under = JSON.stringify(conditionsOf(view.value));
    clearTimeout(waiting);
    waiting = setTimeout(readWanted, known === '' || under === known ? 0 : 150);
    known = under;
  });
}
