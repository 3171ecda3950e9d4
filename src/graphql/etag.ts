/**
 * Lets clients and proxies keep the answers to GET requests and ask whether they still hold. An answer holds as long
 * as nothing was written to the database: whether that is so takes one small statement, whatever the query.
 */
import { createHash } from 'node:crypto';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { momentOf } from '../read/moment.ts';
import type { Statements } from '../store/database.ts';
import { version } from '../telemetry/version.ts';
import { COST, EXPLAIN, varyingWith } from './headers.ts';
import { schema } from './schema.ts';

/** The parameters by which a request brings or names a document. */
const NAMES_QUERY = ['query', 'documentId', 'extensions'];

/** Gives answers to GET requests an `ETag`, and says 304 to who has the answer of this moment; `settings` shape answers. */
export function etags(statements: Statements, settings: object): Plugin {
  const tags = new WeakMap<Request, string>();
  // Made for the first tag: commands start sooner without.
  let shape: string | undefined;
  const tagOf = async (request: Request, url: URL): Promise<string | null> => {
    // Without the database there is no tag; that it is away, the answer itself says.
    const moment = await momentOf(statements).catch(() => null);
    if (moment === null) return null;
    shape ??= JSON.stringify([programOf(version(), schema), settings]);
    const told = [shape, moment, url.search, request.headers.get('accept')];
    const tag = `W/"${createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 24)}"`;
    tags.set(request, tag);
    return tag;
  };
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      const known = request.headers.get('if-none-match');
      if (known === null || !isKept(request, url)) return;
      const tag = await tagOf(request, url);
      if (tag !== null && isKnown(tag, known))
        endResponse(new fetchAPI.Response(null, { status: 304, headers: headersFor(tag, null) }));
    },
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn(async (args) => {
        // Before the answer is read, so that it is of this moment or a later one; and only for what is answered at all.
        const { request } = args.contextValue as YogaInitialContext;
        const url = new URL(request.url);
        if (isKept(request, url) && !tags.has(request)) await tagOf(request, url);
        return executeFn(args);
      }),
    onResultProcess({ request, result }) {
      // What went wrong may go well the next time.
      if (Array.isArray(result) || !('data' in result) || 'errors' in result) tags.delete(request);
    },
    onResponse({ request, response }) {
      const tag = tags.get(request);
      if (!tag || response.status !== 200) return;
      const headers = headersFor(tag, response.headers.get('vary'));
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    },
  };
}

/** Names what answers: the same text as long as the version and the schema are. */
export function programOf(version: string, schema: GraphQLSchema): string {
  return createHash('sha256')
    .update(JSON.stringify([version, printSchema(schema)]))
    .digest('base64url');
}

/** What a request asks about its answer is for it alone. */
const isKept = ({ method, headers }: Request, { searchParams }: URL) =>
  method === 'GET' &&
  NAMES_QUERY.some((name) => searchParams.has(name)) &&
  ![COST, EXPLAIN].some((name) => headers.has(name));

/** Pages of each origin are given leave by name, and whoever asks from no page is given none. */
const headersFor = (tag: string, vary: string | null) => ({
  etag: tag,
  'cache-control': 'no-cache',
  vary: varyingWith(vary, ['origin', 'accept', 'accept-encoding']),
});

const isKnown = (tag: string, known: string | null) =>
  known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, '')) ?? false;
