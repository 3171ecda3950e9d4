/** What is asked of a server, and with which variables: the reports asked for fall by the same law as citations. */
import { cursorFor } from '../../src/read/window.ts';
import type { Random } from '../random.ts';
import type { Sizes } from './graph.ts';

export interface Workload {
  readonly name: string;
  readonly what: string;
  readonly query: string;
  /** The variables of the next request. */
  readonly variables: (random: Random) => Readonly<Record<string, unknown>>;
  /** Whether the floor answers it too. */
  readonly floor?: true;
  /** How much longer than the trail one request takes, about: so many fewer are made. */
  readonly weight: number;
}

const trail = (posts: number, comments: number) => `query Trail($slug: String!) {
  report(slug: $slug) { name citingPosts(first: ${posts}) { edges {
    node { slug name publishedOn authors { name } comments(first: ${comments}) { nodes { authorName body } } }
    relation { evidence(first: 1) { nodes { quote { exact } } } } } } } }`;

const RELATIONS = `nodes { kind occurredOn confidence source { name } target { name } evidence(first: 1) { nodes { quote { exact } } } }`;

const HOTTEST = { slug: 'report-1' };

/** The workloads over a graph; `deep` is the place of a citation far inside the hottest report's. */
export function workloadsOver({ reports }: Sizes, deep: readonly string[]): Workload[] {
  const anyReport = (random: Random) => ({ slug: `report-${1 + random.below(reports, 2.25)}` });
  const number = (random: Random) => 1 + random.below(reports);
  return [
    {
      name: 'W1',
      what: 'the trail, 10 posts × 5 comments',
      query: trail(10, 5),
      variables: anyReport,
      floor: true,
      weight: 1,
    },
    {
      name: 'W2',
      what: 'a wide trail, 50 × 20',
      query: trail(50, 20),
      variables: anyReport,
      floor: true,
      weight: 3,
    },
    {
      name: 'W3',
      what: 'the trail from a page deep inside the hottest report',
      query: trail(10, 5)
        .replace('first: 10', 'first: 10, after: $after')
        .replace('$slug: String!', '$slug: String!, $after: String!'),
      variables: () => ({ ...HOTTEST, after: cursorFor('PUBLISHED_ON_DESC', deep) }),
      weight: 1,
    },
    {
      name: 'W4',
      what: 'count and groups by year, hottest report',
      query:
        'query Groups($slug: String!) { report(slug: $slug) { citedBy { totalCount groupBy(keys: [YEAR]) { keys count } } } }',
      variables: () => HOTTEST,
      weight: 20,
    },
    {
      name: 'W5',
      what: '50 newest relations in each direction, with evidence',
      query: `query Page($slug: String!) { report(slug: $slug) { name
        cited: relations(first: 50, direction: BACKWARD) { ${RELATIONS} }
        citing: relations(first: 50, direction: FORWARD) { ${RELATIONS} } } }`,
      variables: anyReport,
      weight: 3,
    },
    {
      name: 'W6a',
      what: 'search, exact',
      query: 'query Search($q: String!) { search(query: $q, first: 10) { nodes { name } } }',
      variables: (random) => ({ q: `report ${number(random)}` }),
      weight: 5,
    },
    {
      name: 'W6b',
      what: 'search, with a typing error',
      query: 'query Search($q: String!) { search(query: $q, first: 10) { nodes { name } } }',
      variables: (random) => ({ q: `reprot ${number(random)}` }),
      weight: 5,
    },
    {
      name: 'W7a',
      what: 'paths of up to 4 hops',
      query:
        'query Paths($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxHops: 4, first: 5) { length } }',
      variables: (random) => ({
        from: `report:${anyReport(random).slug}`,
        to: `report:report-${number(random)}`,
      }),
      weight: 30,
    },
    {
      name: 'W7b',
      what: 'neighbourhood, depth 2, 500 entities',
      query:
        'query Around($id: ID!) { neighbourhood(id: $id, depth: 2, limit: 500) { truncated entities { distance } } }',
      variables: (random) => ({ id: `report:${anyReport(random).slug}` }),
      weight: 30,
    },
    { name: 'W8', what: '{ __typename }', query: '{ __typename }', variables: () => ({}), weight: 0.5 },
  ];
}
