import { setTimeout } from 'node:timers/promises';
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

const OPERATIONS = Number(process.env.CITETRAIL_OPERATIONS ?? 60);
/** A connection's rows, their edges, its count and its groups. */
const STATEMENTS_PER_SELECTION = 4;
const SEED = Number(process.env.CITETRAIL_SEED ?? 1);

let database: Awaited<ReturnType<typeof testDatabase>>;
let loaded: ReturnType<typeof apiOver>;
let compiled: ReturnType<typeof apiOver>;
let known: Known;

beforeAll(async () => {
  database = await testDatabase();
  loaded = apiOver(database, { compile: false });
  compiled = apiOver(database);
  known = { ...(await tellVariedGraph(database, SEED)), cursors: await cursorsByOrder() };
});

/** Cursors of every order, with one id and with two. */
async function cursorsByOrder(): Promise<Known['cursors']> {
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
    `{ ${lists.join(' ')} ${relations.join(' ')} report(slug: "report-0") { ${cited.join(' ')} relations(first: 1) { nodes { evidence(first: 3) { edges { cursor } } } } } }`,
  );
  const cursors = Array.from(JSON.stringify(data).matchAll(/"cursor":"([^"]+)"/g), ([, cursor]) => cursor!);
  return Object.groupBy(cursors, (cursor) => JSON.parse(atob(cursor))[0]) as Known['cursors'];
}

async function answerOf(
  { handler }: ReturnType<typeof apiOver>,
  { query, variables }: Operation,
  headers: Record<string, string> = {},
) {
  const response = await handler.fetch('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/**
 * Whether both answers are errors, and of the same. The executor stops listening once an error has reached
 * what can be null: which of several errors are heard is up to who comes first, in any ordinary execution.
 */
function sameFaults(found: string, expected: string): boolean {
  const [one, other] = [found, expected].map((text) => JSON.parse(text));
  if (!one.errors || !other.errors || JSON.stringify(one.data) !== JSON.stringify(other.data)) return false;
  if (one.data === null) return true;
  const [few, many] = [one.errors, other.errors]
    .map((errors: { message: string; path?: unknown[] }[]) =>
      errors.map(({ message, path }) => `${message} ${path?.filter((step) => typeof step === 'string')}`),
    )
    .sort((a, b) => a.length - b.length);
  return few!.every((error) => many!.includes(error));
}

/** What is not compiled by intent: in a statement it would cost more than it does by resolvers. */
const BY_RESOLVERS = new Set(['Evidence.verified is not compiled']);

/** What of an operation was left to resolvers although its values make sense. */
async function leftOutOf(operation: Operation): Promise<string[]> {
  const { text } = await answerOf(compiled, operation, { 'x-citetrail-explain': '1' });
  const { extensions } = JSON.parse(text);
  return extensions.compiled.leftOut
    .map(({ reason }: { reason: string }) => reason)
    .filter((reason: string) => /is not compiled$|^more than/.test(reason) && !BY_RESOLVERS.has(reason));
}

const COMPILED = /^(reports?|posts?|comments?|authors?|organisations?|polic(y|ies)|relations|entity|node)$/;

test('operations are answered alike, compiled and by resolvers, and compiled by one statement', async () => {
  let worst = 0;
  const seen = { all: 0, valid: 0, withoutError: 0, withRows: 0, compilable: 0, oneStatement: 0 };
  let hasFailed = false;
  const compare = async (operation: Operation) => {
    let expected = { status: 0, type: null as string | null, text: '' };
    const byResolvers = await database.log.during(async () => {
      expected = await answerOf(loaded, operation);
    });
    let found = expected;
    const statements = await database.log.during(async () => {
      found = await answerOf(compiled, operation);
    });
    const asked = JSON.stringify(operation);
    // As many as the document has levels and fields, never as many as there are rows.
    const selections = operation.query.split('{').length - 1;
    const most = STATEMENTS_PER_SELECTION * selections;
    // Of those before that ended in an error, statements may still come in: a little later this one is asked again.
    let sent = byResolvers;
    for (let again = 0; sent.length > most && again < 20; again++) {
      await setTimeout(50);
      sent = await database.log.during(() => answerOf(loaded, operation));
    }
    expect(sent.length, asked).toBeLessThanOrEqual(most);
    worst = Math.max(worst, byResolvers.length / selections);
    if (!sameFaults(found.text, expected.text)) expect(found, asked).toEqual(expected);
    expect([...loaded.faults.splice(0), ...compiled.faults.splice(0)], asked).toEqual([]);
    seen.all += 1;
    if (validate(schema, parse(operation.query)).length === 0) seen.valid += 1;
    if (expected.text.includes('"errors":')) return;
    seen.withoutError += 1;
    if (expected.text.length > 200) seen.withRows += 1;
    if (!operation.roots.every((root) => COMPILED.test(root))) return;
    seen.compilable += 1;
    if (statements.length === 0 || statements.join() === 'compiled') seen.oneStatement += 1;
    else expect(await leftOutOf(operation), asked).toEqual([]);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 150, maxLength: 600, size: 'max' }),
      async (choices) => {
        const operation = operationFrom(schema, known, choices);
        try {
          await compare(operation);
        } catch (error) {
          // To make it smaller may take longer than whoever waits for it.
          if (!hasFailed)
            console.error(`Seed ${SEED}, before it is made smaller:\n${JSON.stringify(operation)}\n${error}`);
          hasFailed = true;
          throw error;
        }
      },
    ),
    { numRuns: OPERATIONS, seed: SEED },
  );
  if (process.env.CITETRAIL_OPERATIONS) console.log({ ...seen, statementsPerSelection: worst });
  // The comparison says something only of operations that make sense, find something, and are compiled.
  expect(seen.valid).toBeGreaterThan(0.95 * seen.all);
  expect(seen.withoutError).toBeGreaterThan(0.6 * seen.all);
  expect(seen.withRows).toBeGreaterThan(0.25 * seen.all);
  expect(seen.oneStatement).toBeGreaterThan(0.85 * seen.compilable);
  expect(seen.oneStatement).toBeGreaterThan(0.5 * seen.all);
}, 3_600_000);
