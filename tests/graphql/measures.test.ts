import { beforeAll, expect, test } from 'vitest';
import { refreshRanks } from '../../src/store/ranks.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(
    database,
    `report storms 2019-05-01
     report lulls 2019-06-01
     report fogs
     post tide0 2020-01-05
     post tide1 2021-03-02
     post undated
     organisation met
     tide0 cites storms
     tide0 cites lulls
     tide1 cites storms
     tide1 mentions met
     undated cites storms
     undated cites lulls
     comment gulls on tide1
     gulls cites lulls
     gulls cites fogs`,
  );
  await refreshRanks(database.statements);
});

test('a report’s rank is its share of the votes of the documents that cite it', async () => {
  const { reports } = await api.get('{ reports(orderBy: RANK_DESC) { nodes { slug rank } } }');
  // tide0 and undated share a vote each between two, tide1 gives all of its own, gulls shares a quarter.
  expect(reports.nodes).toEqual([
    { slug: 'storms', rank: 0.5 + 1 + 0.5 },
    { slug: 'lulls', rank: 0.5 + 0.5 + 0.125 },
    { slug: 'fogs', rank: 0.125 },
  ]);
});

test('reports are paged by rank', async () => {
  const first = await api.get(
    '{ reports(orderBy: RANK_DESC, first: 2) { nodes { slug } pageInfo { endCursor } } }',
  );
  const rest = await api.get(
    `{ reports(orderBy: RANK_DESC, after: "${first.reports.pageInfo.endCursor}") { nodes { slug } } }`,
  );
  expect(rest.reports.nodes).toEqual([{ slug: 'fogs' }]);
});

test('reports that the same documents cite are counted together', async () => {
  const { report } = await api.get(
    '{ report(slug: "lulls") { citedTogetherWith { count report { slug } } one: citedTogetherWith(first: 1) { count } } }',
  );
  expect(report.citedTogetherWith).toEqual([
    { count: 2, report: { slug: 'storms' } },
    { count: 1, report: { slug: 'fogs' } },
  ]);
  expect(report.one).toEqual([{ count: 2 }]);
  const { errors } = await api.ask('{ report(slug: "lulls") { citedTogetherWith(first: 0) { count } } }');
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_RANGE' } });
});

test('a timeline counts the dated relations of an entity by year or month, and by kind', async () => {
  const { years, months, cites, nobody } = await api.get(`{
    years: timeline(of: "post:tide1") { period count kinds { kind count } }
    months: timeline(of: "report:storms", by: MONTH) { period count }
    cites: timeline(of: "post:tide1", kinds: [CITES]) { period count }
    nobody: timeline(of: "report:nothing") { period } }`);
  expect(years).toEqual([
    {
      period: '2021',
      count: 3,
      kinds: [
        { kind: 'CITES', count: 1 },
        { kind: 'COMMENTS_ON', count: 1 },
        { kind: 'MENTIONS', count: 1 },
      ],
    },
  ]);
  expect(months).toEqual([
    { period: '2020-01', count: 1 },
    { period: '2021-03', count: 1 },
  ]);
  expect(cites).toEqual([{ period: '2021', count: 1 }]);
  expect(nobody).toEqual([]);
});

test('the stats are what the lists count', async () => {
  const { stats, reports, posts, relations } = await api.get(`{
    stats { entities { kind count } relations { kind count } evidence pages lastRead }
    reports { totalCount } posts { totalCount } relations(where: {}) { totalCount } }`);
  const of = (kind: string) => stats.entities.find((entry: { kind: string }) => entry.kind === kind).count;
  expect([of('REPORT'), of('POST')]).toEqual([reports.totalCount, posts.totalCount]);
  const sum = stats.relations.reduce((total: number, { count }: { count: number }) => total + count, 0);
  expect(sum).toBe(relations.totalCount);
  expect(stats).toMatchObject({ pages: 1, evidence: sum });
  expect(Date.parse(stats.lastRead)).toBeGreaterThan(0);
});
