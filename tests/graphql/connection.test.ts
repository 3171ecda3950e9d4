import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

/** Posts that cite storms: two on one day, one undated, some citing only a part of storms. */
const DATED = ['2020-01-05', '2021-03-02', '2021-03-02', '2022-07-01', '2023-11-30'];

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(
    database,
    `report storms 2019-05-01
     report storms-one 2019-05-01
     report storms-two 2020-06-01
     storms-one is part of storms
     storms-two is part of storms
     report lulls
     author ada
     organisation met
     policy sirens
     ada wrote storms
     storms is published by met
     ${DATED.map((date, i) => `post tide${i} ${date}\ntide${i} cites storms-${i % 2 ? 'one' : 'two'}`).join('\n')}
     post undated
     undated cites storms
     undated cites storms-one
     undated mentions met
     tide0 cites storms
     tide1 cites storms-two
     tide4 mentions ada
     comment gulls on tide1
     comment terns under gulls
     comment skuas under terns
     comment auks on tide1
     terns cites storms-two
     auks cites storms`,
  );
});

const SLUGS = ['tide4', 'tide3', 'tide2', 'tide1', 'tide0', 'undated'];

const citing = (args: string, report = 'storms') =>
  api
    .get(`{ report(slug: "${report}") { citingPosts(${args}) {
    totalCount nodes { slug } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`)
    .then(({ report }) => report.citingPosts);
const slugs = ({ nodes }: { nodes: { slug: string }[] }) => nodes.map(({ slug }) => slug);

const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

type Slice = {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
};

test('a series is cited by what cites its parts, each once, newest first, the undated last', async () => {
  const page = await citing('first: 10');
  expect(slugs(page)).toEqual(SLUGS);
  expect(page.totalCount).toBe(SLUGS.length);
});

test('without its parts a series is cited by what names the series itself', async () => {
  const page = await citing('includeParts: false');
  expect(slugs(page)).toEqual(['tide0', 'undated']);
  expect(page.totalCount).toBe(2);
});

test('a report that nothing cites has an empty page', async () => {
  expect(await citing('first: 3', 'lulls')).toEqual({
    totalCount: 0,
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

test('pages of any size, forward or backward, in any order, give every row once and in that order', async () => {
  const orders = ['PUBLISHED_ON_DESC', 'PUBLISHED_ON_ASC', 'NAME_ASC', 'NAME_DESC'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...orders),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (order, size, forward) => {
        const all = slugs(await citing(`orderBy: ${order}`));
        const walked: string[] = [];
        let cursor = '';
        for (;;) {
          const page = await citing(
            forward
              ? `orderBy: ${order}, first: ${size} ${cursor && `, after: "${cursor}"`}`
              : `orderBy: ${order}, last: ${size} ${cursor && `, before: "${cursor}"`}`,
          );
          expect(page.totalCount).toBe(all.length);
          if (forward) walked.push(...slugs(page));
          else walked.unshift(...slugs(page));
          cursor = forward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
          if (!(forward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) break;
        }
        expect(walked).toEqual(all);
      },
    ),
    { numRuns: runs(10) },
  );
});

test('a cursor holds while rows come before it', async () => {
  const { pageInfo } = await citing('first: 2');
  await tell(database, `post newest 2024-01-01\nnewest cites storms`);
  try {
    expect(slugs(await citing(`first: 2, after: "${pageInfo.endCursor}"`))).toEqual(['tide2', 'tide1']);
  } finally {
    await database.statements.execute(`delete from entities where slug = 'newest'`);
  }
});

describe('a page says whether rows come before it and follow it, from wherever to wherever it is asked for', () => {
  test.each([
    // What is asked for, and places before all rows and behind them, as of rows that are gone.
    [
      '{ from: report(slug: "storms") { page: citingPosts($) } }',
      'PUBLISHED_ON_DESC',
      ['9999-12-31', '9'],
      ['0001-01-01', '0'],
    ],
    ['{ from: report(slug: "storms") { page: citingPosts($) } }', 'NAME_ASC', ['', '0'], ['~', '0']],
    [
      '{ from: report(slug: "storms") { page: relations($) } }',
      'OCCURRED_ON_ASC',
      ['0001-01-01', '0', '0'],
      ['9999-12-31', '0', '0'],
    ],
    ['{ from: post(slug: "tide1") { page: comments($) } }', 'THREAD', ['0', '0'], ['99', '0']],
    ['{ page: posts($) }', 'NAME_DESC', ['~', '0'], ['', '0']],
  ])('%s in the order %s', async (query, order, first, last) => {
    const [compiled, loaded] = [api, apiOver(database, { compile: false })];
    const asked = async ({ get }: typeof api, args: string): Promise<Slice> => {
      const { from, page } = await get(
        query.replace(
          '$)',
          `${args}, orderBy: ${order}) { edges { cursor node { id } } pageInfo { hasPreviousPage hasNextPage } }`,
        ),
      );
      return page ?? from.page;
    };
    const all = await asked(loaded, 'first: 100');
    const ids = (page: Slice) => page.edges.map(({ node }) => node.id);
    const places = [
      cursor(order, ...first),
      ...all.edges.map(({ cursor }) => cursor),
      cursor(order, ...last),
    ];
    const rows = ids(all);
    const place = fc.option(fc.integer({ min: -1, max: rows.length }), { nil: null });
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        place,
        place,
        async (forward, size, after, before) => {
          const from = after === null ? 0 : Math.min(after + 1, rows.length);
          const to = before === null ? rows.length : Math.max(before, 0);
          const window = rows.slice(from, to);
          const expected = forward ? window.slice(0, size) : window.slice(-size);
          const isBefore = expected.length > 0 ? rows.indexOf(expected[0]!) > 0 : from > 0;
          const follow =
            expected.length > 0 ? rows.indexOf(expected.at(-1)!) < rows.length - 1 : to < rows.length;
          const args = [
            `${forward ? 'first' : 'last'}: ${size}`,
            ...(after === null ? [] : [`after: "${places[after + 1]}"`]),
            ...(before === null ? [] : [`before: "${places[before + 1]}"`]),
          ].join();
          for (const api of [compiled, loaded]) {
            const page = await asked(api, args);
            expect(ids(page), args).toEqual(expected);
            expect(page.pageInfo, args).toEqual({ hasPreviousPage: isBefore, hasNextPage: follow });
          }
        },
      ),
      { numRuns: runs(40) },
    );
  });
});

test('what is beside a page is read only where it is asked for, by one statement for all rows', async () => {
  const loaded = apiOver(database, { compile: false });
  const { edges } = await citing('first: 6');
  const ask = (pageInfo: string) => () =>
    loaded.get(`{ reports { nodes { citingPosts(first: 2, after: "${edges[1].cursor}") {
      nodes { id } pageInfo { ${pageInfo} } } } } }`);
  const without = await database.log.during(ask('hasNextPage endCursor'));
  const beside = await database.log.during(ask('hasNextPage hasPreviousPage'));
  expect(without).not.toContain('beside_citing_posts');
  expect(beside.sort()).toEqual([...without, 'beside_citing_posts'].sort());
});

test('rows between two cursors can be asked for', async () => {
  const { edges } = await citing('first: 6');
  const between = await citing(`first: 10, after: "${edges[0].cursor}", before: "${edges[3].cursor}"`);
  expect(slugs(between)).toEqual(SLUGS.slice(1, 3));
});

describe('conditions', () => {
  test.each([
    ['where: { publishedFrom: "2021-03-02", publishedTo: "2022-12-31" }', ['tide3', 'tide2', 'tide1']],
    ['where: { publishedTo: "2020-12-31" }', ['tide0']],
    ['where: { nameContains: "DATED" }', ['undated']],
    ['where: { label: "DIP" }', []],
    ['where: {}', SLUGS],
  ])('%s holds for rows and count alike', async (where, expected) => {
    const page = await citing(where);
    expect(slugs(page)).toEqual(expected);
    expect(page.totalCount).toBe(expected.length);
  });

  test('a list of kinds, of ends and a direction narrow the relations of an entity', async () => {
    const { entity } = await api.get(`{ entity(id: "report:storms") {
      all: relations(first: 50) { totalCount }
      in: relations(direction: BACKWARD) { nodes { label target { slug } } }
      cited: relations(kinds: [CITES]) { totalCount nodes { source { slug } } }
      people: relations(types: [AUTHOR, ORGANISATION]) { totalCount nodes { target { slug } } }
    } }`);
    const { cited, people } = entity;
    expect(
      entity.in.nodes.every(({ target }: { target: { slug: string } }) => target.slug === 'storms'),
    ).toBe(true);
    expect(entity.in.nodes.map(({ label }: { label: string }) => label)).toContain('is cited by');
    expect(cited.totalCount).toBe(3);
    expect(people.nodes.map(({ target }: { target: { slug: string } }) => target.slug).sort()).toEqual([
      'ada',
      'met',
    ]);
    expect(entity.all.totalCount).toBe(cited.totalCount + people.totalCount + 2);
  });

  test('relations of the whole graph are filtered by method, confidence and date', async () => {
    const { sure, dated } = await api.get(`{
      sure: relations(where: { minConfidence: 0.95, methods: [MARKUP] }) { totalCount nodes { kind } }
      dated: relations(where: { kinds: [CITES], occurredFrom: "2022-01-01" }) { nodes { source { slug } } }
    }`);
    expect(sure.totalCount).toBe(sure.nodes.length);
    expect(new Set(sure.nodes.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['COMMENTS_ON', 'REPLIES_TO']),
    );
    expect(dated.nodes.map(({ source }: { source: { slug: string } }) => source.slug)).toEqual([
      'tide4',
      'tide3',
    ]);
  });
});

test('a thread comes as one reads down the page, with depth and parent, or only its top', async () => {
  const { post } = await api.get(`{ post(slug: "tide1") {
    comments { totalCount nodes { slug depth position siblingPosition siblingCount parent { slug } replies { nodes { slug } } } }
    top: comments(topLevelOnly: true) { totalCount nodes { slug } }
  } }`);
  expect(post.comments.totalCount).toBe(4);
  expect(post.comments.nodes.map((c: { slug: string; depth: number }) => [c.slug, c.depth])).toEqual([
    ['gulls', 0],
    ['terns', 1],
    ['skuas', 2],
    ['auks', 0],
  ]);
  expect(
    post.comments.nodes.map((c: { siblingPosition: number; siblingCount: number }) => [
      c.siblingPosition,
      c.siblingCount,
    ]),
  ).toEqual([
    [1, 2],
    [1, 1],
    [1, 1],
    [2, 2],
  ]);
  expect(post.comments.nodes[1]).toMatchObject({
    parent: { slug: 'gulls' },
    replies: { nodes: [{ slug: 'skuas' }] },
  });
  expect(post.top).toEqual({ totalCount: 2, nodes: [{ slug: 'gulls' }, { slug: 'auks' }] });
});

test('comments that cite a series are found through its parts, in thread order when asked', async () => {
  const { report } = await api.get(`{ report(slug: "storms") {
    citingComments(orderBy: THREAD) { totalCount nodes { slug post { slug } } } } }`);
  expect(report.citingComments.nodes).toEqual([
    { slug: 'terns', post: { slug: 'tide1' } },
    { slug: 'auks', post: { slug: 'tide1' } },
  ]);
});

describe('what makes no sense is refused with a code and what was expected', () => {
  test.each([
    ['first: 0', 'BAD_RANGE', /`first` is 0; expected 1 to 100/],
    ['first: 101', 'BAD_RANGE', /`first` is 101; expected 1 to 100/],
    ['last: -1', 'BAD_RANGE', /`last` is -1/],
    ['first: 1, last: 1', 'BAD_RANGE', /Both/],
    ['after: "gibberish"', 'BAD_CURSOR', /gibberish/],
    ['after: ""', 'BAD_CURSOR', /not a cursor/],
    [
      `after: "${Buffer.from('["PUBLISHED_ON_DESC","x","1","1"]').toString('base64url')}"`,
      'BAD_CURSOR',
      /not a cursor/,
    ],
    [
      `after: "${Buffer.from('["NAME_ASC","a","1","1"]').toString('base64url')}"`,
      'BAD_CURSOR',
      /order NAME_ASC/,
    ],
  ])('%s is %s', async (args, code, message) => {
    const { errors } = await api.ask(
      `{ report(slug: "storms") { citingPosts(${args}) { nodes { slug } } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });
});

test.each([
  ['PUBLISHED_ON_DESC', '0001-01-01', 'posts(orderBy: PUBLISHED_ON_DESC'],
  ['RANK_DESC', '5e-324', 'reports(orderBy: RANK_DESC'],
  ['RANK_DESC', '999999999999999.99999', 'reports(orderBy: RANK_DESC'],
  ['CONFIDENCE_DESC', '1.99999999999999999999', 'relations(where: {}, orderBy: CONFIDENCE_DESC'],
  ['RECORDED_AT_DESC', '0001-01-01 00:00:00+15:59:59', 'relations(where: {}, orderBy: RECORDED_AT_DESC'],
  ['RECORDED_AT_DESC', '9999-12-31 23:59:59.999999-15', 'relations(where: {}, orderBy: RECORDED_AT_DESC'],
])('a place that is read, as %s %s, is one to the database', async (order, value, list) => {
  for (const compile of [true, false]) {
    const strict = apiOver(database, { compile });
    await strict.get(
      `{ of: ${list}, after: "${cursor(order, value, '999999999999999999')}") { nodes { id } } }`,
    );
    expect(strict.faults).toEqual([]);
  }
});

describe('a day that there is none of is refused', () => {
  test.each(['0000-01-01', '2021-02-30', '21-02-03', '2021-13-01', ''])(
    'as “%s” in a document, which says where it stands',
    async (day) => {
      const { errors } = await api.ask(
        `{ posts(where: { publishedFrom: "2021-01-01",\n publishedTo: "${day}" }) { totalCount } }`,
      );
      expect(errors).toEqual([
        {
          message: `Found "${day}"; expected a day such as 2021-08-18.`,
          locations: [{ line: 2, column: 15 }],
          extensions: { code: 'BAD_DATE' },
        },
      ]);
    },
  );

  test('as a value of a variable, whose name and part are said', async () => {
    const { errors } = await api.ask('query ($where: PostFilter) { posts(where: $where) { totalCount } }', {
      where: { has: { occurredFrom: '0000-05-01' } },
    });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(
        /\$where.* at "where.has.occurredFrom"; Found "0000-05-01"; expected a day/,
      ),
      extensions: { code: 'BAD_DATE' },
    });
  });

  test('as a value of another sort, as it is written', async () => {
    const { errors } = await api.ask('{ posts(where: { publishedFrom: 2021 }) { totalCount } }');
    expect(errors?.[0]?.message).toBe('Found 2021; expected a day such as 2021-08-18.');
  });
});

test('the statements of a request do not grow with its rows', async () => {
  const walk = (size: number) => `{ report(slug: "storms") { name authors { name }
    citingPosts(first: ${size}) { totalCount edges {
      relation { id kind evidence(first: 2) { nodes { quote { exact } verified capture { sha256 } } } }
      node { name authors { name } comments(first: 5) { totalCount nodes { authorName parent { id } post { id } } } }
    } } } }`;
  const loaded = apiOver(database, { compile: false });
  const few = await database.log.during(() => loaded.get(walk(4)));
  const many = await database.log.during(() => loaded.get(walk(6)));
  expect(many.sort()).toEqual(few.sort());
  expect(few.length).toBeLessThanOrEqual(20);
});

test('walks and lists of the same name keep to their own rows', async () => {
  const loaded = apiOver(database, { compile: false });
  const fields = '{ totalCount nodes { slug } groupBy(keys: [YEAR]) { count } }';
  const both = await loaded.get(`{ posts ${fields} author(slug: "ada") { posts ${fields} } }`);
  const list = await loaded.get(`{ posts ${fields} }`);
  const walk = await loaded.get(`{ author(slug: "ada") { posts ${fields} } }`);
  expect(both).toEqual({ ...list, ...walk });
  expect(both.author.posts.totalCount).toBeLessThan(both.posts.totalCount);
});
