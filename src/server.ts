import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiSettings, type Config, callerLimits } from './config.ts';
import { ConfigError } from './errors.ts';
import { type FaultLog, logged } from './graphql/errors.ts';
import { graphiqlPage } from './graphql/graphiql.ts';
import { schema } from './graphql/schema.ts';
import { readTrustedDocuments } from './graphql/trusted-documents.ts';
import { Writes } from './graphql/writes.ts';
import { createGraphQLHandler } from './graphql/yoga.ts';
import { Callers } from './http/callers.ts';
import { sendContent } from './http/content.ts';
import { createExportHandler } from './http/exports.ts';
import { healthRoutes } from './http/health.ts';
import { lateContent } from './http/late-content.ts';
import { pageRoutes, sayMissing } from './http/pages.ts';
import { policy } from './http/policy.ts';
import { dispatch, type Route } from './http/routes.ts';
import type { Database } from './store/database.ts';

/** How long answers under way may take to finish once the server is told to stop, in milliseconds. */
const GRACE = 5_000;

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Lets answers under way finish, for five seconds at most, and stops. */
  close(): Promise<void>;
}

/**
 * Serves the graph over HTTP, reading from one database and, where another user must do that, writing to another;
 * throws ConfigError when the port cannot be had.
 */
export async function startServer(
  database: Database,
  config: Config,
  owner: Database = database,
): Promise<RunningServer> {
  const log: FaultLog = (fault) => console.error(JSON.stringify({ level: 'error', ...fault }));
  const callers = new Callers(callerLimits(config));
  const writes = new Writes({
    database: owner,
    pageBytes: config.pageBytes,
    failed: (error) => logged(error, log),
  });
  const exports = createExportHandler({ statements: database.statements, config, log });
  const routes: Route[] = [
    graphqlRoute(database, writes, config, callers, log),
    ...healthRoutes(database.statements),
    ...['/export', '/export/'].map(
      (path): Route => ({
        path,
        methods: '*',
        answer: (request, response) =>
          callers.admit(request, response) !== null && exports(request, response),
      }),
    ),
    ...pageRoutes(),
  ];
  const server = createServer(dispatch(routes, sayMissing, (error) => logged(error, log)));
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE).unref();
      });
      await writes.close();
    },
  };
}

/** The API, and for those who ask for a page, GraphiQL. */
function graphqlRoute(
  database: Database,
  writes: Writes,
  config: Config,
  callers: Callers,
  log: FaultLog,
): Route {
  const graphql = createGraphQLHandler({
    database,
    writes,
    ...apiSettings(config),
    trusted: trustedIn(config),
    log,
  });
  const page = lateContent(() => {
    const { html, policyNeeds } = graphiqlPage();
    return { body: html, type: 'text/html; charset=utf-8', policy: policy(policyNeeds) };
  });
  return {
    path: '/graphql',
    methods: '*',
    async answer(request, response) {
      if (isPageWanted(request)) return sendContent(request, response, await page());
      const purse = callers.admit(request, response);
      if (purse !== null) await graphql.handle(request, response, { purse });
    },
  };
}

function trustedIn({ trustedDocuments: file, onlyTrusted: only }: Config) {
  if (file === undefined && !only) return null;
  return {
    documents: file === undefined ? new Map<string, string>() : readTrustedDocuments(file, schema),
    only,
  };
}

const isPageWanted = ({ method, headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') && (headers.accept?.includes('text/html') ?? false);

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
