import { useEffect } from 'preact/hooks';
import { ServerAway } from '../api/client.ts';
import { fault, retry } from '../state/expansions.ts';

/** How long until the next try of its own, in milliseconds. */
const AGAIN = 5_000;

/** What went wrong, and what can be done. A server that is away is asked again by itself. */
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
        {away
          ? 'The server does not answer. What is shown may be incomplete; trying again every few seconds.'
          : error.message}
      </p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
