/** How large an answer may be. What one statement answers is measured by the database; here is measured what is not. */
import type { ExecutionArgs } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { TooLargeError } from '../errors.ts';
import { type Answer, answerOf } from './answer.ts';

/** Refuses answers whose data have more bytes as JSON than that. */
export function answerSize(most: number): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn(async (args: ExecutionArgs) => upTo(most, (await executeFn(args)) as Answer)),
  };
}

/** The answer, or that it is too large. */
export function upTo(most: number, answer: Answer): Answer {
  if (answer.json !== undefined) return answer;
  if (answer.errors?.some(({ originalError }) => originalError instanceof TooLargeError))
    return tooLarge(most);
  if (!answer.data) return answer;
  if (!isUpTo(most, answer.data)) return tooLarge(most);
  const json = JSON.stringify(answer.data);
  if (Buffer.byteLength(json) > most) return tooLarge(most);
  // Written once is enough.
  return answer.errors ? answer : answerOf(json, answer.extensions);
}

function tooLarge(most: number): Answer {
  const originalError = new TooLargeError(most);
  return { data: null, errors: [new GraphQLError(originalError.message, { originalError })] };
}

/** Whether a value may have so few bytes: JSON is not written of what has many times as many. */
function isUpTo(most: number, value: object): boolean {
  let left = most;
  const take = (one: unknown): boolean => {
    left -= typeof one === 'string' ? one.length + 2 : 1;
    if (left < 0 || typeof one !== 'object' || one === null) return left >= 0;
    if (Array.isArray(one)) return one.every(take);
    return Object.entries(one).every(([name, value]) => {
      left -= name.length + 3;
      return take(value);
    });
  };
  return take(value);
}
