import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, rowsOf } from '../../src/store/database.ts';
import type { Prepared } from '../../src/store/prepared.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { type PlanNode, scansOf } from '../support/plan.ts';
import { tell } from '../support/story.ts';

const CITATIONS = 2000;
const COMMENTS = 20;

let database: Awaited<ReturnType<typeof testDatabase>>;

/** What was run last by the database that `watched` gives. */
let last: { statement: Prepared; values: readonly unknown[] };

/** The same database, watched. */
const watched = (): Database => ({
  ...database,
  prepared: (statement, values) => {
    last = { statement, values };
    return database.prepared(statement, values);
  },
});

beforeAll(async () => {
  database = await testDatabase();
  const { statements } = database;
  await tell(database, 'report hot\npost p0 2021-01-01\np0 cites hot');
  // Posts of many days, all of which cite the hot report, each with a thread and a quote.
  await statements.execute(sql`insert into entities (kind, slug, name, sort_name)
    select 'post', 'p' || i, 'p', 'p' from generate_series(1, ${CITATIONS}::int) i`);
  await statements.execute(sql`insert into posts (id, opening, published_on)
    select id, slug, date '2010-01-01' + (id % 3000)::int from entities where kind = 'post' and slug <> 'p0'`);
  await statements.execute(sql`
    insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method, occurred_on)
    select 'cites', p.id, 'post', r.id, 'report', 1, 'link', p.published_on from posts p, reports r
    on conflict do nothing`);
  await statements.execute(sql`insert into evidence (edge_id, capture_id, start, "end", confidence, method, exact, prefix, suffix)
    select e.id, c.id, 1, 2, 1, 'link', 'x', '', '' from edges e, captures c on conflict do nothing`);
  await statements.execute(sql`with c as (
      insert into entities (kind, slug, name, sort_name)
      select 'comment', 'c-' || p.id || '-' || i, 'c', 'c' from posts p, generate_series(1, ${COMMENTS}::int) i
      where p.id % 40 = 0 returning id, slug)
    insert into comments (id, post_id, depth, position, body)
    select id, split_part(slug, '-', 2)::bigint, 0, split_part(slug, '-', 3)::int, 'text' from c`);
  await statements.execute(sql`analyze`);
});

/** How the database carries out what was run last. */
async function planOfLast(): Promise<PlanNode> {
  const { statement, values } = last;
  const parts = statement.text
    .split(/\$\d+/)
    .map((part, i) => sql`${i > 0 ? sql`${values[i - 1]}` : sql``}${sql.raw(part)}`);
  const [row] = await rowsOf<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    database.statements,
    sql`explain (analyze, format json) ${sql.join(parts)}`,
  );
  return row!['QUERY PLAN'][0].Plan;
}

const TRAIL = `query ($slug: String!, $after: String, $comments: Int) { report(slug: $slug) { name citingPosts(first: 10, after: $after) {
  pageInfo { endCursor hasNextPage hasPreviousPage }
  edges { relation { evidence { nodes { quote { exact } } } }
    node { name authors { name } comments(first: $comments) { nodes { body } } } } } } }`;

test('a trail through a report that thousands cite reads its rows from indexes, and stops', async () => {
  const { get } = apiOver(watched());
  const first = await get(TRAIL, { slug: 'hot', comments: 5 });
  let { pageInfo } = first.report.citingPosts;
  for (let page = 0; page < 3; page++) {
    ({ pageInfo } = (
      await get(TRAIL, { slug: 'hot', after: pageInfo.endCursor, comments: 5 })
    ).report.citingPosts);
  }
  const plan = await planOfLast();
  for (const [table, most] of [
    ['edges', 10 + 11 + 1 + 10 * 2],
    ['entities', 1 + 10],
    ['evidence', 10],
    ['comments', 10 * 5],
  ] as const) {
    const { types, rows } = scansOf(table, plan);
    expect(
      [...types].filter((type) => !/^Index|^Bitmap/.test(type)),
      table,
    ).toEqual([]);
    expect(rows, table).toBeLessThanOrEqual(2 * most);
  }
});

test('rows that are counted and grouped are read once, and their parts not where there are none', async () => {
  const { get } = apiOver(watched());
  const { report } = await get(
    '{ report(slug: "hot") { citedBy { totalCount groupBy(keys: [YEAR]) { count } } } }',
  );
  const counts: number[] = report.citedBy.groupBy.map(({ count }: { count: number }) => count);
  expect(report.citedBy.totalCount).toBe(CITATIONS + 1);
  expect(counts.reduce((sum, count) => sum + count)).toBe(CITATIONS + 1);
  expect(scansOf('edges', await planOfLast()).rows).toBe(CITATIONS + 1);
});

describe('what shapes a statement', () => {
  const textOf = async (query: string, variables: object) => {
    await apiOver(watched()).get(query, variables);
    return last.statement.text;
  };

  test.each([
    ['a slug', '($s: String!) { report(slug: $s) { name } }', { s: 'hot' }, { s: 'none' }],
    ['an id of the same kind', '($i: ID!) { node(id: $i) { id } }', { i: 'post:p1' }, { i: 'post:p2' }],
    [
      'what a filter is held to',
      '($w: PostFilter) { posts(where: $w) { totalCount } }',
      { w: { publishedFrom: '2010-02-01', author: 'author:a' } },
      { w: { publishedFrom: '2011-02-01', author: 'author:b' } },
    ],
  ])('is not %s', async (_, query, one, other) => {
    expect(await textOf(`query ${query}`, one)).toBe(await textOf(`query ${query}`, other));
  });

  test.each([
    ['an id of another kind', '($i: ID!) { node(id: $i) { id } }', { i: 'post:p1' }, { i: 'report:hot' }],
    ['a number of rows', '($n: Int) { posts(first: $n) { nodes { id } } }', { n: 2 }, { n: 3 }],
    [
      'an order',
      '($o: PostOrder) { posts(orderBy: $o) { nodes { id } } }',
      { o: 'NAME_ASC' },
      { o: 'NAME_DESC' },
    ],
    [
      'which conditions there are',
      '($w: PostFilter) { posts(where: $w) { totalCount } }',
      { w: {} },
      { w: { label: 'x' } },
    ],
    [
      'a directive',
      '($b: Boolean!) { posts { totalCount nodes @skip(if: $b) { id } } }',
      { b: true },
      { b: false },
    ],
  ])('is %s', async (_, query, one, other) => {
    expect(await textOf(`query ${query}`, one)).not.toBe(await textOf(`query ${query}`, other));
  });
});

describe('what is not compiled is left to resolvers', () => {
  test('beside what is, in the order of the document', async () => {
    const { get } = apiOver(database);
    const query =
      '{ a: report(slug: "hot") { name } stats { pages } b: post(slug: "p0") { name } __typename }';
    const statements = await database.log.during(async () => {
      expect(Object.keys(await get(query))).toEqual(['a', 'stats', 'b', '__typename']);
    });
    expect(statements).toContain('pages_read');
    expect(statements.filter((name) => name === 'compiled')).toHaveLength(1);
  });

  test('and said, with the reason, to who asks', async () => {
    const response = await apiOver(database).handler.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-citetrail-explain': '1' },
      body: JSON.stringify({ query: '{ report(slug: "hot") { name } stats { pages } }' }),
    });
    const { data, extensions } = (await response.json()) as { data: object; extensions: object };
    expect(data).toEqual({ report: { name: 'hot' }, stats: { pages: 1 } });
    expect(extensions).toMatchObject({
      compiled: { leftOut: [{ field: 'stats', reason: 'Query.stats is not compiled' }] },
    });
  });

  test('as is all, where a statement fails; that is logged', async () => {
    const { ask, faults } = apiOver({ ...database, prepared: () => Promise.reject(new Error('secret')) });
    expect(await ask('{ report(slug: "hot") { name } }')).toMatchObject({
      data: { report: { name: 'hot' } },
    });
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(faults)).not.toMatch(/secret/);
  });
});

test('an answer needs no statement where nothing is read', async () => {
  const { get } = apiOver(database);
  const statements = await database.log.during(async () => {
    expect(await get('{ __typename }')).toEqual({ __typename: 'Query' });
  });
  expect(statements).toEqual([]);
});

test('a document is parsed, and an operation planned, once', async () => {
  const { get } = apiOver(watched());
  const query = 'query ($s: String!) { report(slug: $s) { slug } }';
  await get(query, { s: 'hot' });
  const { statement } = last;
  await get(query, { s: 'p0' });
  expect(last.statement).toBe(statement);
});

test('a list as long as a request may carry is answered, and no plan kept for it', async () => {
  const { get } = apiOver(database);
  const query = 'query ($k: [RelationKind!]) { report(slug: "hot") { relations(kinds: $k) { totalCount } } }';
  const statements = await database.log.during(async () => {
    const { report } = await get(query, { k: Array.from({ length: 5000 }, () => 'CITES') });
    expect(report.relations.totalCount).toBeGreaterThan(CITATIONS);
  });
  expect(statements).not.toContain('compiled');
});
