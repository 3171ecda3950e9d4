/** What must not grow with the graph, as clients ask for it, and how the database carries it out. */
import pg from 'pg';
import { apiSettings, readConfig } from '../../src/config.ts';
import { Writes } from '../../src/graphql/writes.ts';
import { createGraphQLHandler } from '../../src/graphql/yoga.ts';
import { cursorFor } from '../../src/read/window.ts';
import { openDatabase } from '../../src/store/database.ts';
import { READING_PATH } from '../../src/store/reader.ts';

/** A question to the API over a generated graph, whose hottest report is its first. */
export interface PlanQuestion {
  readonly asks: string;
  readonly query: string;
  /** The most relations that may be read for it; left out where it counts all of an entity's. */
  readonly most?: number;
}

/** How a question was answered. */
export interface Looked {
  readonly asks: string;
  readonly statements: number;
  /** How many relations were read, those that were passed over included. */
  readonly relations: number;
  readonly indexes: readonly string[];
  /** What is not as it should be. */
  readonly faults: readonly string[];
}

/** The tables that grow with the graph by the million, or nearly. */
const LARGE = ['edges', 'entities', 'posts', 'comments', 'evidence', 'search_entries', 'search_words'];

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

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that the API sent. A prepared one may be carried out by a plan for any values. */
interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly prepared: boolean;
}

/** Asks a question of the graph at an address, and has the database explain each statement that answered it. */
export async function explained(url: string, { asks, query, most }: PlanQuestion): Promise<Looked> {
  const sent = await statementsOf(url, query);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set search_path = ${READING_PATH}`);
  const faults: string[] = [];
  const indexes = new Set<string>();
  let relations = 0;
  try {
    for (const prepared of [false, true]) {
      let read = 0;
      for (const statement of sent) {
        if (prepared && !statement.prepared) continue;
        const nodes = await nodesOf(client, statement, prepared);
        for (const node of nodes) {
          const table = node['Relation Name'];
          if (node['Index Name']) indexes.add(node['Index Name']);
          if (node['Node Type'] === 'Seq Scan' && LARGE.includes(table!) && node['Actual Loops'] > 0)
            faults.push(`For ${asks}, ${table} is read from end to end; expected an index.`);
          if (table === 'edges')
            read += (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
        }
      }
      relations = Math.max(relations, read);
    }
  } finally {
    await client.end();
  }
  if (most !== undefined && relations > most)
    faults.push(`For ${asks}, ${relations} relations are read; expected at most ${most}.`);
  return { asks, statements: sent.length, relations, indexes: [...indexes].sort(), faults };
}

/** The statements that the API sends for a query, with its default settings. */
async function statementsOf(url: string, query: string): Promise<Sent[]> {
  const sent: Sent[] = [];
  const names = new Set<string>();
  const logger = {
    logQuery: (text: string, values: unknown[]) =>
      void sent.push({ text, values, prepared: names.has(text) }),
  };
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', poolSize: 1, logger });
  try {
    const config = readConfig({});
    const handler = createGraphQLHandler({
      ...apiSettings(config),
      writes: new Writes({ database, pageBytes: config.pageBytes, failed: () => {} }),
      database: {
        ...database,
        prepared(statement, values) {
          names.add(statement.text);
          return database.prepared(statement, values);
        },
      },
      log: () => {},
    });
    const response = await handler.fetch('http://bench/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as { errors?: { message: string }[] };
    if (errors) throw new Error(`${query} is answered with ${errors.map(({ message }) => message).join()}`);
  } finally {
    await database.close();
  }
  return sent;
}

/** All nodes of the plan by which a statement was carried out: for its values, or for any. */
async function nodesOf(client: pg.Client, { text, values }: Sent, forAny: boolean): Promise<PlanNode[]> {
  const given = values.map((value) => literalOf(value)).join(', ');
  await client.query(`set plan_cache_mode = ${forAny ? 'force_generic_plan' : 'force_custom_plan'}`);
  await client.query(`prepare looked as ${text}`);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (analyze, format json) execute looked${given && `(${given})`}`,
  );
  await client.query('deallocate looked');
  const all = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)];
  return all(rows[0]!['QUERY PLAN'][0].Plan);
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((element) => `"${String(element)}"`).join()}}`);
  return pg.escapeLiteral(String(value));
}
