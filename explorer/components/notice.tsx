import { useEffect } from 'preact/hooks';
import { Refused, ServerAway } from '../api/client.ts';
import { fault, retry } from '../state/expansions.ts';
import { Said } from './said.tsx';

/** How long until the next try of its own, in milliseconds. */
const AGAIN = 5_000;

/** What went wrong, and what can be done, above the page so that it covers nothing. A server that is away is asked again by itself. */
export function Notice() {
  const error = fault.value;
  const away = error instanceof ServerAway;
  useEffect(() => {
    if (!away) return;
    const waiting = setTimeout(retry, AGAIN);
    return () => clearTimeout(waiting);
  }, [error]);
  if (!error) return null;
  return (
    <div class="notice" role="alert">
      <p>
        {away ? (
          'The server does not answer. What is shown may be incomplete; trying again every few seconds.'
        ) : (
          <Said text={error.message} />
        )}
      </p>
      {error instanceof Refused && !error.retryable ? (
        <button type="button" onClick={putAway}>
          Close
        </button>
      ) : (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

function putAway(): void {
  fault.value = null;
}
