/** What mutations expect of the texts that they are given. */
import { RequestError } from '../../errors.ts';

const LONGEST_REASON = 500;
const LONGEST_KEY = 200;

/** A reason as the audit log keeps it; throws RequestError for none, or one that is a story. */
export function expectReason(reason: string): string {
  return expectLength('reason', reason.trim(), LONGEST_REASON);
}

export function expectKey(key: string): string {
  return expectLength('idempotencyKey', key, LONGEST_KEY);
}

function expectLength(name: string, text: string, most: number): string {
  if (text.length >= 1 && text.length <= most) return text;
  throw new RequestError(
    'BAD_RANGE',
    `\`${name}\` has ${text.length} characters; expected from 1 to ${most}.`,
  );
}
