/**
 * Typed documents: what a query answers follows from its text and from `schema.graphql`, so that a change of
 * the schema that breaks the page fails the type check. Nothing of the library reaches the browser.
 */
import type { initGraphQLTada, ResultOf, VariablesOf } from 'gql.tada';
import type { introspection } from './introspection.d.ts';

type Typed = ReturnType<
  typeof initGraphQLTada<{
    introspection: introspection;
    scalars: { Date: string; DateTime: string };
    disableMasking: true;
  }>
>;

/** Between the definitions of a document. */
const SEPARATOR = '\n#\n';

/** A document is its text, followed by the fragments that it and they spread, each once. */
export const graphql = ((text: string, fragments: readonly string[] = []) =>
  [...new Set([text, ...fragments].flatMap((part) => part.split(SEPARATOR)))].join(
    SEPARATOR,
  )) as unknown as Typed;

export type { ResultOf, VariablesOf };
