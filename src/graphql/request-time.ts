/**
 * How long a request may take. When its time is over or its client goes away, its statements are ended and what it did
 * not finish writing is undone. Who wrote something that stays is told so, however late.
 */
import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { Work } from '../store/work.ts';

type Context = YogaInitialContext & { readonly res?: ServerResponse };

/** Answers operations within so many milliseconds, or says that it could not. */
export function requestTime(most: number): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn((args) => within(most, (args.contextValue as Context).res, () => executeFn(args))),
  };
}

/** Does something within so many milliseconds; gives it up after that, and when the response is closed. */
export function within<T>(most: number, response: ServerResponse | undefined, answer: () => T | Promise<T>) {
  const work = new Work();
  const gone = () => work.giveUp();
  response?.once('close', gone);
  return new Promise<T | { errors: GraphQLError[] }>((resolve, reject) => {
    const timer = setTimeout(() => {
      work.giveUp();
      if (work.isKept) return;
      const message = `The answer took more than ${most} ms; expected a question that takes less.`;
      resolve({ errors: [new GraphQLError(message, { extensions: { code: 'TIMEOUT', allowed: most } })] });
    }, most);
    Promise.resolve(work.do(answer))
      .finally(() => {
        clearTimeout(timer);
        response?.off('close', gone);
      })
      .then(resolve, reject);
  });
}
