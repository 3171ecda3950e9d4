/** Answers `/feeds/<kind>/<slug>.atom`: what is said of an entity, for feed readers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Config } from '../config.ts';
import { CitetrailError, ParameterError } from '../errors.ts';
import { ATOM, atomOf, type Feed } from '../export/atom.ts';
import { type FaultLog, logged } from '../graphql/errors.ts';
import { type EdgeKind, edgeKinds } from '../model/edges.ts';
import { ARRIVING, type ArrivingKind, withParts } from '../read/arrivals.ts';
import type { EntityRow } from '../read/entity-row.ts';
import { feedItems } from '../read/feed.ts';
import { parseEntityId } from '../read/ids.ts';
import { Loaders } from '../read/loaders.ts';
import type { Statements } from '../store/database.ts';
import { contentOf, sendContent } from './content.ts';

export interface FeedSettings {
  readonly statements: Statements;
  readonly config: Pick<Config, 'feedEntries' | 'publicUrl'>;
  readonly log: FaultLog;
}

const SHAPE = '/feeds/<kind>/<slug>.atom, such as /feeds/report/review-of-drugs-part-two.atom';

/** The request handler for `/feeds/`. */
export function createFeedHandler({ statements, config, log }: FeedSettings) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://server');
    const [, kind, slug] = /^\/feeds\/([a-z]+)\/([^/]+)\.atom$/.exec(url.pathname) ?? [];
    if (!kind || !slug) return say(response, 404, `There is no feed at this address; expected ${SHAPE}.`);
    try {
      const asked = readAsked(url.searchParams);
      const subject = await findSubject(`${kind}:${slug}`, statements);
      if (!subject) return say(response, 404, `There is no ${kind}:${slug}; expected the id of an entity.`);
      // It is known by a slug that it once had: readers keep the address that they are sent to.
      if (subject.slug !== slug) {
        const location = `/feeds/${kind}/${subject.slug}.atom${url.search}`;
        return void response.writeHead(301, { location }).end();
      }
      const of = await withParts(statements, subject.id);
      const items = await feedItems(statements, { ...asked, of }, config.feedEntries);
      const path = `${url.pathname}${url.search}`;
      await send(request, response, { subject, items, base: config.publicUrl ?? hostOf(request), path });
    } catch (error) {
      if (response.headersSent) response.destroy();
      else if (error instanceof CitetrailError)
        say(response, error instanceof ParameterError ? 400 : 404, error.message);
      else say(response, 500, logged(error, log).message);
    }
  };
}

async function findSubject(id: string, statements: Statements): Promise<EntityRow | null> {
  const { kind, slug } = parseEntityId(id);
  const loaders = new Loaders(statements, { default: 1, most: 1 }, 0);
  return (await loaders.findEntity(kind, slug)) as EntityRow | null;
}

async function send(request: IncomingMessage, response: ServerResponse, feed: Feed): Promise<void> {
  const body = Buffer.from(atomOf(feed));
  const content = contentOf(body, { type: ATOM, compressed: { gzip: await promisify(gzip)(body) } });
  // Without `Last-Modified`: an entry that is hidden or erased leaves none behind that is newer.
  const headers = { ...content.headers, 'access-control-allow-origin': '*' };
  sendContent(request, response, { ...content, headers });
}

/** Which of what is said is asked for: `kinds` of relation, `types` of document. */
function readAsked(given: URLSearchParams): { kinds: EdgeKind[] | null; types: ArrivingKind[] | null } {
  for (const name of given.keys()) {
    if (!['kinds', 'types'].includes(name))
      throw new ParameterError(`There is no parameter “${name}” for feeds; expected kinds, types.`);
  }
  return { kinds: listed(given, 'kinds', edgeKinds), types: listed(given, 'types', ARRIVING) };
}

function listed<Value extends string>(
  given: URLSearchParams,
  name: string,
  known: readonly Value[],
): Value[] | null {
  const values = given.getAll(name).flatMap((value) => value.split(',').filter(Boolean));
  if (values.length === 0) return null;
  return values.map((value) => {
    const found = known.find((one) => one === value.trim().toLowerCase());
    if (!found) throw new ParameterError(`“${name}” is “${value}”; expected some of ${known.join(', ')}.`);
    return found;
  });
}

/** Where the client says that it found this server. */
function hostOf({ headers }: IncomingMessage): string {
  const host = headers.host ?? '';
  return URL.canParse(`http://${host}`) && /^[\w.:[\]-]+$/.test(host) ? `http://${host}` : '';
}

function say(response: ServerResponse, status: number, words: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' })
    .end(`${words}\n`);
}
