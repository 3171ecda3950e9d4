/**
 * Lets clients and proxies keep the answers to GET requests and ask whether they still hold. An answer holds as long
 * as nothing was written to the database: whether that is so takes one small statement, whatever the query.
 */
import { createHash } from 'node:crypto';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { momentOf } from '../read/moment.ts';
import type { Statements } from '../store/database.ts';

/** The parameters by which a request brings or names a document. */
const NAMES_QUERY = ['query', 'documentId', 'extensions'];

/** Gives answers to GET requests an `ETag`, and says 304 to who has the answer of this moment; `settings` shape answers. */
export function etags(statements: Statements, settings: object): Plugin {
  const tags = new WeakMap<Request, string>();
  const shape = JSON.stringify(settings);
  const tagOf = async (request: Request, url: URL): Promise<string | null> => {
    // Without the database there is no tag; that it is away, the answer itself says.
    const moment = await momentOf(statements).catch(() => null);
    if (moment === null) return null;
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
        endResponse(new fetchAPI.Response(null, { status: 304, headers: headersFor(tag) }));
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
      for (const [name, value] of Object.entries(headersFor(tag))) response.headers.set(name, value);
    },
  };
}

const isKept = ({ method }: Request, { searchParams }: URL) =>
  method === 'GET' && NAMES_QUERY.some((name) => searchParams.has(name));

const headersFor = (tag: string) => ({
  etag: tag,
  'cache-control': 'no-cache',
  vary: 'accept, accept-encoding',
});

const isKnown = (tag: string, known: string | null) =>
  known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, '')) ?? false;
