import { context, propagation, type Span, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

const exporter = new InMemorySpanExporter();
let server: Awaited<ReturnType<typeof watchedServer>>;
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
  await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
  server = await watchedServer(database);
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
});
// Files share modules: the next must not find an SDK.
afterAll(() => {
  for (const api of [trace, context, propagation]) api.disable();
});
beforeEach(() => exporter.reset());

/** The spans of a request, each with the names of those above it. */
async function spansOf(response: Promise<Response>) {
  const answer = await response;
  await answer.text();
  return vi.waitFor(() => {
    const spans = exporter.getFinishedSpans();
    const request = spans.find((span) => span.attributes['http.route'] !== undefined);
    expect(request).toBeDefined();
    return spans.map((span) => ({ span, trail: trailOf(span, spans) }));
  });
}

function trailOf(span: ReadableSpan, spans: readonly ReadableSpan[]): string {
  const above = spans.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
  return above ? `${trailOf(above, spans)} > ${span.name}` : span.name;
}

const trails = async (response: Promise<Response>) =>
  (await spansOf(response)).map(({ trail }) => trail).sort();

test('a compiled operation is a span of its request, and its statement one of it', async () => {
  expect(await trails(server.post('{ posts { totalCount } }'))).toEqual([
    'POST /graphql',
    'POST /graphql > graphql query',
    'POST /graphql > graphql query > compiled',
  ]);
});

test('so are the statements of resolvers, and of loaders', async () => {
  expect(await trails(server.post('{ stats { pages } }'))).toEqual(
    expect.arrayContaining([
      'POST /graphql > graphql query > edges_by_kind',
      'POST /graphql > graphql query > entities_by_kind',
      'POST /graphql > graphql query > pages_read',
    ]),
  );
  const walks = await trails(
    server.post('{ pathSearch(from: "post:tides", to: "report:storms") { paths { length } } }'),
  );
  expect(walks.length).toBeGreaterThan(3);
  expect(walks.filter((trail) => !trail.startsWith('POST /graphql'))).toEqual([]);
});

test('an export is a span, with the statements of its transaction', async () => {
  expect(await trails(fetch(`${server.url}/export/edges.csv`))).toEqual(
    expect.arrayContaining(['GET /export/', 'GET /export/ > snapshot']),
  );
});

test('a trace that was begun elsewhere goes on, and the log has its id', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'traced' };
  const spans = await spansOf(server.post('{ posts { totalCount } }', { headers }));
  expect(spans.map(({ span }) => span.spanContext().traceId)).toEqual(spans.map(() => traceId));
  expect(server.lines().find(({ requestId }) => requestId === 'traced')).toMatchObject({ traceId });
});

test('a statement that fails says so with its code, and no span has a word of it or of the client', async () => {
  const broken = await watchedServer({
    ...database,
    prepared: () => database.prepared({ name: 'broken', text: '/* compiled */ select hunter2' }, []),
  });
  const headers = { authorization: 'Bearer hunter2' };
  const spans = await spansOf(
    broken.post('query Hunter2($slug: String!) { report(slug: $slug) { name slug } }', {
      headers,
      variables: { slug: 'hunter2' },
    }),
  );
  const failed = spans.find(({ span }) => span.attributes['error.type'] === '42703');
  expect(failed?.trail).toBe('POST /graphql > graphql query > compiled');
  const told = spans.map(({ span: { name, attributes, events, status } }) => ({
    name,
    attributes,
    events,
    status,
  }));
  expect(JSON.stringify(told)).not.toMatch(/hunter/i);
});

test('without an SDK a span is nothing', () => {
  for (const api of [trace, context]) api.disable();
  let found: Span | undefined;
  trace.getTracer('citetrail').startActiveSpan('a', (span) => {
    found = span;
  });
  expect(found?.isRecording()).toBe(false);
});
