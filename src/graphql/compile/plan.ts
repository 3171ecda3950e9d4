import { createHash } from 'node:crypto';
import { fillPlaceholders, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { CitetrailError } from '../../errors.ts';
import { joined } from '../../read/json.ts';
import type { PageLimits } from '../../read/window.ts';
import type { Prepared } from '../../store/prepared.ts';
import { Compilation } from './compilation.ts';
import { Aside } from './compiled.ts';
import { Selections } from './selection.ts';
import { type Declared, Filling, type Variables } from './variables.ts';

/** An entry point that is left to its resolver, and why. */
export interface LeftOut {
  readonly field: string;
  readonly reason: string;
}

/** How an operation is answered, for all variables of one shape. */
export interface Plan {
  /** The names of the answer, in its order. */
  readonly names: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** The same operation with nothing but what is left out; null where that is nothing. */
  readonly rest: DocumentNode | null;
  /** What gives the JSON of all that is not left out, or null where that is too large; text where no row is needed; null where all is left out. */
  readonly compiled:
    | { readonly statement: Prepared; values(variables: Variables): unknown[] }
    | string
    | null;
}

/** An operation of a document, and what holds of it whatever its variables are. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly declared: readonly Declared[];
}

const dialect = new PgDialect();

/** Plans an operation for variables of the shape that these have. */
export function planFor(
  operation: Operation,
  variables: Variables,
  {
    limits,
    answerBytes,
    failed,
  }: { limits: PageLimits; answerBytes: number; failed: (error: Error) => void },
): Plan {
  const { schema, document, definition } = operation;
  const fragments = Object.fromEntries(
    document.definitions
      .filter((part): part is FragmentDefinitionNode => part.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const query = schema.getQueryType()!;
  const filling = new Filling();
  const symbolic = filling.placeholders(operation.declared, variables);
  const selections = new Selections(schema, fragments, variables);
  const fields = selections.fields(query, [definition.selectionSet]);
  const leftOut: LeftOut[] = [];
  const pieces: (string | SQL)[] = [];
  const compilation = new Compilation({ schema, selections, filling, symbolic, actual: variables, limits });
  const rest = Array.from(fields).flatMap(([name, nodes]) => {
    try {
      const json = compilation.field(query, nodes, null);
      pieces.push(`${pieces.length > 0 ? ',' : ''}${JSON.stringify(name)}:`, json);
      return [];
    } catch (error) {
      if (!isExpected(error)) failed(error as Error);
      leftOut.push({ field: name, reason: (error as Error).message });
      return nodes;
    }
  });
  return {
    names: [...fields.keys()],
    leftOut,
    rest: rest.length > 0 ? withOnly(operation, rest) : null,
    compiled: pieces.length > 0 || rest.length === 0 ? compiledOf(pieces, filling, answerBytes) : null,
  };
}

/** Whether it is said by intent that a field is not compiled, or that a value makes no sense. */
function isExpected(error: unknown): boolean {
  return error instanceof Aside || error instanceof CitetrailError || error instanceof GraphQLError;
}

function compiledOf(
  pieces: readonly (string | SQL)[],
  filling: Filling,
  answerBytes: number,
): Plan['compiled'] {
  if (pieces.every((piece) => typeof piece === 'string')) return `{${pieces.join('')}}`;
  const { sql: text, params } = dialect.sqlToQuery(
    // What is too large stays where it is. The offset keeps it from being made once to be measured and once to be given.
    sql`/* compiled */ select case when octet_length(json) <= ${sql.raw(String(answerBytes))} then json end
      from (select ${joined(['{', ...pieces, '}'])} as json offset 0) answer`,
  );
  return {
    statement: { name: createHash('sha256').update(text).digest('base64url').slice(0, 22), text },
    values: (variables) => fillPlaceholders(params, filling.all(variables)),
  };
}

function withOnly(
  { document, definition }: Operation,
  selections: OperationDefinitionNode['selectionSet']['selections'],
): DocumentNode {
  const only = { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  return {
    ...document,
    definitions: document.definitions.map((part) => (part === definition ? only : part)),
  };
}
