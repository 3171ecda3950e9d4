import { lack } from '../state/details.ts';
import { leave, view } from '../state/view.ts';

/** Why nothing is told of what is looked at, or that it is being read. */
export function NotYet() {
  if (lack.value === null) return <p class="empty">Reading …</p>;
  return (
    <div class="empty">
      {lack.value === 'missing' ? (
        <p>
          There is nothing with the id <code>{view.value.at}</code>.
        </p>
      ) : (
        <p>This could not be read.</p>
      )}
      <button type="button" onClick={leave}>
        Start again
      </button>
    </div>
  );
}
