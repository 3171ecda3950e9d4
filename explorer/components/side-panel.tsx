import { lack } from '../state/details.ts';
import { view } from '../state/view.ts';
import { EntityPanel } from './entity-panel.tsx';
import { NotYet } from './not-yet.tsx';
import { RelationPanel } from './relation-panel.tsx';

/** What is looked at, in words: all that the picture shows of it, and more. */
export function SidePanel() {
  const { at } = view.value;
  return (
    <section class="panel" aria-label="What is selected" id="selected" tabIndex={-1}>
      {at === null ? (
        <p class="empty">Nothing is selected. Choose a point or a line of the picture.</p>
      ) : lack.value ? (
        <NotYet />
      ) : at.startsWith('relation:') ? (
        <RelationPanel id={at} />
      ) : (
        <EntityPanel id={at} />
      )}
    </section>
  );
}
