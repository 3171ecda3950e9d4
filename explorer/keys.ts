/** Keys that work wherever nothing is typed. */
import { collapse, dismiss, expand, view } from './state/view.ts';

const KEYS: Record<string, () => void> = {
  '/': () => document.getElementById('search')?.focus(),
  e: () => withEntity((id) => (view.value.open.has(id) ? collapse(id) : expand(id))),
  x: () => withEntity(dismiss),
};

function withEntity(act: (id: string) => void): void {
  const { at } = view.value;
  if (at && !at.startsWith('relation:')) act(at);
}

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    if (target instanceof HTMLInputElement && target.type === 'text') return;
    const act = KEYS[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
