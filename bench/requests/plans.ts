/** Looks at how the database carries out what must not grow with the graph: it throws when a table is read from end to end. */
import { type SQL, sql } from 'drizzle-orm';
import { groupStatement } from '../../src/read/group-statement.ts';
import { ORDERS } from '../../src/read/orders.ts';
import { pageStatement } from '../../src/read/page-statement.ts';
import { extentStatement, foundStatement, termsStatement } from '../../src/read/search-statements.ts';
import { TRAVERSALS } from '../../src/read/traversals.ts';
import { rowsOf, type Statements } from '../../src/store/database.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The statement of each sort over a graph whose hottest report has this id, and the indexes that each reads. */
export async function indexesRead(
  statements: Statements,
  hottest: number,
): Promise<Record<string, string[]>> {
  const { citingPosts } = TRAVERSALS.report;
  const window = { limit: 10, fromEnd: false, after: null, before: null };
  const wanted = { phrase: 'report 17', tsquery: "'report' & '17'", everyWord: true, types: null };
  const asked: Record<string, SQL> = {
    'a page': pageStatement('bench', citingPosts, {}, ORDERS.PostOrder.PUBLISHED_ON_DESC, window, [hottest]),
    groups: groupStatement('bench', citingPosts, {}, ['YEAR'], 50, [hottest]),
    'words of a search': termsStatement('reprot 17'),
    'whether a search finds': extentStatement(wanted, 2000),
    'what a search finds': foundStatement(wanted, 10, null, 2000),
  };
  const read: Record<string, string[]> = {};
  for (const [name, statement] of Object.entries(asked)) {
    const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      statements,
      sql`explain (format json) ${statement}`,
    );
    const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
    const all = nodes(row!['QUERY PLAN'][0]!.Plan);
    const whole = all.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
    if (whole.length > 0)
      throw new Error(`For ${name}, ${whole.join(', ')} is read from end to end; expected an index.`);
    read[name] = [...new Set(all.flatMap((node) => node['Index Name'] ?? []))].sort();
  }
  return read;
}
