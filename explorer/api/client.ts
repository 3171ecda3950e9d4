/** Asks the API, and tells apart what can go wrong. */
import type { TadaDocumentNode } from 'gql.tada';

/** The server could not be reached, or did not answer as one: worth another try. */
export class ServerAway extends Error {}

/** The server refused what was asked, and says why. */
export class Refused extends Error {
  readonly code: string;
  /** Whether the same may be answered at another time. */
  readonly retryable: boolean;

  constructor(errors: readonly ApiError[]) {
    super([...new Set(errors.map(({ message }) => message))].join(' '));
    this.code = errors[0]!.extensions?.code ?? '';
    this.retryable = errors.every(
      ({ extensions }) => extensions?.retryable || extensions?.code === 'INTERNAL',
    );
  }
}

interface ApiError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly retryable?: boolean };
}

/** Whether there can be nothing by the id that was asked for. */
export const isNoId = (fault: unknown) => fault instanceof Refused && fault.code === 'BAD_ID';

/** The data of an answer; throws ServerAway or Refused. An aborted request throws as `fetch` does. */
export async function ask<Result, Variables>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  let answer: { data?: Result; errors?: ApiError[] };
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
      ...(signal && { signal }),
    });
    answer = await response.json();
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new ServerAway('The server does not answer.');
  }
  if (answer.errors?.length) throw new Refused(answer.errors);
  if (!answer.data) throw new ServerAway('The server gave no answer that can be read.');
  return answer.data;
}
