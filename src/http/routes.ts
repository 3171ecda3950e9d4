/** Finds who answers a request, by its path. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { note } from '../telemetry/request.ts';

/** Answers requests for a path. */
export interface Route {
  /** The whole path, or the beginning of many when it ends with `/` (`/` alone is only itself). */
  readonly path: string;
  /** What requests may do, `GET` and with it `HEAD` where nothing is said; `*` leaves it to the answer. */
  readonly methods?: readonly string[] | '*';
  /** May throw, or give a promise that fails: the client then gets an answer that says no more than that. */
  answer(request: IncomingMessage, response: ServerResponse): unknown;
}

const READING = ['GET', 'HEAD'];

/**
 * A request listener that gives each request to the first route whose path it has. Paths that no route has
 * are answered by `missing`; faults of routes are told to `fault`.
 */
export function dispatch(
  routes: readonly Route[],
  missing: Route['answer'],
  fault: (error: unknown) => void,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const path = pathOf(request);
      const route = routes.find((candidate) => covers(candidate.path, path));
      if (route) note({ route: route.path });
      const methods = route?.methods ?? READING;
      if (!route) await missing(request, response);
      else if (methods !== '*' && !methods.includes(request.method ?? '')) refuse(response, methods);
      else await route.answer(request, response);
    } catch (error) {
      fault(error);
      if (response.headersSent) response.destroy();
      else
        response.writeHead(500, { 'content-type': 'text/plain' }).end('The server has a fault. Try again.\n');
    }
  };
}

/** The path that a request asks for, without its query; not decoded. */
export const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?', 1)[0]!;

const covers = (path: string, asked: string) =>
  path === asked || (path.endsWith('/') && path !== '/' && asked.startsWith(path));

function refuse(response: ServerResponse, methods: readonly string[]): void {
  response
    .writeHead(405, { allow: methods.join(', '), 'content-type': 'text/plain' })
    .end(`This address answers ${methods.join(' and ')} only.\n`);
}
