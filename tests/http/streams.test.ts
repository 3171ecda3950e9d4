import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { saidStored } from '../../src/store/listening.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { pageText } from '../pipeline/page-text.ts';
import { testDatabase } from '../support/database.ts';
import { type Listening, listenTo, type Received } from '../support/event-source.ts';
import { besideDatabase } from '../support/global-setup.ts';
import { learn, readPage } from '../support/reading.ts';

const onServer = inject('server');
const DOCUMENTS = 'subscription { documentStored { document { id name } } }';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});

/** Pages that no test has read yet. */
let pages = 0;
const nextPage = () => pageText(pages++);
const postOf = (text: string) =>
  `post:${/Notes of Day \d+/.exec(text)![0].toLowerCase().replaceAll(' ', '-')}`;

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve(settings: Record<string, string> = {}, from: Database = database) {
  // What is told is told because the database says so, unless a test looks for the other way.
  const silent = { CITETRAIL_STREAM_LOOK_MS: '3600000' };
  const server = await startServer(from, readConfig({ PORT: '0', ...silent, ...settings }));
  open.push(() => server.close());
  return { server, url: `${server.url}/graphql` };
}

async function listen(url: string, query = DOCUMENTS, headers: Record<string, string> = {}) {
  const stream = await listenTo(url, query, headers);
  open.push(() => stream.close());
  return stream;
}

/** Another way into the database; the embedded one has but one. */
async function another(settings: { reading?: { statement: number; lock: number; idle: number } } = {}) {
  if (!onServer) return database;
  const [row] = await rowsOf<{ name: string }>(database.statements, sql`select current_database() as name`);
  const other = await openDatabase({
    databaseUrl: besideDatabase(onServer.url, row!.name),
    dataDirectory: '',
    poolSize: 3,
    ...settings,
  });
  open.push(() => other.close());
  return other;
}

const idsOf = (events: readonly Received[]) => events.map(({ data }) => data.data.documentStored.document.id);

/** What was stored, in its order, by those who look for themselves. */
async function allDocuments(): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    database.statements,
    sql`select concat(kind, ':', slug) as id from entities where kind in ('post', 'comment') order by entities.id`,
  );
  return rows.map(({ id }) => id);
}

describe('a stream', () => {
  test('tells of a page that another connection stores: its post, then its comments', async () => {
    const { url } = await serve();
    const stream = await listen(url);
    expect(stream).toMatchObject({ status: 200, headers: { 'content-type': 'text/event-stream' } });
    const text = nextPage();
    await readPage(await another(), text);
    const events = await stream.take(3);
    expect(idsOf(events)).toEqual([
      postOf(text),
      expect.stringMatching(/^comment:/),
      expect.stringMatching(/^comment:/),
    ]);
    expect(events.map(({ event }) => event)).toEqual(['next', 'next', 'next']);
    for (const { id, data } of events)
      expect(data.extensions).toEqual({ cursor: id, cost: { asked: 2, allowed: 5_000 } });
  });

  test('goes on where it broke: nothing is missed and nothing comes twice, whoever begins and ends where', async () => {
    const before = (await allDocuments()).length;
    const { url } = await serve();
    let stream = await listen(url);
    const got: string[] = [];
    for (let i = 0; i < 6; i++) {
      await readPage(database, nextPage());
      got.push(...idsOf(await stream.take(1 + (i % 3))));
      const last = stream.lastId()!;
      stream.close();
      await readPage(database, nextPage());
      const again = DOCUMENTS.replace('documentStored', `documentStored(after: "${last}")`);
      // A browser asks for what it asked for at first, with the id in a header.
      stream = await (i % 2 ? listen(url, again) : listen(url, DOCUMENTS, { 'last-event-id': last }));
    }
    const all = (await allDocuments()).slice(before);
    expect(all).toHaveLength(36);
    got.push(...idsOf(await stream.take(all.length - got.length)));
    expect(got).toEqual(all);
  });

  test('that broke before anything came goes on where it began', async () => {
    const { url } = await serve();
    const stream = await listen(url);
    await stream.opened();
    stream.close();
    const text = nextPage();
    await readPage(database, text);
    const again = await listen(url, DOCUMENTS, { 'last-event-id': stream.lastId()! });
    expect(idsOf(await again.take(1))).toEqual([postOf(text)]);
  });

  test('tells of those who cite a report or a part of it, with their words', async () => {
    await learn(
      database,
      `kind: report
entries:
  - { slug: tide-tables, name: Tide Tables, genre: review, summary: Two parts., source: made up }
  - { slug: tide-tables-one, name: Tide Tables Part One, genre: review, summary: A part., source: made up, relations: [{ kind: part_of, target: 'report:tide-tables' }] }
`,
      'tides.yaml',
    );
    const { url } = await serve();
    const asking = (args: string) =>
      listen(
        url,
        `subscription { relationStored(to: "report:tide-tables", ${args}) {
        relation { kind source { id } target { id } evidence { nodes { quote { exact } } } } } }`,
      );
    const cites = await asking('kinds: [CITES]');
    const comments = await asking('types: [COMMENT]');
    const whole = await asking('includeParts: false, kinds: [CITES]');
    const page = (what: string) => nextPage().replace('Napo', what);
    await readPage(database, page('Tide Tables Part One'));
    await readPage(database, nextPage().replace('The Prison Service', 'The Tide Tables Part One'));
    await readPage(database, page('Tide Tables'));
    const relations = (events: Received[]) => events.map(({ data }) => data.data.relationStored.relation);
    const found = relations(await cites.take(3));
    expect(found).toMatchObject(
      [
        { kind: 'CITES', source: { id: /^post:/ }, target: { id: 'report:tide-tables-one' } },
        { source: { id: /^comment:/ }, evidence: { nodes: [{ quote: { exact: 'Tide Tables Part One' } }] } },
        { source: { id: /^post:/ }, target: { id: 'report:tide-tables' } },
      ].map(({ source, ...rest }) => ({ ...rest, source: { id: expect.stringMatching(source.id) } })),
    );
    expect(relations(await comments.take(1))).toEqual([found[1]]);
    expect(relations(await whole.take(1))).toEqual([found[2]]);
  });

  test('ends when it has lasted long enough, and says where to go on', async () => {
    const { url } = await serve({ CITETRAIL_STREAM_SECONDS: '1' });
    const stream = await listen(url);
    await readPage(database, nextPage());
    const events = await stream.rest();
    const [end, complete] = events.slice(-2);
    expect(complete!.event).toBe('complete');
    expect(end!.data).toMatchObject({
      errors: [{ extensions: { code: 'STREAM_ENDED', retryable: true, cursor: stream.lastId() } }],
    });
    const again = await listen(url, DOCUMENTS, { 'last-event-id': stream.lastId()! });
    expect(idsOf([...events.slice(0, -2), ...(await again.take(5 - events.length))])).toHaveLength(3);
  });

  test('ends with the server, at once', async () => {
    const { server, url } = await serve();
    const streams = [await listen(url), await listen(url)];
    await readPage(database, nextPage());
    for (const stream of streams) await stream.take(3);
    const closed = server.close();
    for (const stream of streams) {
      expect(await stream.rest()).toMatchObject([
        { event: 'next', data: { errors: [{ extensions: { code: 'STREAM_ENDED' } }] } },
        { event: 'complete' },
      ]);
    }
    await closed;
  });

  test('looks by itself where the database tells nobody anything', async () => {
    const { url } = await serve({ CITETRAIL_STREAM_LOOK_MS: '20' }, { ...database, listen: () => () => {} });
    const stream = await listen(url);
    const text = nextPage();
    await readPage(database, text);
    expect(idsOf(await stream.take(1))).toEqual([postOf(text)]);
  });
});

describe('what may be asked', () => {
  let url: string;
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(database, readConfig({ PORT: '0', CITETRAIL_COST: '100' }));
    url = `${server.url}/graphql`;
  });
  afterAll(() => server.close());

  const CURSOR = Buffer.from('["STORED_RELATIONS","7"]').toString('base64url');
  test.each([
    ['no cursor', 'subscription { documentStored(after: "x") { cursor } }', 'BAD_CURSOR'],
    [
      'the cursor of another stream',
      `subscription { documentStored(after: "${CURSOR}") { cursor } }`,
      'BAD_CURSOR',
    ],
    ['no id', 'subscription { relationStored(to: "x") { cursor } }', 'BAD_ID'],
    ['nobody', 'subscription { relationStored(to: "author:nobody") { cursor } }', 'BAD_ID'],
    [
      'too much',
      'subscription { relationStored { relation { source { relations(first: 100) { nodes { id } } } } } }',
      'COST_TOO_HIGH',
    ],
    [
      'two at once',
      'subscription { documentStored { cursor } relationStored { cursor } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'too deep',
      `subscription { documentStored { document { ${'relations { nodes { source { '.repeat(5)} id ${'} } } '.repeat(5)} } } }`,
      'TOO_DEEP',
    ],
  ])('%s is refused', async (_, query, code) => {
    const stream = await listen(url, query);
    expect((await stream.take(1))[0]!.data.errors[0].extensions?.code).toBe(code);
  });

  test.each(['text/csv', 'application/json'])(
    'a client that takes %s alone gets no stream, and is told what streams are had as',
    async (accept) => {
      const response = await fetch(`${url}?query=${encodeURIComponent(DOCUMENTS)}`, { headers: { accept } });
      expect(response.status).toBe(406);
      expect(response.headers.get('etag')).toBeNull();
      expect(await response.json()).toEqual({
        errors: [
          {
            message: `A stream is not had as “${accept}”; expected \`accept\` to have text/event-stream.`,
            extensions: { code: 'NOT_ACCEPTABLE' },
          },
        ],
      });
    },
  );

  test('what it costs is told without a stream', async () => {
    const response = await fetch(`${url}?query=${encodeURIComponent(DOCUMENTS)}`, {
      headers: { 'x-citetrail-cost': 'only', accept: 'application/json' },
    });
    expect(await response.json()).toEqual({ data: null, extensions: { cost: { asked: 2, allowed: 100 } } });
  });
});

describe('how many there may be', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const refusal = async (stream: Listening) => ({
    status: stream.status,
    header: stream.headers['retry-after'],
    ...(await stream.take(1))[0]!.data.errors[0].extensions,
  });

  test('of one address, which streams are no requests of', async () => {
    const { url } = await serve({
      CITETRAIL_PROXIES: '127.0.0.0/8',
      CITETRAIL_STREAMS_OF_ONE: '2',
      CITETRAIL_REQUESTS: '1',
    });
    const first = await listen(url, DOCUMENTS, from('203.0.113.1'));
    await listen(url, DOCUMENTS, from('203.0.113.1'));
    expect(await refusal(await listen(url, DOCUMENTS, from('203.0.113.1')))).toEqual({
      status: 429,
      header: '10',
      retryAfter: 10,
      code: 'RATE_LIMITED',
      retryable: true,
      allowed: 2,
    });
    expect((await listen(url, DOCUMENTS, from('203.0.113.2'))).status, 'others have their own').toBe(200);
    first.close();
    await vi.waitFor(async () => {
      const stream = await listen(url, DOCUMENTS, from('203.0.113.1'));
      expect(stream.status, 'one that is gone counts no more').toBe(200);
    });
  });

  test('of all, this machine too', async () => {
    const { url } = await serve({ CITETRAIL_STREAMS: '1' });
    const stream = await listen(url);
    expect(await refusal(await listen(url))).toMatchObject({ status: 429, code: 'RATE_LIMITED', allowed: 1 });
    stream.close();
    await vi.waitFor(async () => expect((await listen(url)).status).toBe(200));
  });
});

describe.skipIf(!onServer)('on a server', () => {
  const listeners = async () => {
    const rows = await rowsOf<{ pid: number }>(
      database.statements,
      sql`select pid from pg_stat_activity where datname = current_database() and application_name = 'citetrail listening'`,
    );
    return rows.map(({ pid }) => pid);
  };

  test('a process listens on one connection for all its streams, and on none when they are gone', async () => {
    const { url } = await serve();
    const streams = await Promise.all([listen(url), listen(url), listen(url)]);
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(1));
    for (const stream of streams) stream.close();
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(0));
  });

  test('a connection that is lost while it listens is replaced, and what came meanwhile is told', async () => {
    const { url } = await serve();
    const stream = await listen(url);
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(1));
    const [pid] = await listeners();
    await database.statements.execute(sql`select pg_terminate_backend(${pid}::integer)`);
    const texts = [nextPage(), nextPage()];
    await readPage(database, texts[0]!);
    expect(idsOf(await stream.take(3))[0]).toBe(postOf(texts[0]!));
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(1));
    expect(await listeners()).not.toEqual([pid]);
    await readPage(database, texts[1]!);
    expect(idsOf(await stream.take(3))[0]).toBe(postOf(texts[1]!));
  });

  test('a database that is away for a moment ends no stream', async () => {
    const reading = await another({ reading: { statement: 3_000, lock: 500, idle: 5_000 } });
    const { url } = await serve({ CITETRAIL_STREAM_LOOK_MS: '20' }, reading);
    const stream = await listen(url);
    for (let i = 0; i < 3; i++) {
      await database.statements.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name in ('citetrail listening', 'citetrail reading')`);
      const text = nextPage();
      await readPage(database, text);
      const [event] = await stream.take(3);
      expect(event!.data.errors?.[0].extensions.code ?? idsOf([event!])[0]).toBe(postOf(text));
    }
  });

  test('streams of several servers tell the same, while several writers store and others read', async () => {
    const before = (await allDocuments()).length;
    const streams = await Promise.all(
      [await serve(), await serve({}, await another())].map(({ url }) => listen(url)),
    );
    const writers = await Promise.all([another(), another(), another()]);
    await Promise.all(
      writers.map(async (writer, i) => {
        for (const text of Array.from({ length: 5 }, nextPage)) await readPage(writer, text);
        await learn(writer, WORDS.replaceAll('quay', `quay-${i}`), `words-${i}.yaml`);
      }),
    );
    const all = (await allDocuments()).slice(before);
    expect(all).toHaveLength(45);
    for (const stream of streams) expect(idsOf(await stream.take(45))).toEqual(all);
  });

  test('a page that is stored while a vocabulary is committed before it is not passed over', async () => {
    const { url } = await serve();
    const writer = await another();
    let stream: Listening | undefined;
    await writer.statements.transaction(async (tx) => {
      const [post] = await rowsOf<{ id: number }>(
        tx,
        sql`insert into entities (kind, slug, name, sort_name) values ('post', 'slow', 'Slow', 'slow') returning id`,
      );
      await tx.execute(sql`insert into posts (id, opening, body) values (${post!.id}, 'slow', 'Slow.')`);
      await learn(database, WORDS.replaceAll('quay', 'slow-quay'), 'slow.yaml');
      stream = await listen(url);
      await tx.execute(saidStored());
    });
    expect(idsOf(await stream!.take(1))).toEqual(['post:slow']);
  });
});

const WORDS = `kind: organisation
entries:
  - { slug: quay, name: The quay, summary: A quay., source: made up }
`;
