import { expect } from 'vitest';
import type { DocumentLimits } from '../../src/graphql/document-limits.ts';
import { maskError } from '../../src/graphql/errors.ts';
import { Writes } from '../../src/graphql/writes.ts';
import { createGraphQLHandler } from '../../src/graphql/yoga.ts';
import type { Database } from '../../src/store/database.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape that their query gives them
type Anything = any;
/** What a GraphQL answer may hold; tests say what they expect of it. */
export type Answer = {
  data?: Anything;
  errors?: { message: string; path?: unknown[]; extensions?: Anything }[];
  extensions?: Anything;
};

/** Faults that the API logged, for tests that expect some. */
export type Faults = { requestId: string; error: string; sqlState?: string }[];

/** Documents of any size, for tests that are not about how large they may be. */
const LIFTED: DocumentLimits = { tokens: 1e6, depth: 1e3, aliases: 1e4, directives: 1e4 };

/** Asks an API over a database as a client would, in-process. */
export function apiOver(
  database: Database,
  {
    relationsPerStep = 10_000,
    searchWeighed = 2_000,
    compile = true,
    documents = LIFTED,
    cost = 1e9,
    answerBytes = 1e8,
    bodyBytes = 1e6,
    pageBodyBytes = 1e7,
    pageBytes = 5e6,
    /** The database of a user who may write, where that is another than the one to read from. */
    owner = database,
    requestTime = 60_000,
    streams = { most: 100, life: 60_000, lookEvery: 60_000 },
    stopping = undefined as AbortSignal | undefined,
    trusted = null as { documents: Map<string, string>; only: boolean } | null,
  } = {},
) {
  const faults: Faults = [];
  const writes = new Writes({
    database: owner,
    pageBytes,
    failed: (error) => void maskError(error, (fault) => faults.push(fault)),
  });
  const handler = createGraphQLHandler({
    database,
    limits: { default: 20, most: 100 },
    documents,
    cost,
    answerBytes,
    bodyBytes,
    pageBodyBytes,
    writes,
    requestTime,
    trusted,
    relationsPerStep,
    searchWeighed,
    compile,
    streams,
    ...(stopping && { stopping }),
    log: (fault) => faults.push(fault),
  });
  const ask = async (
    query: string,
    variables?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await handler.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  /** The data of an answer without errors. */
  const get = async (query: string, variables?: object) => {
    const { data, errors } = await ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  return { ask, get, handler, faults, writes };
}
