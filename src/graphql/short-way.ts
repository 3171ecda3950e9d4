/**
 * A shorter way for an operation that was answered before. The long way, Yoga's, makes an object of the request and one
 * of the response and asks every plugin at every step: of a small answer, more than half the work. Here a request that
 * asks nothing unusual, for a document that has been through all of it, goes from its body to its statement to its
 * answer. Whatever is not just so goes the long way, so that what is said then is said in one place.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DocumentNode, ExecutionArgs } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { note } from '../telemetry/request.ts';
import { inSpan } from '../telemetry/spans.ts';
import { type Answer, extended } from './answer.ts';
import type { Compiler } from './compile/execute.ts';
import { acceptsGzip, compressedIfLong } from './compressed.ts';
import type { Costs } from './cost.ts';
import type { Purse } from './cost-limit.ts';
import { COST, EXPLAIN } from './headers.ts';
import { within } from './request-time.ts';
import { schema } from './schema.ts';

export interface ShortWaySettings {
  readonly compiler: Compiler;
  readonly costs: Costs;
  /** The most points that an operation may cost. */
  readonly mostCost: number;
  /** The most bytes that a body may have. */
  readonly bodyBytes: number;
  /** How long an answer may take, in milliseconds. */
  readonly requestTime: number;
}

/** A request on its way. */
export interface Asking {
  /** What the one who asks may still spend; undefined where that has no bounds, or is paid. */
  readonly purse: Purse | undefined;
  /** The body, where it was read already. */
  readonly body?: string;
  /** What it is to be answered with, where that is known already. */
  readonly answer?: Answer;
}

/** How many documents are remembered, those that were asked for last, and how long one may be, in characters. */
const [REMEMBERED, LONGEST] = [1_000, 10_000];

/** The headers of a request that asks something unusual. */
const UNUSUAL = ['authorization', 'content-encoding', COST, EXPLAIN];

/** Knows the documents that were carried out, and answers requests for them. */
export class ShortWay {
  readonly #settings: ShortWaySettings;
  readonly #documents = new Map<string, DocumentNode>();

  constructor(settings: ShortWaySettings) {
    this.#settings = settings;
  }

  /** Remembers documents that are carried out: they were found to be within all limits, and valid. */
  learning(): Plugin {
    return {
      onExecute: ({ args }) => {
        const { params, request } = args.contextValue as YogaInitialContext;
        if (request.method === 'POST' && params.query && params.query.length <= LONGEST)
          this.#remember(params.query, args.document);
      },
    };
  }

  /** Answers a request and gives null, or says with what it goes on the long way. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    purse: Purse | undefined,
  ): Promise<Asking | null> {
    const type = answerTypeFor(request);
    const bytes = Number(request.headers['content-length']);
    if (type === null || !(bytes <= this.#settings.bodyBytes)) return { purse };
    const body = await textOf(request);
    if (body === null) return { purse };
    const args = this.#known(body);
    const { compiler, costs, mostCost, requestTime } = this.#settings;
    const cost = args ? costs.of(args) : 0;
    const ready = args && cost <= mostCost ? compiler.ready(args) : null;
    if (!ready || purse?.spend(cost)) return { purse, body };
    note({ cost, compiled: 'wholly' });
    const attributes = { 'graphql.operation.type': 'query' };
    const answer: Answer | null = await inSpan('graphql query', { attributes }, () =>
      within(requestTime, response, () => compiler.answer(ready)),
    );
    if (!answer?.stringify) return { purse: undefined, body, ...(answer && { answer }) };
    note({ outcome: 'OK' });
    const text = extended(answer, { cost: { asked: cost, allowed: mostCost } }).stringify!();
    await send(request, response, text, type);
    return null;
  }

  #remember(text: string, document: DocumentNode): void {
    // The map is in the order of use: what was used last goes to its end.
    this.#documents.delete(text);
    this.#documents.set(text, document);
    if (this.#documents.size > REMEMBERED) this.#documents.delete(this.#documents.keys().next().value!);
  }

  /** The operation that a body asks for; null where it is not of a document that is known, or asks for more. */
  #known(body: string): ExecutionArgs | null {
    let asked: unknown;
    try {
      asked = JSON.parse(body);
    } catch {
      return null;
    }
    if (!isObject(asked)) return null;
    const { query, variables, operationName, extensions, ...more } = asked;
    if (typeof query !== 'string' || Object.keys(more).length > 0) return null;
    if ([variables, extensions].some((value) => value != null && !isObject(value))) return null;
    if (operationName != null && typeof operationName !== 'string') return null;
    const document = this.#documents.get(query);
    if (!document) return null;
    this.#remember(query, document);
    return { schema, document, operationName, variableValues: variables as Fields };
  }
}

type Fields = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const JSON_TYPE = 'application/json';
const ANSWER_TYPE = 'application/graphql-response+json';

/** The type of the answer, as GraphQL over HTTP has it; null for a request that asks something unusual. */
function answerTypeFor({ method, url, headers }: IncomingMessage): string | null {
  if (method !== 'POST' || url !== '/graphql' || UNUSUAL.some((name) => name in headers)) return null;
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '')) return null;
  const accept = headers.accept ?? '*/*';
  if (accept === JSON_TYPE || accept === '*/*') return JSON_TYPE;
  return accept === ANSWER_TYPE || accept === `${ANSWER_TYPE}, ${JSON_TYPE}` ? ANSWER_TYPE : null;
}

/** All that a client sends, which is no more than it declared; null where it broke off. */
function textOf(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    request.once('close', () => resolve(null));
  });
}

async function send(
  { headers: { origin, 'accept-encoding': codings } }: IncomingMessage,
  response: ServerResponse,
  text: string,
  type: string,
): Promise<void> {
  const headers: Record<string, string> = { 'content-type': `${type}; charset=utf-8` };
  if (origin !== undefined) {
    headers['access-control-allow-origin'] = origin;
    headers['access-control-allow-credentials'] = 'true';
    headers.vary = 'Origin';
  }
  const plain = Buffer.from(text);
  if (!acceptsGzip(codings)) {
    response.writeHead(200, { ...headers, 'content-length': plain.length }).end(plain);
    return;
  }
  const { bytes, more } = await compressedIfLong(plain, headers.vary);
  response.writeHead(200, { ...headers, ...more, 'content-length': bytes.length }).end(bytes);
}
