/** Whom a pronoun means, as far as it can be told from who is named before it. */
import { countBefore } from '../parse/bisection.ts';
import type { Span } from '../parse/span.ts';
import type { EntityRef } from './gazetteer.ts';
import { mayNameSomebody } from './people.ts';

/** How far back the person or the body stands that a pronoun means, in characters. */
const PRONOUN_REACH = { person: 600, body: 200 } as const;
/** How far ahead a sentence names whom its pronoun meant, in characters. */
const REACH_AHEAD = 200;
const SENTENCE_END = /[.!?]["'”’)]* /;

/** Words that mean somebody: one, or several between whom it is left open. */
export interface Named extends Span {
  readonly entities: readonly EntityRef[];
}

/** The last body named, nearby. */
export function bodyMeant({ start }: Span, bodies: readonly Named[]): Named | null {
  const last = bodies[endingBefore(start, bodies) - 1];
  return last && start - last.end <= PRONOUN_REACH.body ? last : null;
}

/**
 * The last person named; where nobody was yet, whom the same sentence goes on to name; nobody where it may be somebody
 * unknown. What is known in the text has to be blanked out.
 */
export function personMeant(
  pronoun: string,
  { start, end }: Span,
  text: string,
  people: readonly Named[],
): Named | null {
  const count = endingBefore(start, people);
  const [last, next] = [people[count - 1], people[count]];
  if (last && start - last.end <= PRONOUN_REACH.person) {
    const since = text.slice(last.end, start);
    const isOther = pronoun === 'whose' ? !/^,? ?$/.test(since) : mayNameSomebody(since);
    return isOther ? null : last;
  }
  if (pronoun === 'whose' || !next || next.start - end > REACH_AHEAD) return null;
  const ahead = text.slice(end, next.start);
  const before = text.slice(Math.max(0, start - PRONOUN_REACH.person), start);
  return SENTENCE_END.test(ahead) || mayNameSomebody(before) || mayNameSomebody(ahead) ? null : next;
}

/** How many of these, which stand in the order of the text, end before a place. */
function endingBefore(place: number, named: readonly Named[]): number {
  return countBefore(named.length, (at) => named[at]!.end <= place);
}
