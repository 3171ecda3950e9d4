/** What holds of connections over any graph. Each run tells a graph of its own into the same database. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { PATIENCE, runs } from '../support/runs.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
let graphsTold = 0;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
});

const DAYS = ['2019-12-31', '2020-01-01', '2020-01-01', '2021-06-15', ''];

/** A small graph: reports, some of them parts, posts with days, comments in a thread, and who says what of whom. */
const graphs = fc
  .record({
    posts: fc.array(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 5 }),
    reports: fc.integer({ min: 1, max: 3 }),
    part: fc.boolean(),
    comments: fc.array(fc.nat({ max: 4 }), { maxLength: 5 }),
    cites: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 14 }),
    mentions: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
    wrote: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }),
  })
  .map(({ posts, reports, part, comments, cites, mentions, wrote }) => (run: number) => {
    const name = (kind: string, i: number) => `${kind}${i}-${run}`;
    const thread = comments.map((above, i) =>
      above === 0 || above > i ? `on ${name('post', 0)}` : `under ${name('comment', above - 1)}`,
    );
    const documents = [
      ...posts.map((_, i) => name('post', i)),
      ...comments.map((_, i) => name('comment', i)),
    ];
    const pick = (names: readonly string[], i: number) => names[i % names.length]!;
    const reportNames = Array.from({ length: reports }, (_, i) => name('report', i));
    const named = [name('author', 0), name('author', 1), name('organisation', 0)];
    const story = [
      ...named.map((slug) => `${slug.replace(/\d-.*/, '')} ${slug}`),
      ...reportNames.map((slug) => `report ${slug}`),
      ...(part && reports > 1 ? [`${reportNames[1]} is part of ${reportNames[0]}`] : []),
      ...posts.map((day, i) => `post ${name('post', i)} ${day}`.trim()),
      ...comments.map((_, i) => `comment ${name('comment', i)} ${thread[i]}`),
      ...cites.map(([from, to]) => `${pick(documents, from)} cites ${pick(reportNames, to)}`),
      ...mentions.map(([from, to]) => `${pick(documents, from)} mentions ${pick(named, to)}`),
      ...wrote.map(([from, to]) => `${pick(documents, from)} is written by ${pick(named, to)}`),
    ];
    return { story: story.join('\n'), report: reportNames[0]!, post: name('post', 0), author: named[0]! };
  });

const WALKS = [
  {
    start: 'report',
    field: 'citedBy',
    orders: ['OCCURRED_ON_DESC', 'OCCURRED_ON_ASC'],
    key: 'SOURCE_KIND, YEAR',
  },
  { start: 'report', field: 'citingPosts', orders: ['PUBLISHED_ON_DESC', 'NAME_DESC'], key: 'YEAR, AUTHOR' },
  { start: 'report', field: 'citingComments', orders: ['THREAD', 'PUBLISHED_ON_ASC'], key: 'POST' },
  {
    start: 'report',
    field: 'relations',
    orders: ['OCCURRED_ON_ASC', 'CONFIDENCE_DESC'],
    key: 'KIND, METHOD',
  },
  { start: 'post', field: 'relations', orders: ['OCCURRED_ON_DESC', 'RECORDED_AT_DESC'], key: 'TARGET' },
  { start: 'post', field: 'comments', orders: ['THREAD', 'PUBLISHED_ON_DESC'], key: 'AUTHOR' },
  { start: 'author', field: 'mentionedIn', orders: ['OCCURRED_ON_DESC'], key: 'SOURCE, MONTH' },
] as const;

type Slice = {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  groupBy: { count: number }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
};

test(
  'forward pages are the backward pages reversed, nothing comes twice, and counts and groups add up to them',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        graphs,
        fc.constantFrom(...WALKS),
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        async (graph, walk, which, size) => {
          const told = graph(++graphsTold);
          await tell(database, told.story);
          const order = walk.orders[which % walk.orders.length];
          const slice = async (args: string): Promise<Slice> => {
            const data =
              await api.get(`{ it: ${walk.start}(slug: "${told[walk.start]}") { it: ${walk.field}(${args}, orderBy: ${order}) {
          totalCount edges { cursor node { id } } groupBy(keys: [${walk.key}], first: 1000) { count }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`);
            return data.it.it;
          };
          const ids = ({ edges }: Slice) => edges.map(({ node }) => node.id);
          const all = await slice('first: 100');
          const forward: string[] = [];
          for (let args = `first: ${size}`; args; ) {
            const page = await slice(args);
            forward.push(...ids(page));
            args = page.pageInfo.hasNextPage ? `first: ${size}, after: "${page.pageInfo.endCursor}"` : '';
          }
          const backward: string[] = [];
          for (let args = `last: ${size}`; args; ) {
            const page = await slice(args);
            backward.unshift(...ids(page));
            args = page.pageInfo.hasPreviousPage
              ? `last: ${size}, before: "${page.pageInfo.startCursor}"`
              : '';
          }
          expect(forward).toEqual(ids(all));
          expect(backward).toEqual(ids(all));
          expect(new Set(forward).size).toBe(forward.length);
          expect(all.totalCount).toBe(forward.length);
          expect(all.groupBy.reduce((sum, { count }) => sum + count, 0)).toBe(forward.length);
        },
      ),
      { numRuns: runs(10) },
    );
  },
  PATIENCE,
);

test(
  'every relation is found from both of its ends, read the way that its end reads it',
  async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const told = graph(++graphsTold);
        await tell(database, told.story);
        const { it } =
          await api.get(`{ it: report(slug: "${told.report}") { id relations(first: 100) { nodes {
        id label source { id relations(first: 100, direction: FORWARD) { nodes { id label } } }
        target { id relations(first: 100, direction: BACKWARD) { nodes { id label } } } } } } }`);
        for (const { id, label, source, target } of it.relations.nodes) {
          const forward = source.relations.nodes.find((relation: { id: string }) => relation.id === id);
          const backward = target.relations.nodes.find((relation: { id: string }) => relation.id === id);
          expect(forward).toBeDefined();
          expect(backward).toBeDefined();
          expect(forward.label).not.toBe(backward.label);
          expect(label).toBe(source.id === it.id ? forward.label : backward.label);
        }
      }),
      { numRuns: runs(5) },
    );
  },
  PATIENCE,
);
