/** Notes of each operation what came of it, for log and metrics, and makes a span of its execution. */
import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { note } from '../telemetry/request.ts';
import { inSpan } from '../telemetry/spans.ts';

/** What an error without a code is counted as: GraphQL's own words on a document. */
const UNNAMED = 'BAD_DOCUMENT';

/** Must come after the plugins whose work on an execution the span is to hold. */
export function operationNotes(): Plugin {
  return {
    onExecute({ args: { document, operationName }, executeFn, setExecuteFn }) {
      note({ compiled: 'not' });
      const type = getOperationAST(document, operationName)?.operation ?? 'query';
      const attributes = { 'graphql.operation.type': type };
      setExecuteFn((args) => inSpan(`graphql ${type}`, { attributes }, () => executeFn(args)));
    },
    onResultProcess({ result }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const [error] = result.errors ?? [];
      note({ outcome: error ? String(error.extensions?.code ?? UNNAMED) : 'OK' });
    },
  };
}
