/**
 * Lets clients and proxies keep the answers to GET requests and ask whether they still hold. An answer holds as long
 * as nothing was written to the database: whether that is so takes one small statement, whatever the query.
 */
import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { momentOf } from '../read/moment.ts';
import type { Statements } from '../store/database.ts';

/** The parameters by which a request brings or names a document. */
const NAMES_QUERY = ['query', 'documentId', 'extensions'];

/** Gives answers to GET requests an `ETag`, and says 304 to who has the answer of this moment; `settings` shape answers. */
export function etags(statements: Statements, settings: object): Plugin {
  const tags = new WeakMap<Request, string>();
  const shape = JSON.stringify(settings);
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      if (request.method !== 'GET' || !NAMES_QUERY.some((name) => url.searchParams.has(name))) return;
      // Without the database there is no tag; that it is away, the answer itself says.
      const moment = await momentOf(statements).catch(() => null);
      if (moment === null) return;
      const told = [shape, moment, url.search, request.headers.get('accept')];
      const tag = `W/"${createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 24)}"`;
      tags.set(request, tag);
      if (!isKnown(tag, request.headers.get('if-none-match'))) return;
      endResponse(new fetchAPI.Response(null, { status: 304, headers: headersFor(tag) }));
    },
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

const headersFor = (tag: string) => ({
  etag: tag,
  'cache-control': 'no-cache',
  vary: 'accept, accept-encoding',
});

const isKnown = (tag: string, known: string | null) =>
  known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, '')) ?? false;
