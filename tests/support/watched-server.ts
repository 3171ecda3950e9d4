import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import type { Database } from '../../src/store/database.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { whenDone } from './ending.ts';
import { seriesIn } from './series.ts';

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

/** A server of a test file's own, with what it logs. Gone when the file is done. */
export async function watchedServer(database: Database, settings: NodeJS.ProcessEnv = {}) {
  const text: string[] = [];
  const log = createLog('info', { write: (line) => text.push(line) });
  const server = await startServer(database, readConfig({ PORT: '0', ...settings }), { log });
  whenDone(() => server.close());
  return {
    ...server,
    /** All that was logged so far, as it was written. */
    logged: () => text.join(''),
    lines: (): Line[] => text.map((line) => JSON.parse(line)),
    /** Posts a query; answers the response. */
    post: (query: string, { headers = {}, variables }: { headers?: object; variables?: object } = {}) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    /** The values of the metrics by series, as `/metrics` gives them. */
    async metrics(): Promise<Map<string, number>> {
      const answer = await fetch(`${server.url}/metrics`);
      return seriesIn(await answer.text());
    },
  };
}
