import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';
import type { GraphOfPages, Pages } from './graph-of-pages.ts';

/** The posts that name the second part of the Black review, newest first. */
const CITING_PART_TWO = [
  ['Predictable, Populist, Confused', '2022-07-27'],
  ["Don't Tell Tory Voters!", '2021-12-05'],
  ['Police Talking Sense on Drugs', '2021-10-24'],
  ['Reality Behind Love-in', '2021-08-19'],
  ['Rain Falls on Probation Parade', '2021-08-18'],
];
const CITING_PART_ONE = [['Russell on the Future', '2020-11-26']];

const TRAIL = EXAMPLES[0].query;

const project = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** From the pages to the trail and back to the words it rests on. */
export function trail(graph: GraphOfPages, pages: Pages): void {
  test('there are 12 posts and 18 comments, 6 of them replies', async () => {
    const receipts = graph.outcomes.map((outcome) => ('receipt' in outcome ? outcome.receipt : null));
    expect(receipts.map((receipt) => receipt?.postsAdded)).toEqual([1, 3, 7, 0, 1]);
    const { posts, comments } = await graph.api.get(`{
      posts(first: 100) { totalCount } comments(first: 100) { totalCount nodes { depth } } }`);
    expect(posts.totalCount).toBe(12);
    expect(comments.totalCount).toBe(18);
    expect(comments.nodes.filter(({ depth }: { depth: number }) => depth > 0)).toHaveLength(6);
  });

  test('posts that stand on two pages are there once, with both captures', async () => {
    const { posts } = await graph.api.get('{ posts(first: 100) { nodes { name captures { file } } } }');
    const twice = posts.nodes.filter(({ captures }: { captures: unknown[] }) => captures.length === 2);
    expect(twice.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Rain Falls on Probation Parade',
      'Reality Behind Love-in',
    ]);
  });

  test('every quote stands at its position in its capture', async () => {
    const { all, standing } = await evidenceStanding(graph.database);
    expect(all).toBeGreaterThan(500);
    expect(standing).toBe(all);
  });

  test('reading them again changes nothing', async () => {
    const before = await wholeGraph(graph.database);
    const again = await graph.read();
    expect(again.map((outcome) => 'receipt' in outcome && outcome.receipt.changed)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(await wholeGraph(graph.database)).toEqual(before);
  });

  test('the trail answers with posts, newest first, the words each cites the review with, and comments', async () => {
    const { report } = await graph.api.get(TRAIL);
    expect(report).toMatchObject({ publishedOn: '2021-07-08', authors: [{ name: 'Dame Carol Black' }] });
    const { totalCount, edges } = report.citingPosts;
    expect(totalCount).toBe(CITING_PART_TWO.length);
    expect(
      edges.map(({ node }: { node: { name: string; publishedOn: string } }) => [node.name, node.publishedOn]),
    ).toEqual(CITING_PART_TWO);
    for (const { relation } of edges) {
      expect(relation.kind).toBe('CITES');
      expect(relation.evidence.nodes.length).toBeGreaterThan(0);
      for (const { quote, capture } of relation.evidence.nodes) {
        expect(quote.prefix + quote.exact + quote.suffix).toMatch(/Black/);
        expect(capture.sha256).toMatch(/^[0-9a-f]{64}$/);
      }
    }
    const rain = edges.at(-1).node;
    expect(rain.comments.totalCount).toBe(6);
    expect(rain.comments.nodes.map(({ depth }: { depth: number }) => depth)).toEqual([0, 0, 0, 1, 0, 0]);
    expect(rain.comments.nodes[1].authorName).toBe("'Getafix");
  });

  if (pages === 'digests')
    test('the answer is the one that the docs show in full, and the README begins with', async () => {
      const answer = await graph.api.ask(TRAIL);
      expect(JSON.parse(project('docs/trail-answer.json'))).toEqual(answer);
      const [, query] = /```graphql\n(query Trail[^`]+)```/.exec(project('README.md'))!;
      const [, beginning] = /```json\n([^`]+)```/.exec(project('README.md'))!;
      const bare = (text: string) => text.replace(/#.*\n/g, '').replace(/\s+/g, ' ').trim();
      expect(bare(query!)).toBe(bare(TRAIL));
      expect(project('docs/trail-answer.json').startsWith(beginning!)).toBe(true);
    });

  test('from either part and from the series come the posts that name it, each once, and the comment that does', async () => {
    const from = (slug: string) => `report(slug: "${slug}") {
      citingPosts(first: 100) { totalCount nodes { name publishedOn } }
      citingComments { totalCount nodes { authorName post { name } } } }`;
    const { one, two, series } = await graph.api.get(`{
      one: ${from('review-of-drugs-part-one')}
      two: ${from('review-of-drugs-part-two')}
      series: ${from('independent-review-of-drugs')} }`);
    const named = (report: { citingPosts: { nodes: { name: string; publishedOn: string }[] } }) =>
      report.citingPosts.nodes.map(({ name, publishedOn }) => [name, publishedOn]);
    expect(named(one)).toEqual(CITING_PART_ONE);
    expect(named(two)).toEqual(CITING_PART_TWO);
    expect(named(series)).toEqual([...CITING_PART_TWO, ...CITING_PART_ONE]);
    const comment = [{ authorName: "'Getafix", post: { name: 'Rain Falls on Probation Parade' } }];
    expect(two.citingComments).toEqual({ totalCount: 1, nodes: comment });
    expect(series.citingComments).toEqual({ totalCount: 1, nodes: comment });
  });

  test.each(EXAMPLES.map(({ name, query }) => ({ name, query })))(
    'the example “$name” has an answer',
    async ({ query }) => {
      const data = await graph.api.get(query);
      expect(Object.values(data)).not.toContain(null);
      expect(JSON.stringify(data)).toMatch(/"(?:nodes|edges)":\[\{/);
    },
  );
}
