/**
 * A graph with hidden documents answers whatever it is asked like one that never had them: every lookup, list, walk,
 * count, group, cursor, search and export. With CITETRAIL_OPERATIONS that many are asked.
 */
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { type Database, rowsOf, writing } from '../../src/store/database.ts';
import { refreshRanks } from '../../src/store/ranks.ts';
import { exported } from '../export/exported.ts';
import { apiOver } from '../support/api.ts';
import { asServed, testDatabase } from '../support/database.ts';
import { hideAll, unhideAll } from '../support/hiding.ts';
import { type Known, operationFrom } from '../support/operations.ts';
import { tellVariedGraph } from '../support/varied-graph.ts';

const OPERATIONS = Number(process.env.CITETRAIL_OPERATIONS ?? 25);
const SEED = Number(process.env.CITETRAIL_SEED ?? 3);
const HIDDEN = ['post:post-1', 'report:report-0', 'comment:comment-2', 'comment:comment-5'];

/** Takes documents and all that stands under them out of the tables. */
const remove = (database: Database, ids: readonly string[]) =>
  writing(database.statements, async (tx) => {
    await tx.execute(sql`create temp table gone on commit drop as
      with recursive gone as (
        select id from entities where kind || ':' || slug = any(${sql.param(ids)}::text[]) union
        select c.id from gone join comments c on c.post_id = gone.id or c.parent_id = gone.id)
      select id from gone`);
    await tx.execute(sql`delete from comments where id in (select id from gone)`);
    await tx.execute(sql`delete from entities where id in (select id from gone)`);
    await refreshRanks(tx);
  });

describe('a graph with hidden documents', () => {
  let whole: Database;
  let hiding: Database;
  let without: Database;
  let known: Known;

  beforeAll(async () => {
    const owners = [await testDatabase(), await testDatabase()] as const;
    for (const owner of owners) {
      known = { ...(await tellVariedGraph(owner, SEED)), cursors: {} };
      await owner.statements.execute(sql`delete from appearances`);
      for (const table of ['entities', 'edges'])
        await owner.statements.execute(
          sql`update ${sql.identifier(table)} set recorded_at = timestamptz '2021-01-01' + id * interval '1 ms'`,
        );
    }
    [whole] = owners;
    [hiding, without] = [await asServed(owners[0]), await asServed(owners[1])];
    await hideAll(owners[0], ...HIDDEN);
    await remove(owners[1], HIDDEN);
  });

  test.each([true, false])('is asked like one without them (compiled: %s)', async (compile) => {
    const [found, expected] = [apiOver(hiding, { compile }), apiOver(without, { compile })];
    let withRows = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 150, maxLength: 600, size: 'max' }),
        async (choices) => {
          const { query, variables } = operationFrom(schema, known, choices);
          const answers = await Promise.all([found, expected].map(({ ask }) => ask(query, variables)));
          if (answers[1]!.errors) return;
          expect(answers[0], JSON.stringify({ query, variables })).toEqual(answers[1]);
          if (JSON.stringify(answers[1]!.data).length > 200) withRows += 1;
        },
      ),
      { numRuns: OPERATIONS, seed: SEED, endOnFailure: true },
    );
    expect(withRows).toBeGreaterThan(0.2 * OPERATIONS);
  });

  test.each(HIDDEN)('knows nothing by the id %s', async (id) => {
    const { get } = apiOver(hiding);
    expect(await get('query ($id: ID!) { entity(id: $id) { name } node(id: $id) { id } }', { id })).toEqual({
      entity: null,
      node: null,
    });
  });

  test('is searched, counted, walked and searched for paths like one without them', async () => {
    const query = `{
      search(query: "post report comment", first: 100) { totalCount nodes { id } }
      stats { entities { kind count } relations { kind count } evidence }
      timeline(of: "report:report-1") { period count }
      neighbourhood(id: "post:post-0", depth: 2) { entities { entity { id } } relations { id } }
      paths(from: "post:post-0", to: "report:report-1", maxHops: 4, first: 10) { steps { relation { id } } }
      reports(orderBy: RANK_DESC) { nodes { id rank citedTogetherWith(first: 10) { report { id } count } } }
      traverse(from: ["report:report-1"], steps: [{ direction: BOTH }, { direction: BOTH }], first: 100) { totalCount nodes { id } }
    }`;
    const [found, expected] = await Promise.all(
      [hiding, without].map((database) => apiOver(database).ask(query)),
    );
    expect(expected!.errors).toBeUndefined();
    expect(found!.data).toEqual(expected!.data);
  });

  test.each(['entities.jsonl', 'edges.jsonl', 'evidence.jsonl', 'graph.graphml'])(
    'is exported like one without them: %s',
    async (file) => {
      const text = async (database: Database) =>
        (await exported(database, file)).content
          .toString()
          .replaceAll(/"(recordedAt|retrievedAt)":"[^"]*"|<data key="(node|edge)-recordedAt">[^<]*/g, '');
      expect(await text(hiding)).toEqual(await text(without));
    },
  );

  test('has them all again when they are shown again', async () => {
    const { get } = apiOver(hiding);
    const counts = () =>
      rowsOf(
        whole.statements,
        sql`select (select count(*) from entities) as entities,
      (select count(*) from edges) as edges, (select count(*) from evidence) as evidence,
      (select count(*) from search_entries) as findable`,
      );
    const all = await rowsOf(
      whole.statements,
      sql`select (select count(*) from public.entities) as entities,
      (select count(*) from public.edges) as edges, (select count(*) from public.evidence) as evidence,
      (select count(*) from public.entities) as findable`,
    );
    expect(await counts()).not.toEqual(all);
    await unhideAll(whole, ...HIDDEN);
    expect(await counts()).toEqual(all);
    expect(await get('{ post(slug: "post-1") { id } }')).toEqual({ post: { id: 'post:post-1' } });
  });
});

test.skipIf(!inject('server'))(
  'a reader can see neither hidden rows nor what readers have no business with',
  async () => {
    const owner = await testDatabase();
    const reader = await asServed(owner);
    for (const table of [
      'entities',
      'edges',
      'posts',
      'captures',
      'tokens',
      'audit_log',
      'hidings',
      'erasures',
    ]) {
      await expect(
        reader.statements.execute(sql`select from public.${sql.identifier(table)}`),
        table,
      ).rejects.toMatchObject({ cause: { code: '42501' } });
    }
    await expect(reader.statements.execute(sql`select from edges`)).resolves.toBeDefined();
  },
);
