/**
 * Reads the bodies of requests: JSON, of a bounded number of bytes, one operation each. What is over the limit is
 * not read on, and no body is ever quoted in an answer.
 */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

const JSON_TYPES = ['application/json', 'application/graphql+json'];

/** Requests that may be larger than others. */
export interface Larger {
  readonly most: number;
  readonly isFor: (request: Request) => Promise<boolean>;
}

/** Reads bodies of up to so many bytes; refuses others with a code and the figures. */
export function requestBodies(
  usual: number,
  larger: Larger,
): Plugin<Record<never, never>, { req?: IncomingMessage; body?: string }> {
  return {
    onRequestParse({ request, url, serverContext, setRequestParser }) {
      if (request.method === 'GET') refuseParameters(url.searchParams);
      if (request.method !== 'POST') return;
      setRequestParser(async () => {
        if (serverContext.body !== undefined) return operationIn(serverContext.body);
        refuseForms(request.headers);
        const most = (await larger.isFor(request)) ? larger.most : usual;
        const declared = Number(request.headers.get('content-length') ?? 0);
        if (declared > most) throw tooLarge(`${declared} bytes`, most);
        // Where there is a socket it is read itself: a stream around it costs more than the whole of a small request.
        const chunks = serverContext.req?.iterator({ destroyOnReturn: false }) ?? request.body ?? [];
        return operationIn(await textOf(chunks as AsyncIterable<Uint8Array>, most));
      });
    },
  };
}

/** Refuses a parameter that should be JSON and is not. */
function refuseParameters(parameters: URLSearchParams): void {
  for (const name of ['variables', 'extensions']) {
    const text = parameters.get(name);
    if (!text) continue;
    try {
      JSON.parse(text);
    } catch {
      const message = `The parameter \`${name}\` is not JSON (${text.length} characters); expected an object.`;
      throw refusal(400, 'BAD_REQUEST', message);
    }
  }
}

function refuseForms(headers: Headers): void {
  const [type = ''] = (headers.get('content-type') ?? '').toLowerCase().split(/\s*[;,]/, 1);
  if (!JSON_TYPES.includes(type)) {
    throw refusal(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `The body is ${type || 'of no type'}; expected application/json.`,
    );
  }
  const coding = headers.get('content-encoding') ?? 'identity';
  if (coding !== 'identity')
    throw refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body is compressed; expected it as it is.');
}

async function textOf(source: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > most) throw tooLarge(`more than ${most} bytes`, most);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    // The client is gone: its fault, and not one that the log should have as ours.
    throw refusal(400, 'BAD_BODY', 'The body broke off before its end.');
  }
  return Buffer.concat(chunks).toString();
}

function operationIn(text: string): GraphQLParams {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refusal(
      400,
      'BAD_BODY',
      `The body is not JSON (${text.length} characters); expected an object with a query.`,
    );
  }
  if (Array.isArray(body))
    throw refusal(
      400,
      'BAD_BODY',
      `The body is a list of ${body.length}; expected one operation, as an object.`,
    );
  if (typeof body !== 'object' || body === null)
    throw refusal(
      400,
      'BAD_BODY',
      `The body is ${body === null ? 'null' : `a ${typeof body}`}; expected an object with a query.`,
    );
  return body;
}

const tooLarge = (found: string, allowed: number) =>
  refusal(413, 'BODY_TOO_LARGE', `The body has ${found}; expected at most ${allowed}.`, { allowed });

const refusal = (status: number, code: string, message: string, figures: object = {}) =>
  new GraphQLError(message, { extensions: { code, ...figures, http: { status } } });
