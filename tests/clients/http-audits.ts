import { serverAudits } from 'graphql-http';
import type { Gate } from './gate.ts';

/** GraphQL over HTTP: every audit that graphql-http has, what it only recommends included. */
export function httpAudits(url: string): Gate {
  return {
    title: 'GraphQL over HTTP',
    findings: () =>
      Promise.all(
        serverAudits({ url }).map(async ({ id, name, fn }) => {
          const result = await fn();
          // An answer that nobody read would keep its connection, and with it the server, open.
          if ('response' in result && !result.response.bodyUsed) await result.response.body?.cancel();
          return {
            name: `${id} ${name}`,
            ...('reason' in result && { fault: `${result.status}: ${result.reason}` }),
          };
        }),
      ),
  };
}
