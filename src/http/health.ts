/** What those who run the server ask of it: whether the process lives, and whether it can answer. */
import type { ServerResponse } from 'node:http';
import { sql } from 'drizzle-orm';
import type { Statements } from '../store/database.ts';
import { waitFor } from './patience.ts';
import type { Route } from './routes.ts';

/** How long the database may take to say that it is there, in milliseconds. */
const PATIENCE = 1_000;

/** `/livez` as long as the process answers at all, `/readyz` as long as the database answers too and it is not told to stop. */
export function healthRoutes(statements: Statements, stopping: AbortSignal): Route[] {
  return [
    { path: '/livez', answer: (_request, response) => say(response, 200, 'alive') },
    {
      path: '/readyz',
      async answer(_request, response) {
        if (stopping.aborted) say(response, 503, 'The server is stopping.');
        else if (await answers(statements)) say(response, 200, 'ready');
        else say(response, 503, 'The database does not answer.');
      },
    },
  ];
}

function answers(statements: Statements): Promise<boolean> {
  const asked = statements.execute(sql`/* ready */ select from edge_rules limit 1`);
  return waitFor(
    asked.then(() => true),
    PATIENCE,
    false,
  );
}

function say(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(`${words}\n`);
}
