import type { RequestListener } from 'node:http';

/**
 * Lets `answer` answer as long as its client takes something of it now and then: one that takes nothing for so many
 * seconds, and up to as many again, loses its connection. Where there is nothing to take, as while the answer is read,
 * nobody is waited for.
 */
export function whileTaken(seconds: number, answer: RequestListener): RequestListener {
  return (request, response) => {
    response.setTimeout(seconds * 1_000, () => {
      if (request.socket.writableLength > 0) request.socket.destroy();
    });
    return answer(request, response);
  };
}
