/**
 * Stops a server without breaking answers off. Node's own `close` takes a connection for idle, and closes it, as soon
 * as an answer is handed over, sent or not.
 */
import type { RequestListener, ServerResponse } from 'node:http';
import { Server as NetServer, type Server, type Socket } from 'node:net';

/** The connections of a server, and what is being answered over them. */
export class Stopping {
  readonly #stopped = new AbortController();
  readonly #connections = new Set<Socket>();
  readonly #answering = new Map<ServerResponse, Socket>();
  #isClosing = false;

  /** Is aborted once the server is told to stop: what would go on for ever ends then. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Lets `answer` answer, and knows of it until its last byte is sent. */
  watching(answer: RequestListener): RequestListener {
    return (request, response) => {
      this.#answering.set(response, request.socket);
      response.shouldKeepAlive &&= !this.signal.aborted;
      response.once('close', () => {
        this.#answering.delete(response);
        if (this.#isClosing) this.#closeIdle();
      });
      return answer(request, response);
    };
  }

  /** Says so to whoever asks, goes on for `drain` milliseconds, and then gives answers `grace` more to finish. */
  async stop(server: Server, { drain, grace }: { drain: number; grace: number }): Promise<void> {
    this.#stopped.abort();
    for (const response of this.#answering.keys()) response.shouldKeepAlive = false;
    if (drain > 0) await new Promise((resolve) => setTimeout(resolve, drain));
    this.#isClosing = true;
    await new Promise<void>((resolve) => {
      NetServer.prototype.close.call(server, () => resolve());
      this.#closeIdle();
      setTimeout(() => {
        for (const connection of this.#connections) connection.destroy();
      }, grace).unref();
    });
  }

  /** Must be told of the server before it listens. */
  knowConnectionsOf(server: Server): void {
    server.on('connection', (connection) => {
      this.#connections.add(connection);
      connection.once('close', () => this.#connections.delete(connection));
    });
  }

  #closeIdle(): void {
    const busy = new Set(this.#answering.values());
    for (const connection of this.#connections) if (!busy.has(connection)) connection.destroySoon();
  }
}
