/** The view as the page holds it: every change goes through `show`, which keeps the address in step. */
import { effect, signal } from '@preact/signals';
import { readAddress, START, type View, writeAddress } from './address.ts';

export const view = signal<View>(readAddress(location.search));

addEventListener('popstate', () => {
  view.value = readAddress(location.search);
});

/** Changes the view. A step that one would go back over is pushed; a movement, as of a slider, replaces. */
export function show(change: Partial<View>, step: 'push' | 'replace' = 'push'): void {
  view.value = { ...view.value, ...change };
  const address = location.pathname + writeAddress(view.value);
  if (address === location.pathname + location.search) return;
  history[step === 'push' ? 'pushState' : 'replaceState'](null, '', address);
}

/** Begins anew around an entity. Filters stay. */
export function begin(id: string): void {
  show({ at: id, open: new Map([[id, 1]]), gone: [] });
}

/** Adds an entity and its neighbours to what is drawn. */
export function expand(id: string): void {
  const { open, gone } = view.value;
  show({ at: id, open: new Map([...open, [id, 1]]), gone: gone.filter((other) => other !== id) });
}

/** Takes the neighbours of an entity away again. */
export function collapse(id: string): void {
  show({ open: new Map([...view.value.open].filter(([other]) => other !== id)) });
}

/** Follows the cursor of an entity's relations by one page, or by as many as are asked for. */
export function more(id: string, pages = 1): void {
  const { open } = view.value;
  show({ open: new Map([...open, [id, (open.get(id) ?? 1) + pages]]) }, 'replace');
}

/** Shows an entity or a relation in the panel. */
export function inspect(id: string): void {
  const { gone } = view.value;
  show({ at: id, gone: gone.filter((other) => other !== id) });
}

/** Takes an entity out of the picture. */
export function dismiss(id: string): void {
  const { at, gone, open } = view.value;
  const left = [...open].filter(([other]) => other !== id);
  show({ at: at === id ? (left.at(-1)?.[0] ?? null) : at, open: new Map(left), gone: [...gone, id] });
}

/** Leaves only one entity, with its neighbours. */
export function dismissOthers(id: string): void {
  show({ at: id, open: new Map([[id, view.value.open.get(id) ?? 1]]), gone: [] });
}

/** Goes back to the beginning. */
export const leave = () => show({ ...START, open: new Map() });

/** Switches something on or off in a list of what is off. */
export function toggled<Kind>(off: readonly Kind[], kind: Kind): Kind[] {
  return off.includes(kind) ? off.filter((other) => other !== kind) : [...off, kind];
}

effect(() => {
  const { at } = view.value;
  if (!at) document.title = 'Citetrail';
});
