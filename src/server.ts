import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiSettings, type Config } from './config.ts';
import { ConfigError } from './errors.ts';
import type { FaultLog } from './graphql/errors.ts';
import { createGraphQLHandler } from './graphql/yoga.ts';
import { createExportHandler } from './server/exports.ts';
import type { Database } from './store/database.ts';

/** How long answers under way may take to finish once the server is told to stop, in milliseconds. */
const GRACE = 5_000;

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Lets answers under way finish, for five seconds at most, and stops. */
  close(): Promise<void>;
}

/** Serves the graph over HTTP; throws ConfigError when the port cannot be had. */
export async function startServer(database: Database, config: Config): Promise<RunningServer> {
  const log: FaultLog = (fault) => console.error(JSON.stringify({ level: 'error', ...fault }));
  const graphql = createGraphQLHandler({
    database,
    ...apiSettings(config),
    log,
  });
  const exports = createExportHandler({ statements: database.statements, config, log });
  const server = createServer((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/graphql' }).end();
    else if (/^\/export\b/.test(request.url ?? '')) exports(request, response);
    else graphql(request, response);
  });
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE).unref();
      }),
  };
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNotListening(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(
      `Port ${port} on ${host} is in use by another program; choose another with PORT, or 0 for any free one.`,
    );
  }
  if (error.code === 'EACCES')
    return new ConfigError(`Port ${port} may not be used; choose one above 1023 with PORT.`);
  return new ConfigError(`Cannot listen on ${host}, port ${port}: ${error.message}`);
}
