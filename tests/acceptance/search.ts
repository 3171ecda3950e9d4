import { expect, test } from 'vitest';
import type { GraphOfPages } from './graph-of-pages.ts';

interface Edge {
  readonly node: { readonly id: string };
  readonly matches: readonly {
    readonly snippet: string;
    readonly highlights: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** What somebody types finds what they mean. */
export function search(graph: GraphOfPages): void {
  const search = async (query: string, types: string[] | null = null): Promise<Edge[]> => {
    const { search } = await graph.api.get(
      `query($query: String!, $types: [EntityKind!]) { search(query: $query, types: $types) {
        edges { node { id } matches { snippet highlights { start end } } } } }`,
      { query, types },
    );
    return search.edges;
  };
  const ids = (edges: Edge[]) => edges.map(({ node }) => node.id);

  test.each([
    ['HMIP', 'organisation:hmip'],
    ['getafix', 'author:getafix'],
    ['getafx', 'author:getafix'],
    ['’Getafix’s', 'author:getafix'],
    ['rain falls', 'post:rain-falls-on-probation-parade'],
    ['dame carol', 'author:carol-black'],
    ['pre sentence report', 'policy:psr'],
    ['PRE‐SENTENCE REPORTS', 'policy:psr'],
    ['probaton servise', 'organisation:probation-service'],
    ['review of drgus part two', 'report:review-of-drugs-part-two'],
    ['carol blcak', 'author:carol-black'],
  ])('“%s” finds %s first', async (query, first) => {
    expect(ids(await search(query))[0]).toBe(first);
  });

  test.each(['carol black review', "Carol Black's review", 'CAROL BLACK’S REVIEW'])(
    '“%s” finds a part of the review of drugs, or all of it, first among reports',
    async (query) => {
      expect(ids(await search(query, ['REPORT']))[0]).toMatch(/^report:(?:independent-)?review-of-drugs/);
    },
  );

  test('field, subject and year of a report find it', async () => {
    expect(ids(await search('probation drugs inspection 2021')).slice(0, 3)).toContain(
      'report:hmip-cqc-drugs-thematic-2021',
    );
  });

  test.each(['mindfulness', 'mindfullness', 'MINDFULNESS'])(
    '“%s” finds what says mindfulness',
    async (query) => {
      const edges = await search(query);
      expect(ids(edges)).toContain('author:ronald-purser');
      expect(ids(edges).some((id) => id.startsWith('comment:'))).toBe(true);
      expect(edges[0]!.matches[0]!.snippet).toContain('mindfulness');
    },
  );

  test('what is highlighted in snippets are the words', async () => {
    const edges = await search('rain falls', ['POST']);
    const [{ snippet, highlights }] = edges[0]!.matches as [Edge['matches'][0]];
    expect(highlights.map(({ start, end }) => [...snippet].slice(start, end).join(''))).toEqual([
      'Rain',
      'Falls',
    ]);
  });
}
