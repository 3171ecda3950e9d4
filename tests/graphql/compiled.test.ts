/**
 * Compiled answers and those of resolvers are the same, to the byte, for operations of all sorts. With
 * CITETRAIL_OPERATIONS that many are tried; CITETRAIL_SEED makes another graph and other operations.
 */
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { ORDERS, type OrderName } from '../../src/read/orders.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { type Known, type Operation, operationFrom } from '../support/operations.ts';
import { tellVariedGraph } from '../support/varied-graph.ts';

const OPERATIONS = Number(process.env.CITETRAIL_OPERATIONS ?? 150);
const SEED = Number(process.env.CITETRAIL_SEED ?? 1);

let database: Awaited<ReturnType<typeof testDatabase>>;
let loaded: ReturnType<typeof apiOver>;
let compiled: ReturnType<typeof apiOver>;
let known: Known;

beforeAll(async () => {
  database = await testDatabase();
  loaded = apiOver(database, { compile: false });
  compiled = apiOver(database);
  known = { ...(await tellVariedGraph(database, SEED)), cursors: [] };
  known = { ...known, cursors: await cursorsOf() };
});

/** Cursors of every order, with one id and with two. */
async function cursorsOf(): Promise<string[]> {
  const orders = (name: OrderName) => Object.keys(ORDERS[name]);
  const page = (field: string, order: string, rest = '') =>
    `${field}_${order}: ${field}(first: 5, orderBy: ${order}${rest}) { edges { cursor } }`;
  const lists = ['report', 'post', 'comment', 'author'].map((kind) => {
    const [name, list] = [`${kind[0]!.toUpperCase()}${kind.slice(1)}Order`, `${kind}s`];
    return orders(name as OrderName)
      .map((order) => page(list, order))
      .join(' ');
  });
  const relations = orders('RelationOrder').map((order) => page('relations', order, ', where: {}'));
  const cited = orders('PostOrder').map((order) => page('citingPosts', order, ', includeParts: false'));
  const data = await loaded.get(
    `{ ${lists.join(' ')} ${relations.join(' ')} report(slug: "report-0") { ${cited.join(' ')} } }`,
  );
  return Array.from(JSON.stringify(data).matchAll(/"cursor":"([^"]+)"/g), ([, cursor]) => cursor!);
}

async function answerOf({ handler }: ReturnType<typeof apiOver>, { query, variables }: Operation) {
  const response = await handler.fetch('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const COMPILED = /^(reports?|posts?|comments?|authors?|organisations?|polic(y|ies)|relations|entity|node)$/;

test('operations are answered alike, compiled and by resolvers, and compiled by one statement', async () => {
  const seen = { valid: 0, faultless: 0, whole: 0, compilable: 0, rows: 0, all: 0 };
  const left = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 30, maxLength: 500, size: 'max' }),
      async (choices) => {
        const operation = operationFrom(schema, known, choices);
        const expected = await answerOf(loaded, operation);
        let found = expected;
        const statements = await database.log.during(async () => {
          found = await answerOf(compiled, operation);
        });
        expect(found, operation.query).toEqual(expected);
        expect([...loaded.faults, ...compiled.faults]).toEqual([]);
        seen.all += 1;
        if (validate(schema, parse(operation.query)).length > 0) return;
        seen.valid += 1;
        if (expected.text.includes('"errors":')) return;
        seen.faultless += 1;
        if (expected.text.length > 300) seen.rows += 1;
        if (!operation.roots.every((root) => COMPILED.test(root))) return;
        seen.compilable += 1;
        if (statements.length <= 1 && statements.every((name) => name === 'compiled')) seen.whole += 1;
        else left.set(operation.query, statements.length);
      },
    ),
    { numRuns: OPERATIONS, seed: SEED, endOnFailure: OPERATIONS > 1000 },
  );
  if (process.env.CITETRAIL_OPERATIONS) console.log(seen, [...left].slice(0, 5));
  // The comparison says something only of operations that make sense, find something, and are compiled.
  expect(seen.valid).toBeGreaterThan(0.95 * seen.all);
  expect(seen.faultless).toBeGreaterThan(0.6 * seen.all);
  expect(seen.rows).toBeGreaterThan(0.3 * seen.all);
  expect(seen.whole).toBe(seen.compilable);
  expect(seen.whole).toBeGreaterThan(0.5 * seen.all);
}, 3_600_000);
