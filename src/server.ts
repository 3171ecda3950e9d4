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
import { createFeedHandler } from './http/feeds.ts';
import { healthRoutes } from './http/health.ts';
import { lateContent } from './http/late-content.ts';
import { metricsRoute } from './http/metrics.ts';
import { pageRoutes, pagesOff, sayMissing } from './http/pages.ts';
import { waitFor } from './http/patience.ts';
import { policy } from './http/policy.ts';
import { dispatch, type Route } from './http/routes.ts';
import { Stopping } from './http/stopping.ts';
import { whileTaken } from './http/taking.ts';
import { watched } from './http/watched.ts';
import { roughSizes } from './read/stats.ts';
import type { Database } from './store/database.ts';
import { onOneServer } from './store/replicas.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { Metrics } from './telemetry/metrics.ts';

/**
 * How long answers under way may take to finish once the server stops, and after them what was put off of writes, in
 * milliseconds.
 */
const [GRACE, PUT_OFF] = [4_000, 300];

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Says that it stops, goes on for the time that the settings give, lets answers under way finish, and stops. */
  close(): Promise<void>;
}

/** What a server works with besides what it reads from. */
export interface ServerParts {
  /** The database of a user who may write, where that is another than the one to read from. */
  readonly owner?: Database;
  readonly log?: Log;
}

/** Serves the graph over HTTP; throws ConfigError when the port cannot be had. */
export async function startServer(
  database: Database,
  config: Config,
  { owner = database, log: logTo = createLog('error') }: ServerParts = {},
): Promise<RunningServer> {
  const log: FaultLog = (fault) => logTo.error(fault, 'fault');
  const { metricsReaders: readers, proxies } = config;
  const metrics = readers && metricsOf(database);
  const stopping = new Stopping();
  const callers = new Callers(callerLimits(config));
  const writes = new Writes({
    database: owner,
    pageBytes: config.pageBytes,
    failed: (error) => logged(error, log),
  });
  const reading = { statements: database.statements, config, log };
  const exports = createExportHandler(reading);
  const feeds = createFeedHandler(reading);
  const routes: Route[] = [
    graphqlRoute(database, writes, config, callers, { log, stopping: stopping.signal }),
    ...healthRoutes(database.statements, stopping.signal),
    ...(metrics ? [metricsRoute(metrics, { readers, proxies })] : []),
    ...['/export', '/export/'].map(
      (path): Route => ({
        path,
        methods: '*',
        answer: (request, response) =>
          callers.admit(request, response) !== null && exports(request, response),
      }),
    ),
    {
      path: '/feeds/',
      answer: (request, response) => callers.admit(request, response) !== null && feeds(request, response),
    },
    ...(config.onlyTrusted ? pagesOff() : pageRoutes()),
  ];
  const answer = dispatch(routes, sayMissing, (error) => logged(error, log));
  const server = createServer(
    stopping.watching(
      watched(
        whileTaken(config.patience, (...asked) => onOneServer(() => answer(...asked))),
        { log: logTo, metrics },
      ),
    ),
  );
  stopping.knowConnectionsOf(server);
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    async close() {
      await stopping.stop(server, { drain: config.drain, grace: GRACE });
      // Ranks that are not brought up to date any more are with the next page, or vocabulary.
      await waitFor(writes.close(), PUT_OFF, undefined);
    },
  };
}

/** How long the database may take to say how large the graph is, in milliseconds: metrics come without it. */
const SIZES = 1_000;

const metricsOf = (database: Database) =>
  new Metrics({
    servers: () => database.servers(),
    rows: () => waitFor(roughSizes(database.statements), SIZES, {}),
  });

/** The API, and for those who ask for a page, GraphiQL, unless that could ask nothing. */
function graphqlRoute(
  database: Database,
  writes: Writes,
  config: Config,
  callers: Callers,
  running: { readonly log: FaultLog; readonly stopping: AbortSignal },
): Route {
  const graphql = createGraphQLHandler({
    database,
    writes,
    ...apiSettings(config),
    trusted: trustedIn(config),
    ...running,
  });
  const page = lateContent(() => {
    const { html, policyNeeds } = graphiqlPage();
    return { body: html, type: 'text/html; charset=utf-8', policy: policy(policyNeeds) };
  });
  return {
    path: '/graphql',
    methods: '*',
    async answer(request, response) {
      if (!config.onlyTrusted && isPageWanted(request)) return sendContent(request, response, await page());
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
