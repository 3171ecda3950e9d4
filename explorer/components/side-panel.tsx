import { missing } from '../state/details.ts';
import { leave, view } from '../state/view.ts';
import { EntityPanel } from './entity-panel.tsx';
import { RelationPanel } from './relation-panel.tsx';

/** What is looked at, in words: all that the picture shows of it, and more. */
export function SidePanel() {
  const { at } = view.value;
  return (
    <section class="panel" aria-label="What is selected" id="selected" tabIndex={-1}>
      {at === null ? (
        <p class="empty">Nothing is selected. Choose a point or a line of the picture.</p>
      ) : missing.value ? (
        <div class="empty">
          <p>
            There is nothing with the id <code>{at}</code>.
          </p>
          <button type="button" onClick={leave}>
            Start again
          </button>
        </div>
      ) : at.startsWith('relation:') ? (
        <RelationPanel id={at} />
      ) : (
        <EntityPanel id={at} />
      )}
    </section>
  );
}
