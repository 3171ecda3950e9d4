import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EntityKey } from '../../src/read/loaders.ts';
import {
  frontierOf,
  levelStatement as neighbourhoodLevel,
  neighboursOf,
  relationsAmong,
} from '../../src/read/neighbourhood.ts';
import { findPaths, levelStatement as pathLevel } from '../../src/read/paths.ts';
import { type Step, traverse, traverseStatement } from '../../src/read/traverse.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';
import { type PlanNode, scansOf } from '../support/plan.ts';

/** Posts that cite the hot report; the first hundred of them cite others as well. */
const CITATIONS = 3000;
const OTHERS = 50;
/** How many relations a step may read here. */
const FEW = 200;

const EVERY: Step = { direction: 'both', least: 1, most: 1 };
const LIMITS = { default: 20, most: 100 };

let database: Database;
let hot: EntityKey;
let other: EntityKey;
let post: EntityKey;

describe.each([
  { graph: 'a graph as just written', tidied: false },
  { graph: 'a graph that was tidied', tidied: true },
])('in $graph', ({ tidied }) => {
  beforeAll(async () => {
    database = await testDatabase();
    const { statements } = database;
    await statements.execute(sql`
    insert into entities (kind, slug, name, sort_name)
    select 'report', 'r' || i, 'r', 'r' from generate_series(0, ${OTHERS}::int) i union all
    select 'post', 'p' || i, 'p', 'p' from generate_series(1, ${CITATIONS}::int) i`);
    await statements.execute(sql`
    insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method, occurred_on)
    select 'cites', p.id, 'post', r.id, 'report', 1, 'link', date '2010-01-01' + (p.id % 1000)::int
    from entities p join entities r on r.kind = 'report' and p.kind = 'post'
      and (r.slug = 'r0' or (p.id % 30 = 0 and r.slug = 'r' || (1 + p.id / 30 % ${OTHERS}::int)))`);
    // As a server does in time: from here on, what stands in an index need not be looked up in the table.
    if (tidied) await statements.execute(sql`vacuum analyze`);
    else await statements.execute(sql`analyze`);
    [hot, other, post] = (await Promise.all(
      ['r0', 'r1', 'p1'].map(async (slug) => {
        const [row] = await rowsOf<EntityKey>(
          statements,
          sql`select id, kind from entities where slug = ${slug}`,
        );
        return row!;
      }),
    )) as [EntityKey, EntityKey, EntityKey];
  });

  /** How many rows of `edges` a statement reads, and whether all of them from indexes. */
  async function reads(statement: SQL): Promise<number> {
    const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      database.statements,
      sql`explain (analyze, format json) ${statement}`,
    );
    const { types, rows } = scansOf('edges', row!['QUERY PLAN'][0]!.Plan);
    expect([...types].filter((type) => !/^Index/.test(type))).toEqual([]);
    return rows;
  }

  test.each<[string, Partial<Step>]>([
    ['along all relations', {}],
    ['along one kind', { kinds: ['cites'] }],
    ['along several kinds to several kinds', { kinds: ['cites', 'responds_to'], types: ['post', 'report'] }],
    ['to one kind', { types: ['post'] }],
    ['under a condition that none passes', { where: { minConfidence: 2 } }],
  ])('a step from a report that thousands cite reads no more than it may %s', async (_, step) => {
    const statement = traverseStatement([hot], [{ ...EVERY, ...step }], null, 20, FEW);
    // Under conditions each relation is read once more, by its id.
    expect(await reads(statement)).toBeLessThanOrEqual((step.where ? 2 : 1) * (FEW + 1));
    const page = await traverse(
      database.statements,
      { from: [hot], steps: [{ ...EVERY, ...step }], page: {} },
      LIMITS,
      FEW,
    );
    expect(page.truncated).toBe(true);
  });

  test('nor do several steps, each, however often repeated', async () => {
    const steps = [{ ...EVERY, most: 5 }, EVERY];
    const rows = await reads(traverseStatement([post, hot], steps, null, 20, FEW));
    expect(rows).toBeGreaterThan(FEW);
    expect(rows).toBeLessThanOrEqual(2 * (FEW + 1));
  });

  test('a level of a search for paths counts both sides, and reads on from the one that has less', async () => {
    expect(await reads(pathLevel([[hot], [other]], null, FEW))).toBeLessThanOrEqual(FEW + 1 + 2 * 2);
    const both = await reads(pathLevel([[hot], [hot]], ['cites'], FEW));
    expect(both).toBeLessThanOrEqual(3 * (FEW + 1));
  });

  test('a path that passes the hot report is found without reading it', async () => {
    const question = { from: post, to: other, maxHops: 4, first: 1 };
    const { paths, cut } = await findPaths(database.statements, question, FEW);
    expect(paths).toHaveLength(1);
    expect(paths[0]!.map(({ from }) => from)).toContain(hot.id);
    expect(cut).toEqual([]);
  });

  test('the neighbourhood of the hot report is read no further than its limit needs', async () => {
    const { statements } = database;
    const limit = 50;
    expect(await reads(neighbourhoodLevel([hot], null, [hot.id], limit, FEW))).toBeLessThanOrEqual(2 * limit);
    const taken = await neighboursOf(statements, hot, { depth: 3, kinds: null, limit }, FEW);
    expect(taken).toHaveLength(limit);
    expect((await frontierOf(statements, taken, null))[0]).toEqual({ ...hot, distance: 0 });
    const among = await relationsAmong(statements, taken, null, FEW);
    expect(among).toMatchObject({ truncated: false });
    expect(among.edges).toHaveLength(limit - 1);
  });
});
