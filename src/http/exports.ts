/** Answers `/export/…`: one file of the graph, streamed as it is read, or the manifest of them all. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { CitetrailError } from '../errors.ts';
import { countedIn, manifestOf, writeFile } from '../export/export.ts';
import { type ExportFile, FILES } from '../export/files.ts';
import { type Given, readSelection } from '../export/parameters.ts';
import { type FaultLog, logged } from '../graphql/errors.ts';
import { inSnapshot } from '../read/snapshot.ts';
import type { Statements } from '../store/database.ts';

export interface ExportSettings {
  readonly statements: Statements;
  readonly config: Pick<Config, 'exportsAtOnce' | 'exportPatience'>;
  readonly log: FaultLog;
}

const MANIFEST = 'manifest.json';
/** When to come back if too many exports run, in seconds. */
const COME_BACK = 5;

/** The request handler for `/export/`. */
export function createExportHandler({ statements, config, log }: ExportSettings) {
  let running = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://server');
    const name = url.pathname.slice('/export'.length).replace(/^\//, '');
    const file = FILES.find((file) => file.name === name);
    const given = [...url.searchParams];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const message = `The method is ${request.method}; expected GET or HEAD.`;
      return refuse(response, 405, 'BAD_METHOD', message, { allow: 'GET, HEAD' });
    }
    if (name === '') return void response.writeHead(302, { location: `/export/${MANIFEST}` }).end();
    if (!file && name !== MANIFEST) {
      const expected = [MANIFEST, ...FILES.map(({ name }) => name)].join(', ');
      const message = `There is no “${name}” to export; expected one of ${expected}.`;
      return refuse(response, 404, 'NOT_FOUND', message);
    }
    if (running >= config.exportsAtOnce) {
      const message = `${running} exports are running, which is the most at once; try again in a little while.`;
      return refuse(response, 503, 'BUSY', message, { 'retry-after': COME_BACK });
    }
    running++;
    try {
      if (!file) await answerManifest(statements, given, response);
      else await answerFile(statements, file, given, request, response, config.exportPatience);
    } catch (error) {
      answerError(response, error, log);
    } finally {
      running--;
    }
  };
}

async function answerManifest(statements: Statements, given: Given, response: ServerResponse): Promise<void> {
  const selection = readSelection('graph', given);
  const manifest = await inSnapshot(statements, async (snapshot) => ({
    ...manifestOf(snapshot, selection),
    counts: await countedIn(snapshot, 'graph', selection),
  }));
  const files = FILES.map(({ name, format }) => ({
    file: name,
    mediaType: format.mediaType,
    description: format.description,
  }));
  const body = `${JSON.stringify({ ...manifest, files }, null, 2)}\n`;
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

async function answerFile(
  statements: Statements,
  file: ExportFile,
  given: Given,
  request: IncomingMessage,
  response: ServerResponse,
  patience: number,
): Promise<void> {
  const selection = readSelection(file.what, given);
  const headers = {
    'content-type': file.format.mediaType,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'no-cache',
  };
  if (request.method === 'HEAD') return void response.writeHead(200, headers).end();
  const sink = sinkOf(response, patience);
  const written = await inSnapshot(statements, async (snapshot) => {
    const { snapshot: version } = manifestOf(snapshot, selection);
    // The digest is known when all is written: it comes as a trailer, and so does not come where something broke.
    response.writeHead(200, { ...headers, 'citetrail-snapshot': version, trailer: 'Repr-Digest' });
    return writeFile(snapshot, file, selection, sink);
  });
  const digest = Buffer.from(written.sha256, 'hex').toString('base64');
  response.addTrailers({ 'Repr-Digest': `sha-256=:${digest}:` });
  response.end();
}

/** The client went away, or took nothing for too long. */
class ClientGone extends Error {}

/** Writes chunk by chunk, at the speed of the client; throws ClientGone when there is nobody to write to. */
function sinkOf(response: ServerResponse, patience: number): (chunk: Uint8Array) => Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return async (chunk) => {
    if (gone.signal.aborted) throw new ClientGone();
    if (response.write(chunk)) return;
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(patience * 1000)]);
    await once(response, 'drain', { signal }).catch((cause) => {
      throw new ClientGone('', { cause });
    });
  };
}

function answerError(response: ServerResponse, error: unknown, log: FaultLog): void {
  const ours = !(error instanceof ClientGone || error instanceof CitetrailError);
  const fault = ours ? logged(error, log) : null;
  // What has begun cannot be taken back: it ends without its end, which every client notices.
  if (response.headersSent) response.destroy();
  else if (error instanceof CitetrailError) refuse(response, 400, error.code, error.message);
  else refuse(response, 500, 'INTERNAL', fault?.message ?? '');
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  const body = `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
