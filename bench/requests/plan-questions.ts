/** What must not grow with the graph, as clients ask for it. */
import { cursorFor } from '../../src/read/window.ts';

/** A question to the API over a generated graph, whose hottest report is its first. */
export interface PlanQuestion {
  readonly asks: string;
  readonly query: string;
  /** The most relations that may be read for it; left out where it counts all of an entity's. */
  readonly most?: number;
}

const HOTTEST = 'report(slug: "report-1")';
/** A place far inside the citations of any hot report. */
const DEEP = cursorFor('PUBLISHED_ON_DESC', ['2012-06-01', '0']);
const TRAIL = `edges { relation { evidence(first: 1) { nodes { quote { exact } } } }
  node { name authors { name } comments(first: 5) { nodes { authorName body } } } }`;
/** A page of ten: its citations and one more, and who wrote each, in any of the walk's few ways. */
const PAGE = 100;
/** What two steps of a walk may read, each by the setting's default, and once more for conditions. */
const WALK = 2 * 2 * 10_001;

/** A page of posts that cite the hottest report. */
const trail = (asks: string, args: string): PlanQuestion => ({
  asks,
  query: `{ ${HOTTEST} { citingPosts(${args}) { ${TRAIL} } } }`,
  most: PAGE,
});

export const QUESTIONS: readonly PlanQuestion[] = [
  trail('the first page of what cites the hottest report', 'first: 10'),
  trail('a page deep inside', `first: 10, after: "${DEEP}"`),
  trail('the last page', 'last: 10'),
  trail('the oldest first', 'first: 10, orderBy: PUBLISHED_ON_ASC'),
  trail(
    'of two years long ago',
    'first: 10, relation: { occurredFrom: "2010-01-01", occurredTo: "2011-12-31" }',
  ),
  {
    asks: 'all relations of the hottest report, both ways',
    query: `{ ${HOTTEST} { relations(first: 50) { nodes { label confidence source { name } target { name } } } } }`,
    most: 4 * 51,
  },
  {
    // Nothing of this stands in the table alone, so another index has it all, in another order.
    asks: 'their labels alone',
    query: `{ ${HOTTEST} { relations(first: 50) { nodes { label source { name } target { name } } } } }`,
  },
  {
    asks: 'those of two years long ago',
    query: `{ ${HOTTEST} { relations(first: 50, where: { occurredFrom: "2010-01-01", occurredTo: "2011-12-31" }) {
      nodes { label confidence source { name } target { name } } } } }`,
    most: 4 * 51,
  },
  {
    asks: 'the newest citations of all',
    query: '{ relations(where: { kinds: [CITES] }, first: 20) { nodes { occurredOn target { name } } } }',
    most: 2 * 21,
  },
  {
    asks: 'the newest relations of any kind',
    query:
      '{ relations(where: { minConfidence: 0.5 }, first: 20) { nodes { label occurredOn target { name } } } }',
    // A page of each kind, and then the rows themselves.
    most: 16 * 21 + 21,
  },
  {
    asks: 'the newest posts of all',
    query: '{ posts(first: 20) { nodes { name authors { name } } } }',
    most: PAGE,
  },
  {
    asks: 'posts of a year long ago',
    query:
      '{ posts(first: 20, where: { publishedFrom: "2006-01-01", publishedTo: "2006-12-31" }) { nodes { name } } }',
    most: 0,
  },
  {
    asks: 'posts that cite the hottest report, by a filter',
    query: '{ posts(first: 20, where: { cites: "report:report-1" }) { nodes { name } } }',
  },
  {
    asks: 'what an author wrote',
    query: '{ author(slug: "author-7") { posts(first: 20) { nodes { name } } } }',
    most: PAGE,
  },
  {
    asks: 'a thread, and who stands where in it',
    query:
      '{ post(slug: "post-17") { comments(first: 50) { totalCount nodes { depth siblingPosition replies { totalCount } } } } }',
    most: 0,
  },
  {
    asks: 'how many cite the hottest report, by year',
    query: `{ ${HOTTEST} { citingPosts { totalCount groupBy(keys: [YEAR]) { keys count } } } }`,
  },
  {
    asks: 'by year and author',
    query: `{ ${HOTTEST} { citingPosts { groupBy(keys: [YEAR, AUTHOR], first: 20) { keys count } } } }`,
  },
  {
    asks: 'its relations by kind',
    query: `{ ${HOTTEST} { relations { totalCount groupBy(keys: [KIND, SOURCE_KIND]) { keys count } } } }`,
  },
  { asks: 'its timeline', query: '{ timeline(of: "report:report-1") { period count } }' },
  {
    asks: 'a search',
    query:
      '{ search(query: "word17 word4711", first: 20) { totalCount groupBy(keys: [KIND]) { keys count } nodes { name } } }',
  },
  {
    asks: 'a search with a typing error',
    query: '{ search(query: "reprot wrod17", first: 20) { totalCount nodes { name } } }',
  },
  {
    asks: 'a walk of two steps from the hottest report, and where it leads most',
    query: `{ traverse(from: ["report:report-1"], steps: [{ kinds: [CITES], direction: BACKWARD, types: [POST] },
      { kinds: [AUTHORED_BY] }]) { totalCount nodes { name } groupBy(keys: [NODE], first: 5) { keys count } } }`,
    most: 2 * WALK,
  },
  {
    asks: 'paths between two reports',
    query: '{ paths(from: "report:report-900", to: "report:report-1", maxHops: 4) { length } }',
    most: 2 * WALK,
  },
  {
    asks: 'the neighbourhood of the hottest report',
    query: '{ neighbourhood(id: "report:report-1", depth: 2, limit: 200) { truncated relations { id } } }',
    most: 2 * WALK,
  },
];
