/** How the database carries out what clients ask for. */
import pg from 'pg';
import { apiSettings, readConfig } from '../../src/config.ts';
import { Writes } from '../../src/graphql/writes.ts';
import { createGraphQLHandler } from '../../src/graphql/yoga.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { READING_PATH } from '../../src/store/reader.ts';
import type { PlanQuestion } from './plan-questions.ts';

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
