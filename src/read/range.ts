import { RequestError } from '../errors.ts';

/** Throws RequestError with BAD_RANGE unless a number that a client gave lies between two others, both allowed. */
export function expectRange(name: string, found: number, least: number, most: number): void {
  if (found < least || found > most) {
    throw new RequestError('BAD_RANGE', `\`${name}\` is ${found}; expected ${least} to ${most}.`);
  }
}
