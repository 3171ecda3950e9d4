/**
 * Spans for whoever traces: they cost next to nothing until an OpenTelemetry SDK is loaded beside the program. A span
 * holds names and codes, never a value, a statement's text or a fault's words.
 */
import { type Span, type SpanOptions, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { sqlStateOf } from './fault.ts';

/** What makes our spans. Asked for anew each time: an SDK may come later. */
export const tracer = (): Tracer => trace.getTracer('citetrail');

/** Does something as a span, under the one that is active; its fault is the span's too. */
export function inSpan<T>(name: string, options: SpanOptions, act: () => T | Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, options, async (span) => {
    try {
      return await act();
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', sqlStateOf(error) ?? (error as Error)?.name ?? typeof error);
}
