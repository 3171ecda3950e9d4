/** Answers GraphQL over HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionArgs } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { Loaders } from '../read/loaders.ts';
import type { PageLimits } from '../read/window.ts';
import { Bell } from '../store/bell.ts';
import type { Database } from '../store/database.ts';
import { acceptable } from './acceptable.ts';
import { answerSize } from './answer-size.ts';
import { Compiler } from './compile/execute.ts';
import { compressedAnswers } from './compressed.ts';
import type { Context } from './context.ts';
import { Costs } from './cost.ts';
import { type Caller, costLimit } from './cost-limit.ts';
import { csvAnswers } from './csv.ts';
import { type DocumentLimits, documentLimits } from './document-limits.ts';
import { type FaultLog, maskError } from './errors.ts';
import { etags } from './etag.ts';
import { eventStreams } from './event-stream.ts';
import { EXPLAIN } from './headers.ts';
import { ofOneMoment } from './one-moment.ts';
import { operationNotes } from './operation-notes.ts';
import { requestBodies } from './request-body.ts';
import { requestTime } from './request-time.ts';
import { schema } from './schema.ts';
import { type Asking, ShortWay } from './short-way.ts';
import { type StreamLimits, streams } from './streams.ts';
import { type TrustedDocuments, trustedDocuments } from './trusted-documents.ts';
import { readWhereWritten, type Writes } from './writes.ts';

export interface YogaSettings {
  readonly database: Database;
  readonly writes: Writes;
  readonly limits: PageLimits;
  readonly documents: DocumentLimits;
  /** The most points that an operation may cost. */
  readonly cost: number;
  /** Documents that requests may name, and whether no others are answered; null where there are none. */
  readonly trusted?: { readonly documents: TrustedDocuments; readonly only: boolean } | null;
  /** The most bytes that the data of an answer may have as JSON. */
  readonly answerBytes: number;
  /** The most bytes that a request's body may have. */
  readonly bodyBytes: number;
  /** The same where a token lets its bearer send pages. */
  readonly pageBodyBytes: number;
  /** How long an answer may take, in milliseconds. */
  readonly requestTime: number;
  /** How many relations one step of a walk may read. */
  readonly relationsPerStep: number;
  /** How many of the entries that have the words of a search are weighed. */
  readonly searchWeighed: number;
  /** Whether operations become one statement where they can. */
  readonly compile: boolean;
  readonly streams: StreamLimits;
  /** Aborted when the server stops: streams end then. */
  readonly stopping?: AbortSignal;
  readonly log: FaultLog;
}

/** What answers `/graphql`: requests of an HTTP server with `handle`, and in-process with `fetch`. */
export function createGraphQLHandler({
  database,
  writes,
  limits,
  documents,
  cost,
  trusted,
  answerBytes,
  bodyBytes,
  pageBodyBytes,
  requestTime: time,
  relationsPerStep,
  searchWeighed,
  compile,
  streams: streamLimits,
  stopping,
  log,
}: YogaSettings) {
  const { statements } = database;
  const failed = (error: unknown) => void maskError(error, log);
  const compiler = compile
    ? new Compiler({ prepared: database.prepared, limits, answerBytes, failed })
    : null;
  const costs = new Costs(limits);
  const context = (request: Request): Context => ({
    request,
    writes,
    loaders: new Loaders(statements, limits, answerBytes),
    statements,
    limits,
    relationsPerStep,
    searchWeighed,
  });
  // Where documents must be trusted, a request names one, or is refused: neither is for the short way.
  const short =
    compiler && !trusted
      ? new ShortWay({ compiler, costs, mostCost: cost, bodyBytes, requestTime: time })
      : null;
  const yoga = createYoga<Asking>({
    schema,
    context: ({ request }): Context => context(request),
    maskedErrors: { maskError: (error) => maskError(error, log) },
    plugins: [
      requestBodies(bodyBytes, {
        most: pageBodyBytes,
        isFor: (request) =>
          request.headers.has('authorization')
            ? writes.bearer(request, 'ingest').then(
                () => true,
                () => false,
              )
            : Promise.resolve(false),
      }),
      ...(trusted ? [trustedDocuments(trusted.documents, trusted.only)] : []),
      documentLimits(documents),
      csvAnswers(),
      answeredBy(compiler),
      ...(short ? [short.learning()] : []),
      answerSize(answerBytes),
      // Outside of what answers, within what refuses.
      etags(statements, {
        limits,
        relationsPerStep,
        searchWeighed,
        cost,
        answerBytes,
        trusted: [...(trusted?.documents ?? [])],
      }),
      requestTime(time),
      readWhereWritten(),
      streams({
        limits: streamLimits,
        bell: new Bell(database.listen),
        stopping,
        costs,
        mostCost: cost,
        answerBytes,
        requestTime: time,
        context,
      }),
      eventStreams(),
      acceptable(),
      costLimit(cost, costs),
      operationNotes(),
      compressedAnswers(),
    ],
    extraParamNames: ['documentId'],
    multipart: false,
    maxRequestBodySize: false,
    landingPage: false,
    logging: false,
    graphiql: false,
  });
  return {
    fetch: yoga.fetch,
    async handle(request: IncomingMessage, response: ServerResponse, { purse }: Caller = {}): Promise<void> {
      const asking = short ? await short.answer(request, response, purse) : { purse };
      if (asking) await yoga.handle(request, response, asking);
    },
  };
}

/** Hands operations to the compiler, if there is one, and to it the executor for what it leaves out. */
function answeredBy(compiler: Compiler | null): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn((args: ExecutionArgs) => {
        const { request, answer } = args.contextValue as YogaInitialContext & Partial<Asking>;
        if (answer) return answer;
        return ofOneMoment(
          args,
          (args) => compiler?.execute(args, executeFn, request.headers.has(EXPLAIN)) ?? executeFn(args),
          executeFn,
        );
      }),
  };
}
