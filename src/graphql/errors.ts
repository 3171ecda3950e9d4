import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { CitetrailError } from '../errors.ts';
import { isGone } from '../read/batches.ts';
import { type Unanswered, unanswered } from '../store/unanswered.ts';
import { isGivenUp } from '../store/work.ts';
import { faultOf } from '../telemetry/fault.ts';
import { currentRequest } from '../telemetry/request.ts';

/** Is told of faults of the program, with the id that the client was given. */
export type FaultLog = (fault: {
  requestId: string;
  error: string;
  sqlState?: string;
  stack?: string;
}) => void;

/**
 * Turns whatever a resolver threw into what a client may see: errors it can act on, with their code, and
 * for everything else an id under which the log has it. Never a database's message: it holds values.
 */
export function maskError(error: unknown, log: FaultLog): GraphQLError {
  const graphqlError = error instanceof GraphQLError ? error : null;
  const original = graphqlError ? graphqlError.originalError : error;
  // No original: the document itself is at fault, and GraphQL's own words say how.
  if (graphqlError && !original) return graphqlError;
  const place = graphqlError && { nodes: graphqlError.nodes ?? null, path: graphqlError.path ?? null };
  if (original instanceof CitetrailError) {
    return new GraphQLError(original.message, { ...place, extensions: { code: original.code } });
  }
  if (original instanceof GraphQLError) return graphqlError!;
  // What a mutation answers with, or where a stream begins: queries are read again.
  if (isGone(original))
    return new GraphQLError(CHANGED, { ...place, extensions: { code: 'BUSY', retryable: true } });
  const why = unanswered(original);
  if (why) {
    // Whoever asked is gone, or was told that it took too long: that is no fault of the database.
    const requestId = isGivenUp(original) ? currentRequest()?.id : logged(original, log).requestId;
    return new GraphQLError(UNANSWERED[why], {
      ...place,
      extensions: { code: why, retryable: true, requestId },
    });
  }
  const { message, requestId } = logged(original, log);
  return new GraphQLError(message, { ...place, extensions: { code: 'INTERNAL', requestId } });
}

/** What a client is told when the database gave no answer. */
export const UNANSWERED: Readonly<Record<Unanswered, string>> = {
  TIMEOUT: 'The database took too long over this. Ask for less, or try again later.',
  BUSY: 'The database has too much to do. Try again in a moment.',
  UNAVAILABLE: 'The database does not answer. Try again in a moment.',
};

const CHANGED = 'What is asked for changed while it was read. Ask again.';

/** Logs a fault of the program under the id of its request; answers what a client may know of it. */
export function logged(error: unknown, log: FaultLog): { message: string; requestId: string } {
  const requestId = currentRequest()?.id ?? randomUUID();
  log({ requestId, ...faultOf(error) });
  return { message: `Something went wrong on our side. The log has it as ${requestId}.`, requestId };
}
