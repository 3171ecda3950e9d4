import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIMIT_CODES } from '../../src/telemetry/metrics.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';
import { watchedServer } from '../support/watched-server.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
});

test('what was asked and answered is counted', async () => {
  const server = await watchedServer(database);
  const ask = async (query: string) => void (await (await server.post(query)).text());
  await ask('{ posts { totalCount } }');
  await ask('{ stats { pages } }');
  await ask('{ frob }');
  await ask(`{ ${Array.from({ length: 60 }, (_, i) => `a${i}: __typename`).join(' ')} }`);
  await (await fetch(`${server.url}/export/edges.csv`)).text();
  await (await fetch(`${server.url}/graphql`, { method: 'POST', body: 'x' })).text();
  const counted = Object.fromEntries(await server.metrics());
  expect(counted).toMatchObject({
    'citetrail_http_requests_total{route="/graphql",method="POST",status="200"}': 4,
    'citetrail_http_requests_total{route="/graphql",method="POST",status="415"}': 1,
    'citetrail_http_requests_total{route="/export/",method="GET",status="200"}': 1,
    'citetrail_http_request_duration_seconds_count{route="/graphql",method="POST"}': 5,
    'citetrail_graphql_operations_total{outcome="OK"}': 2,
    'citetrail_graphql_operations_total{outcome="GRAPHQL_VALIDATION_FAILED"}': 1,
    'citetrail_graphql_operations_total{outcome="TOO_MANY_ALIASES"}': 1,
    'citetrail_graphql_operations_compiled_total{compiled="wholly"}': 1,
    'citetrail_graphql_operations_compiled_total{compiled="not"}': 1,
    citetrail_graphql_cost_points_count: 2,
    citetrail_graphql_cost_points_sum: 112,
    'citetrail_refusals_total{code="TOO_MANY_ALIASES"}': 1,
    'citetrail_refusals_total{code="UNSUPPORTED_MEDIA_TYPE"}': 1,
    'citetrail_exports_total{file="edges.csv",outcome="whole"}': 1,
    citetrail_http_requests_under_way: 1,
    nodejs_eventloop_lag_seconds: expect.any(Number),
    process_resident_memory_bytes: expect.any(Number),
  });
  const { name } = database.servers()[0] ?? { name: 'embedded' };
  expect(counted[`citetrail_database_statement_duration_seconds_count{server="${name}"}`]).toBeGreaterThan(5);
  expect(Object.keys(counted)).toContainEqual(
    expect.stringMatching(/^citetrail_build_info{version="\d+\.\d+\.\d+",node="24\./),
  );
});

test('the connections to a server are counted', async () => {
  const { metrics } = await watchedServer({
    ...database,
    servers: () => [
      { name: 'primary', isAsked: true, behind: null, connections: 5, idle: 3, waiting: 7 },
      { name: 'replica-1', isAsked: false, behind: 12.5, connections: 0, idle: 0, waiting: 0 },
    ],
  });
  expect(Object.fromEntries(await metrics())).toMatchObject({
    'citetrail_database_connections{server="primary",state="idle"}': 3,
    'citetrail_database_connections{server="primary",state="in use"}': 2,
    'citetrail_database_waiting{server="primary"}': 7,
    'citetrail_database_server_asked{server="primary"}': 1,
    'citetrail_database_server_asked{server="replica-1"}': 0,
    'citetrail_database_server_behind_seconds{server="replica-1"}': 12.5,
  });
});

test('how large the graph is, is what the database last counted', async () => {
  await database.statements.execute('analyze public.entities');
  const { metrics } = await watchedServer(database);
  expect((await metrics()).get('citetrail_graph_rows{table="entities"}')).toBe(2);
});

test('whatever clients send, there are no more series', async () => {
  const server = await watchedServer(database);
  const hostile = async (i: number) => {
    await (await fetch(`${server.url}/path-${i}/${'x'.repeat(i)}`)).text();
    await (await fetch(`${server.url}/export/file-${i}`)).text();
    await (await fetch(`${server.url}/graphql`, { method: `FROB${i}` })).text();
    await (await server.post(`query Name${i} { field${i} }`)).text();
    await (await server.post(`query Name${i} { posts { totalCount } }`)).text();
    const id = `sha256:${i}`;
    await (await fetch(`${server.url}/graphql?documentId=${id}`)).text();
  };
  // What Node tells of itself comes and goes with what it does.
  const ours = async () =>
    [...(await server.metrics()).keys()].filter((name) => name.startsWith('citetrail_'));
  await hostile(0);
  await server.metrics();
  const before = await ours();
  for (let i = 1; i < 20; i++) await hostile(i);
  expect(await ours()).toEqual(before);
});

test('the codes of limits are those that the page on limits has', () => {
  const table = readFileSync('docs/limits.md', 'utf8')
    .match(/^\| .*\|$/gm)!
    .join('\n');
  const codes = Array.from(table.matchAll(/`([A-Z_]+)`/g), ([, code]) => code!);
  expect(new Set(codes)).toEqual(LIMIT_CODES);
});

describe('who may read', () => {
  test.each([
    ['this machine may', {}, {}, 200],
    ['a network that is named', { CITETRAIL_METRICS: '10.0.0.0/8, 127.0.0.1' }, {}, 200],
    ['others may not', { CITETRAIL_METRICS: '10.0.0.0/8' }, {}, 403],
    ['nor those for whom an unknown proxy asks', {}, { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['in either words', {}, { forwarded: 'for=127.0.0.1' }, 403],
    [
      'those for whom a known proxy asks may, if they are named',
      { CITETRAIL_PROXIES: 'loopback', CITETRAIL_METRICS: '10.0.0.0/8' },
      { 'x-forwarded-for': '10.1.2.3' },
      200,
    ],
    ['and if not, not', { CITETRAIL_PROXIES: 'loopback' }, { 'x-forwarded-for': '203.0.113.1' }, 403],
    ['nobody, where it is off', { CITETRAIL_METRICS: 'off' }, {}, 404],
  ])('%s', async (_, settings, headers, status) => {
    const { url } = await watchedServer(database, settings);
    const response = await fetch(`${url}/metrics`, { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect((await response.text()).includes('citetrail_')).toBe(status === 200);
  });
});
