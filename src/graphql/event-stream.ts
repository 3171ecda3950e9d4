/**
 * Writes streams as server-sent events, as the protocol of GraphQL over SSE has them (`next` with an answer, `complete`
 * at the end), each under its cursor as `id`: so browsers that lose a stream go on where it broke, or began.
 */
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Answer } from './answer.ts';

const TYPE = 'text/event-stream';

/** How often something is sent where nothing happens, in milliseconds: proxies end connections that are silent. */
const BEAT = 15_000;

/** Gives streams to clients that take events. */
export function eventStreams(): Plugin {
  return {
    onResultProcess({ request, result, setResultProcessor }) {
      if (!(Symbol.asyncIterator in result) || !accepts(request)) return;
      const answers = result as AsyncIterable<ExecutionResult>;
      setResultProcessor(
        (_, fetchAPI) =>
          new fetchAPI.Response(eventsOf(answers, fetchAPI.ReadableStream), {
            headers: {
              'content-type': TYPE,
              'cache-control': 'no-cache, no-transform',
              // Some proxies gather answers unless they are told not to.
              'x-accel-buffering': 'no',
            },
          }),
        TYPE,
      );
    },
  };
}

function accepts(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '*/*';
  return accept
    .split(',')
    .some((range) => [TYPE, 'text/*', '*/*'].includes(range.split(';')[0]!.trim().toLowerCase()));
}

function eventsOf(answers: AsyncIterable<ExecutionResult>, Stream: typeof ReadableStream): ReadableStream {
  const iterator = answers[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let beat: NodeJS.Timeout | undefined;
  return new Stream<Uint8Array>({
    start(controller) {
      const comment = () => controller.enqueue(encoder.encode(':\n\n'));
      // At once, so that the client knows that it is connected.
      comment();
      beat = setInterval(comment, BEAT);
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      controller.enqueue(encoder.encode(done ? 'event: complete\ndata:\n\n' : eventOf(value)));
      if (!done) return;
      clearInterval(beat);
      controller.close();
    },
    async cancel() {
      clearInterval(beat);
      await iterator.return?.();
    },
  });
}

function eventOf(answer: Answer): string {
  const cursor = answer.extensions?.cursor;
  const id = typeof cursor === 'string' ? `id: ${cursor}\n` : '';
  // Clients take it for no event, and keep the place.
  if (!('data' in answer || 'errors' in answer)) return `${id}\n`;
  return `${id}event: next\ndata: ${answer.stringify?.() ?? JSON.stringify(answer)}\n\n`;
}
