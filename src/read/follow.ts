import type { Follower } from '../store/bell.ts';
import { unanswered } from '../store/unanswered.ts';
import type { Arrival, Arrivals } from './arrivals.ts';

/**
 * Gives what is stored behind a place, for as long as it is not ended: what is there, and then what comes. Between one
 * thing and the next it holds no more than a stretch of them. A database that does not answer is asked again later.
 */
export async function* follow<A extends Arrival>(
  { behind }: Arrivals<A>,
  from: number,
  { bell, atLeastEvery, ended }: { bell: Follower; atLeastEvery: number; ended: AbortSignal },
): AsyncGenerator<A> {
  let place = from;
  while (!ended.aborted) {
    let more = false;
    try {
      const stretch = await behind(place);
      for (const arrival of stretch.rows) {
        if (ended.aborted) return;
        yield arrival;
      }
      place = stretch.upTo;
      more = stretch.more;
    } catch (error) {
      if (ended.aborted) return;
      if (!unanswered(error)) throw error;
    }
    if (!more) await bell.rung(atLeastEvery, ended);
  }
}
