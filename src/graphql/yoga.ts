/**
 * Answers GraphQL over HTTP, and to browsers the GraphiQL page, which is served from here and works
 * without network.
 */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import { Loaders } from '../read/loaders.ts';
import type { PageLimits } from '../read/window.ts';
import type { Statements } from '../store/database.ts';
import type { Context } from './context.ts';
import { type FaultLog, maskError } from './errors.ts';
import { EXAMPLES } from './examples.ts';
import { schema } from './schema.ts';

export interface YogaSettings {
  readonly statements: Statements;
  readonly limits: PageLimits;
  /** How many relations one step of a walk may read. */
  readonly relationsPerStep: number;
  /** How many of the entries that have the words of a search are weighed. */
  readonly searchWeighed: number;
  readonly log: FaultLog;
}

/** The request handler for `/graphql`: usable with any HTTP server, or in-process through `fetch`. */
export function createGraphQLHandler({
  statements,
  limits,
  relationsPerStep,
  searchWeighed,
  log,
}: YogaSettings) {
  return createYoga({
    schema,
    context: (): Context => ({
      loaders: new Loaders(statements, limits),
      statements,
      limits,
      relationsPerStep,
      searchWeighed,
    }),
    maskedErrors: { maskError: (error) => maskError(error, log) },
    multipart: false,
    landingPage: false,
    logging: false,
    renderGraphiQL,
    graphiql: ({ url }) => ({
      title: 'Citetrail',
      // A link to a query opens that query; to tabs of ours, GraphiQL would give way.
      ...(new URL(url).searchParams.has('query')
        ? {}
        : { defaultTabs: EXAMPLES.map(({ query }) => ({ query })) }),
    }),
  });
}
