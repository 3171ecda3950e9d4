/**
 * Statements of one operation each see what is committed when they run. Where something was hidden, erased or taken
 * back between two of them, rows point to what is gone. Then what was read is of no use: all of it is read again, over
 * one moment. Reading everything so would hold a connection for each request, and one fault would end all its fields.
 */
import { type ExecutionArgs, type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql';
import { isGone } from '../read/batches.ts';
import type { Answer } from './answer.ts';
import type { Context } from './context.ts';

type Execute = (args: ExecutionArgs) => Answer | Promise<Answer>;

/**
 * Answers by `answer`; where rows were gone, by `execute` over one moment. What has written is not carried out again:
 * whoever asked is told to read again what it wrote. Fails with a cause that `isGone` knows where the rows are not there
 * in one moment either: then it is the root value that points to them, or the database contradicts itself.
 */
export async function ofOneMoment(args: ExecutionArgs, answer: Execute, execute: Execute): Promise<Answer> {
  const first = await answer(args);
  if (!isTorn(first) || isMutation(args)) return first;
  const context = args.contextValue as Context;
  return context.statements.transaction(
    async (statements) => {
      const loaders = context.loaders.over(statements);
      const again = await execute({ ...args, contextValue: { ...context, statements, loaders } });
      const [error] = again.errors?.filter(isOfGone) ?? [];
      if (error) throw new Error('Rows point to rows that are not there.', { cause: error.originalError });
      return again;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const isOfGone = ({ originalError }: NonNullable<ExecutionResult['errors']>[number]) => isGone(originalError);

const isTorn = ({ errors }: Answer) => errors?.some(isOfGone) ?? false;

const isMutation = ({ document, operationName }: ExecutionArgs) =>
  getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
