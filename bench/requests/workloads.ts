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
  /** How PostGraphile is asked for the same, where it is and the floor too. */
  readonly peer?: PeerQuery;
  /** How much longer than the trail one request takes, about: so many fewer are made. */
  readonly weight: number;
}

/** What another server is asked for the same rows in the same order. */
export interface PeerQuery {
  readonly query: string;
  /** Its data, in the shape that Citetrail's have. */
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape that their query gives them
  readonly asOurs: (data: any) => unknown;
}

/** What a server answered, in the shape that Citetrail's answers have. */
export const answersAs = ({ peer }: Workload, server: string, data: unknown) =>
  server === 'PostGraphile' ? peer!.asOurs(data) : data;

const trail = (posts: number, comments: number) => `query Trail($slug: String!) {
  report(slug: $slug) { name citingPosts(first: ${posts}) { edges {
    node { slug name publishedOn authors { name } comments(first: ${comments}) { nodes { authorName body } } }
    relation { evidence(first: 1) { nodes { quote { exact } } } } } } } }`;

const peerTrail = (posts: number, comments: number): PeerQuery => ({
  query: `query Trail($slug: String!) {
  reportBySlug(slug: $slug) { name citationsList(first: ${posts}, orderBy: [ORDERED_ON_DESC, SOURCE_ID_DESC]) {
    article { slug name publishedOn authorshipsList(orderBy: [ROW_ID_ASC]) { author { name } }
      remarksList(first: ${comments}, orderBy: [POSITION_ASC]) { authorName body } }
    quotesList(first: 1, orderBy: [ROW_ID_ASC]) { exact } } } }`,
  asOurs: ({ reportBySlug: { name, citationsList } }) => ({
    report: {
      name,
      citingPosts: {
        edges: citationsList.map(
          ({ article: { authorshipsList, remarksList, ...post }, quotesList }: Peer) => ({
            node: {
              ...post,
              authors: authorshipsList.map(({ author }: Peer) => author),
              comments: { nodes: remarksList },
            },
            relation: { evidence: evidenceOf(quotesList) },
          }),
        ),
      },
    },
  }),
});

// biome-ignore lint/suspicious/noExplicitAny: as above
type Peer = any;

const evidenceOf = (quotes: readonly object[]) => ({ nodes: quotes.map((quote) => ({ quote })) });

const PEER_RELATIONS = `kind occurredOn confidence source { name } target { name }
      quotesList(first: 1, orderBy: [ROW_ID_ASC]) { exact }`;

const PEER_PAGE: PeerQuery = {
  query: `query Page($slug: String!) { reportBySlug(slug: $slug) { name
    comingInList(first: 50, orderBy: [ORDERED_ON_DESC, SOURCE_ID_DESC, ROW_ID_DESC]) { ${PEER_RELATIONS} }
    goingOutList(first: 50, orderBy: [ORDERED_ON_DESC, TARGET_ID_DESC, ROW_ID_DESC]) { ${PEER_RELATIONS} } } }`,
  asOurs({ reportBySlug: { name, comingInList, goingOutList } }) {
    const relations = (rows: Peer[]) => ({
      nodes: rows.map(({ quotesList, kind, ...relation }) => ({
        ...relation,
        kind: kind.toUpperCase(),
        evidence: evidenceOf(quotesList),
      })),
    });
    return { report: { name, cited: relations(comingInList), citing: relations(goingOutList) } };
  },
};

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
      peer: peerTrail(10, 5),
      weight: 1,
    },
    {
      name: 'W2',
      what: 'a wide trail, 50 × 20',
      query: trail(50, 20),
      variables: anyReport,
      peer: peerTrail(50, 20),
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
      peer: PEER_PAGE,
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
