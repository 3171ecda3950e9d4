import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { ORDERS } from '../../src/read/orders.ts';
import { pageStatement } from '../../src/read/page-statement.ts';
import { ALL_RELATIONS, TRAVERSALS } from '../../src/read/traversals.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';
import { type PlanNode, scansOf } from '../support/plan.ts';

const CITATIONS = 4000;
const LIMIT = 10;

let database: Database;
let hot: number;

beforeAll(async () => {
  database = await testDatabase();
  const { statements } = database;
  await statements.execute(sql`
    insert into entities (kind, slug, name, sort_name)
    select 'report', 'r' || i, 'r', 'r' from generate_series(1, 50) i union all
    select 'post', 'p' || i, 'p', 'p' from generate_series(1, ${CITATIONS}::int) i`);
  await statements.execute(
    sql`insert into reports (id, genre) select id, 'review' from entities where kind = 'report'`,
  );
  await statements.execute(sql`insert into posts (id, opening, published_on)
    select id, slug, date '2010-01-01' + (id % 3000)::int from entities where kind = 'post'`);
  // Every post cites the hot report; every tenth another one.
  await statements.execute(sql`
    insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method, occurred_on)
    select 'cites', p.id, 'post', r.id, 'report', 1, 'link', p.published_on
    from posts p join entities r on r.kind = 'report'
      and (r.slug = 'r1' or (p.id % 10 = 0 and r.slug = 'r' || (2 + p.id % 49)))`);
  await statements.execute(sql`analyze`);
  [{ id: hot }] = (await rowsOf<{ id: number }>(
    statements,
    sql`select id from entities where slug = 'r1'`,
  )) as [{ id: number }];
});

test.each([
  ['the first page', {}, false, null],
  ['a page deep inside', {}, false, ['2014-06-01', '1']],
  ['the last page', {}, true, null],
  ['a page deep inside, parts left out', { includeParts: false }, false, ['2014-06-01', '1', '1']],
  ['the oldest first', { order: ORDERS.PostOrder.PUBLISHED_ON_ASC }, false, null],
] as const)(
  '%s of a report that thousands cite is read from an index, row by row',
  async (_, settings, fromEnd, after) => {
    const { order = ORDERS.PostOrder.PUBLISHED_ON_DESC, ...selection } = { order: undefined, ...settings };
    const window = { limit: LIMIT, fromEnd, after, before: null };
    const statement = pageStatement('citing_posts', TRAVERSALS.report.citingPosts, selection, order, window, [
      hot,
    ]);
    const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      database.statements,
      sql`explain (analyze, format json) ${statement}`,
    );
    const { types, rows } = scansOf('edges', row!['QUERY PLAN'][0]!.Plan);
    expect(
      [...types].every((type) => /^Index/.test(type)),
      [...types].join(),
    ).toBe(true);
    expect(rows).toBeGreaterThanOrEqual(LIMIT);
    expect(rows).toBeLessThanOrEqual(2 * (LIMIT + 1));
  },
);

test('the relations of a hot entity, in both directions, are read from indexes, row by row', async () => {
  const window = { limit: LIMIT, fromEnd: false, after: null, before: null };
  const order = ORDERS.RelationOrder.OCCURRED_ON_DESC;
  const statement = pageStatement('relations', TRAVERSALS.entity.relations, {}, order, window, [hot]);
  const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    database.statements,
    sql`explain (analyze, format json) ${statement}`,
  );
  const { types, rows } = scansOf('edges', row!['QUERY PLAN'][0]!.Plan);
  expect([...types].every((type) => /^Index/.test(type))).toBe(true);
  expect(rows).toBeLessThanOrEqual(2 * (LIMIT + 1));
});

test.each([
  ['the newest citations of all', { where: { kinds: ['cites'] } }, 1],
  ['the newest relations of two kinds', { where: { kinds: ['cites', 'mentions', 'cites'] } }, 2],
  ['the newest relations of all', {}, 16],
  [
    'the citations of a day in the midst of all',
    { where: { kinds: ['cites'], occurredFrom: '2014-06-01', occurredTo: '2014-06-01' } },
    1,
  ],
])('%s are read from an index, kind by kind, row by row', async (_, selection, kinds) => {
  const window = { limit: LIMIT, fromEnd: false, after: null, before: null };
  const order = ORDERS.RelationOrder.OCCURRED_ON_DESC;
  const statement = pageStatement('relations', ALL_RELATIONS, selection, order, window, [0]);
  const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    database.statements,
    sql`explain (analyze, format json) ${statement}`,
  );
  const { types, rows } = scansOf('edges', row!['QUERY PLAN'][0]!.Plan);
  expect([...types].filter((type) => !/^Index/.test(type))).toEqual([]);
  expect(rows).toBeLessThanOrEqual(kinds * (LIMIT + 1));
  expect(rows).toBeGreaterThan(0);
});
