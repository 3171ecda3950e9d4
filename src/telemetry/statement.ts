import { SpanKind } from '@opentelemetry/api';
import { currentRequest } from './request.ts';
import { inSpan } from './spans.ts';

/** What a statement is called: by the comment that it begins with, or else by its first word, as `begin`. */
const nameOf = (text: string) => /^\/\* (\w+) \*\//.exec(text)?.[1] ?? /\w+/.exec(text)?.[0] ?? 'statement';

/** Runs a statement on one of the database's servers, as a span, and tells the request that it is run for. */
export async function observed<T>(text: string, server: string, run: () => Promise<T>): Promise<T> {
  const request = currentRequest();
  const begun = performance.now();
  let failed = true;
  try {
    const attributes = { 'db.system.name': 'postgresql', 'citetrail.database.server': server };
    const result = await inSpan(nameOf(text), { kind: SpanKind.CLIENT, attributes }, run);
    failed = false;
    return result;
  } finally {
    request?.ran({ server, seconds: (performance.now() - begun) / 1000, failed });
  }
}
