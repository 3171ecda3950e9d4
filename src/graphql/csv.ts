import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { csvLines } from '../export/csv.ts';
import type { Context } from './context.ts';
import { TableError, tableOf } from './table.ts';

const CSV = 'text/csv';

/** What of a request is needed to make a table of its answer. */
interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
}

/** Answers clients that accept `text/csv` with the rows of their query. What goes wrong they are told in JSON. */
export function csvAnswers(): Plugin<Context> {
  const asked = new WeakMap<Request, Asked>();
  return {
    onExecute({ args, context }) {
      const { document, operationName } = args;
      asked.set(context.request, { document, operationName: operationName ?? null });
    },
    onResultProcess({ request, result, acceptableMediaTypes, setResultProcessor }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      acceptableMediaTypes.push(CSV);
      if (!accepts(request)) return;
      setResultProcessor((_, { Response }) => {
        const { body, status, type } = answerTo(asked.get(request), result as ExecutionResult);
        return new Response(body, { status, headers: { 'content-type': `${type}; charset=utf-8` } });
      }, CSV);
    },
  };
}

function accepts(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return accept.split(',').some((range) => range.split(';')[0]!.trim().toLowerCase() === CSV);
}

interface Answer {
  readonly body: string;
  readonly status: number;
  readonly type: string;
}

function answerTo(asked: Asked | undefined, { data, errors }: ExecutionResult): Answer {
  const told = (status: number, errors: unknown): Answer => ({
    body: JSON.stringify({ errors }),
    status,
    type: 'application/json',
  });
  if (errors || !asked) {
    const ours = errors?.some(({ extensions }) => extensions?.code === 'INTERNAL');
    return told(ours ? 500 : 400, errors ?? []);
  }
  try {
    const { columns, rows } = tableOf(asked.document, asked.operationName, data);
    return { body: csvLines([columns, ...rows]), status: 200, type: CSV };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return told(406, [{ message: error.message, extensions: { code: error.code } }]);
  }
}
