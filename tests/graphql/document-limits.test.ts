import { globSync, readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiSettings, readConfig } from '../../src/config.ts';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { type Answer, apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';

const { documents } = apiSettings(readConfig({}));

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;
beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database, { documents });
});

/** The answer to a query, and the statements that it took. */
async function asked(query: string): Promise<Answer & { statements: string[] }> {
  let answer: Answer = {};
  const statements = await database.log.during(async () => {
    answer = await api.ask(query);
  });
  return { ...answer, statements };
}

const nested = (levels: number) =>
  `{ report(slug: "x") ${'{ partOf '.repeat(levels - 2)}{ name }${' }'.repeat(levels - 2)} }`;
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
const directives = (count: number) =>
  `{ __typename ${Array.from(
    { length: count },
    (_, i) => `... @include(if: ${i % 2 === 0}) { __typename }`,
  ).join(' ')} }`;
/** A document whose fragments each spread the next one twice: 2^levels aliases in few words. */
const doubling = (levels: number) =>
  `{ ...f0 } ${Array.from({ length: levels }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')}
  fragment f${levels} on Query { a: __typename }`;

describe('a document beyond a limit is refused with a code and the figures, and nothing is read', () => {
  test.each<[string, string, object]>([
    ['tokens', `{ ${'__typename '.repeat(2_000)} }`, { code: 'TOO_MANY_TOKENS', allowed: 2_000 }],
    ['levels', nested(13), { code: 'TOO_DEEP', found: 13, allowed: 12 }],
    ['five thousand levels', `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`, { code: 'TOO_MANY_TOKENS' }],
    ['aliases', aliases(51), { code: 'TOO_MANY_ALIASES', found: 51, allowed: 50 }],
    ['aliases, by fragments that double', doubling(20), { code: 'TOO_MANY_ALIASES', found: 2 ** 20 }],
    ['directives', directives(21), { code: 'TOO_MANY_DIRECTIVES', found: 21, allowed: 20 }],
    [
      'levels, through a fragment',
      `{ report(slug: "x") { ...deep } } fragment deep on Report ${'{ partOf '.repeat(11)}{ name }${' }'.repeat(11)}`,
      { code: 'TOO_DEEP', found: 13 },
    ],
  ])('too many %s', async (_, query, extensions) => {
    const { errors, data, statements } = await asked(query);
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining(extensions) })]);
    expect(errors![0]!.message).toMatch(/expected at most/);
    expect(data).toBeUndefined();
    expect(statements).toEqual([]);
  });

  test('one that leads back to itself is refused for that', async () => {
    const { errors } = await asked('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }');
    expect(errors![0]!.message).toMatch(/Cannot spread fragment/);
  });
});

test.each([
  ['levels', nested(12)],
  ['aliases', aliases(50)],
  ['directives', directives(20)],
  ['all there is to ask about the schema', getIntrospectionQuery()],
])('as many as are allowed are answered: %s', async (_, query) => {
  expect((await asked(query)).errors).toBeUndefined();
});

test('every example that we give stays within the limits', async () => {
  const files = globSync(['docs/api-examples/*.graphql', 'examples/**/*.graphql']);
  const queries = [...files.map((file) => readFileSync(file, 'utf8')), ...EXAMPLES.map(({ query }) => query)];
  expect(files.length).toBeGreaterThan(10);
  for (const query of queries) {
    const codes = (await api.ask(query)).errors?.map(({ extensions }) => extensions?.code) ?? [];
    expect(codes.filter((code) => /^TOO_/.test(code))).toEqual([]);
  }
});
