/**
 * Watches requests: each has an id, which the answer, its errors and the log have too, a line in the log once it is
 * answered, a span for those who trace, and its place in the metrics. Nothing a client sent is told but method and path.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { answering, type CurrentRequest } from '../telemetry/request.ts';
import { tracer } from '../telemetry/spans.ts';
import { pathOf } from './routes.ts';

/** What an id may look like that a client or a proxy gives a request. */
const WELL_FORMED = /^[\w.:@/+=-]{1,128}$/;

/** How much of a path is told, in characters. */
const PATH = 200;

/** The status that is told where the connection closed before the answer had ended. */
const CUT = 499;

/** Who is told of requests. */
export interface Watchers {
  readonly log: Log;
  readonly metrics: Metrics | null;
}

/** Lets `answer` answer, and tells of it. */
export function watched(answer: RequestListener, { log, metrics }: Watchers): RequestListener {
  return (request, response) => {
    const begun = performance.now();
    const sent = sentOf(request, response);
    let statements = 0;
    const current: CurrentRequest = {
      id: idOf(request),
      notes: {},
      ran(run) {
        statements++;
        metrics?.ran(run);
      },
    };
    response.setHeader('x-request-id', current.id);
    metrics?.begun();
    const caller = propagation.extract(context.active(), request.headers);
    const span = tracer().startSpan(request.method ?? '', { kind: SpanKind.SERVER }, caller);
    response.once('close', () => {
      const told = {
        method: request.method ?? '',
        status: response.writableFinished ? response.statusCode : CUT,
        seconds: (performance.now() - begun) / 1000,
        bytes: sent(),
        notes: current.notes,
      };
      metrics?.answered(told);
      log.info({ requestId: current.id, ...lineOf(request, told), statements, ...traceOf(span) }, 'answered');
      ended(span, told);
    });
    return context.with(trace.setSpan(caller, span), () =>
      answering(current, () => answer(request, response)),
    );
  };
}

/**
 * How many bytes of an answer went over its connection. Node counts those that wait to be sent too: of an answer that
 * was cut, only the pieces that the connection has taken are counted, without heads.
 */
function sentOf({ socket }: IncomingMessage, response: ServerResponse): () => number {
  const before = socket.bytesWritten;
  let taken = 0;
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  response.write = ((chunk: string | Uint8Array, ...given: unknown[]) => {
    const then = typeof given.at(-1) === 'function' ? (given.pop() as (error?: Error) => void) : undefined;
    return write(chunk, ...given, (error?: Error) => {
      if (!error) taken += Buffer.byteLength(chunk);
      then?.(error);
    });
  }) as ServerResponse['write'];
  return () => (response.writableFinished ? socket.bytesWritten - before : taken);
}

type Told = Parameters<Metrics['answered']>[0];

const idOf = ({ headers: { 'x-request-id': given } }: IncomingMessage) =>
  typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID();

function lineOf(request: IncomingMessage, { method, status, seconds, bytes, notes }: Told) {
  const { route: _, code, outcome = code, ...rest } = notes;
  return {
    method,
    path: pathOf(request).slice(0, PATH),
    status,
    ms: Math.round(seconds * 1e4) / 10,
    bytes,
    ...rest,
    ...(outcome !== undefined && { outcome }),
  };
}

/** The trace that a line belongs to, where one is recorded. */
function traceOf(span: Span) {
  return span.isRecording() ? { traceId: span.spanContext().traceId } : {};
}

function ended(span: Span, { method, status, notes: { route = 'none' } }: Told): void {
  span.updateName(`${method} ${route}`);
  span.setAttributes({
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
  });
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
