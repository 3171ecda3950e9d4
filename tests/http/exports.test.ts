import { createHash } from 'node:crypto';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createExportHandler } from '../../src/http/exports.ts';
import type { Faults } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';

/** Rows with texts that no socket takes at once. */
const REPORTS = 1500;
const ADDRESS = `http://long/${'x'.repeat(20_000)}`;

const database = await testDatabase();
const { statements } = database;
const faults: Faults = [];
let server: Server;
let url: string;

beforeAll(async () => {
  await statements.execute(sql`
    with made as (insert into entities (kind, slug, name, sort_name, url)
      select 'report', 'report-' || i, 'Report ' || i, 'report ' || i, ${ADDRESS}
      from generate_series(1, ${REPORTS}::int) i returning id)
    insert into reports (id, genre) select id, 'review' from made`);
  server = createServer(
    createExportHandler({
      statements,
      config: { exportsAtOnce: 1, patience: 1 },
      log: (fault) => faults.push(fault),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/export`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => get(`${url}/${path}`, resolve).on('error', reject));

test('a file comes with its type, its name, its snapshot, and at its end its digest', async () => {
  const response = await open('entities.csv?nameContains=Report 17&kinds=report');
  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="entities.csv"',
    'transfer-encoding': 'chunked',
    'citetrail-snapshot': expect.stringMatching(/^\d+:\d+:/),
  });
  const content = await buffer(response);
  expect(content.toString().split('\n')).toHaveLength(2 + 11);
  const sha256 = createHash('sha256').update(content).digest('base64');
  expect(response.trailers).toEqual({ 'repr-digest': `sha-256=:${sha256}:` });
});

test('it comes compressed where that is accepted, with the digest of what was sent, for pages of any origin', async () => {
  const ask = (name: string) =>
    new Promise<IncomingMessage>((resolve, reject) =>
      get(`${url}/${name}`, { headers: { 'accept-encoding': 'br, gzip' } }, resolve).on('error', reject),
    );
  const response = await ask('entities.csv');
  expect(response.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('repr-digest'),
  });
  const sent = await buffer(response);
  expect(gunzipSync(sent).equals(await buffer(await open('entities.csv')))).toBe(true);
  expect(response.trailers).toEqual({
    'repr-digest': `sha-256=:${createHash('sha256').update(sent).digest('base64')}:`,
  });
  const parquet = await ask('entities.parquet');
  expect(parquet.headers['content-encoding']).toBeUndefined();
  await buffer(parquet);
});

test.each(['', 'gzip'])('a client that goes away ends the export and its snapshot (%j)', async (coding) => {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(`${url}/graph.nq`, { headers: { 'accept-encoding': coding } }, resolve),
  );
  response.destroy();
  // The only export at once that is allowed: another is answered when this one has ended.
  await vi.waitFor(async () => expect((await fetch(`${url}/manifest.json`)).status).toBe(200), 10_000);
  expect(faults).toEqual([]);
});

test('the manifest has counts under the same conditions, and lists all files', async () => {
  const manifest = await (await fetch(`${url}/manifest.json?types=report,post`)).json();
  expect(manifest).toMatchObject({
    formatVersion: 1,
    filters: { types: ['report', 'post'] },
    counts: { entities: { report: REPORTS }, relations: {}, evidence: 0 },
  });
  expect(manifest.files.map(({ file }: { file: string }) => file)).toContain('graph.gexf');
  for (const { file } of manifest.files) {
    const { status } = await fetch(`${url}/${file}`, { method: 'HEAD' });
    expect(status, file).toBe(200);
  }
});

test.each([
  [
    'GET',
    'nodes.csv',
    404,
    'NOT_FOUND',
    /no “nodes.csv” to export; expected one of manifest.json, entities.csv/,
  ],
  ['GET', 'edges.csv?kinds=sites', 400, 'BAD_PARAMETER', /“kinds” is “sites”; expected one of/],
  ['GET', 'edges.csv?occurredFrom=0000-01-01', 400, 'BAD_PARAMETER', /“0000-01-01”; expected a day such as/],
  ['GET', 'graph.gexf?label=%00', 400, 'BAD_PARAMETER', /“label” is .*; expected text without .* U\+0000/],
  ['GET', 'manifest.json?frob=1', 400, 'BAD_PARAMETER', /no parameter “frob”/],
  ['POST', 'edges.csv', 405, 'BAD_METHOD', /POST; expected GET or HEAD/],
])('%s %s is refused with %i', async (method, path, status, code, message) => {
  const response = await fetch(`${url}/${path}`, { method });
  expect(response.status).toBe(status);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  expect(errors[0]).toMatchObject({ message: expect.stringMatching(message), extensions: { code } });
});

describe('a client that does not take what it asked for', () => {
  /** Exports run one at a time: when another is answered, the one before is over. */
  const over = () =>
    vi.waitFor(async () => expect((await fetch(`${url}/manifest.json`)).status).toBe(200), {
      timeout: 10_000,
      interval: 50,
    });

  test('while it takes nothing nothing more is read, and others are asked to come back', async () => {
    const fetched = await database.log.during(async () => {
      const response = await open('entities.jsonl');
      const { status, headers } = await fetch(`${url}/manifest.json`);
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      response.destroy();
    });
    expect(fetched.filter((name) => name === 'fetch_report_records').length).toBeLessThan(3);
    await over();
  });

  test('when it takes nothing for too long, its export ends, and it notices', async () => {
    const response = await open('entities.jsonl');
    await over();
    await expect(buffer(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });

  test('neither is a fault of ours', () => expect(faults).toEqual([]));
});

test.each(['entities.csv', 'edges.jsonl', 'evidence.csv', 'entities.parquet', 'graph.graphml', 'graph.nq'])(
  'a fault at the first rows of %s is told, with nothing of the file before it',
  async (file) => {
    await statements.execute(sql`alter view visible.entities rename column slug to gone`);
    try {
      const response = await fetch(`${url}/${file}`);
      expect(response.status).toBe(500);
      const [fault] = faults.splice(0);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'INTERNAL' }, message: expect.stringContaining(fault!.requestId) }],
      });
    } finally {
      await statements.execute(sql`alter view visible.entities rename column gone to slug`);
    }
  },
);

test('a fault while it is written ends the answer without its end, and the log has it', async () => {
  const broken = createServer(
    createExportHandler({
      statements: {
        transaction: () => Promise.reject(new Error('secret')),
      } as never,
      config: { exportsAtOnce: 1, patience: 1 },
      log: (fault) => faults.push(fault),
    }),
  );
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const { port } = broken.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/export/edges.csv`);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain('secret');
  expect(text).toContain(faults[0]!.requestId);
  broken.close();
});
