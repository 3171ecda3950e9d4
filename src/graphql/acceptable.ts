import type { Plugin } from 'graphql-yoga';
import { note } from '../telemetry/request.ts';

const CODE = 'NOT_ACCEPTABLE';

/** Tells a client that takes none of the types of an answer which those are. Must come after all that answer in one. */
export function acceptable(): Plugin {
  return {
    onResultProcess({ request, result, resultProcessor, acceptableMediaTypes, setResultProcessor }) {
      if (resultProcessor) return;
      const types = [...new Set(acceptableMediaTypes)];
      const isStream = Symbol.asyncIterator in result;
      const message = `${isStream ? 'A stream' : 'An answer'} is not had as “${request.headers.get('accept')?.slice(0, 100)}”; \
expected \`accept\` to have ${types.length > 1 ? 'one of ' : ''}${types.join(', ')}.`;
      setResultProcessor((refused, { Response }) => {
        note({ code: CODE });
        // A stream that nobody takes ends.
        if (Symbol.asyncIterator in refused) void refused[Symbol.asyncIterator]().return?.();
        const body = JSON.stringify({ errors: [{ message, extensions: { code: CODE } }] });
        return new Response(body, {
          status: 406,
          headers: { 'content-type': 'application/json; charset=utf-8' },
        });
      }, 'application/json');
    },
  };
}
