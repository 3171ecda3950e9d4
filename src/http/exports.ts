/** Answers `/export/…`: one file of the graph, streamed as it is read, or the manifest of them all. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Config } from '../config.ts';
import { CitetrailError } from '../errors.ts';
import { countedIn, manifestOf, writeFile } from '../export/export.ts';
import { type ExportFile, FILES } from '../export/files.ts';
import { type Given, readSelection } from '../export/parameters.ts';
import { type FaultLog, logged, UNANSWERED } from '../graphql/errors.ts';
import { inSnapshot } from '../read/snapshot.ts';
import { expectReadable } from '../read/whole-graph.ts';
import type { Statements } from '../store/database.ts';
import { unanswered } from '../store/unanswered.ts';
import { note } from '../telemetry/request.ts';
import { accepts } from './content.ts';

export interface ExportSettings {
  readonly statements: Statements;
  readonly config: Pick<Config, 'exportsAtOnce' | 'patience'>;
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
      else await answerFile(statements, file, given, request, response, config.patience);
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
  response.writeHead(200, { 'content-type': 'application/json', ...ANY_ORIGIN }).end(body);
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
  // Parquet is compressed in itself.
  const compress = !file.name.endsWith('.parquet') && accepts(request.headers['accept-encoding'], 'gzip');
  const headers = {
    'content-type': file.format.mediaType,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    ...(compress && { 'content-encoding': 'gzip' }),
    ...ANY_ORIGIN,
  };
  if (request.method === 'HEAD') return void response.writeHead(200, headers).end();
  note({ file: file.name });
  const hash = createHash('sha256');
  const body: Writable = compress ? createGzip() : response;
  if (body !== response) body.on('data', (chunk) => hash.update(chunk)).pipe(response, { end: false });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const waiting = () => ({ signal: AbortSignal.any([gone.signal, AbortSignal.timeout(patience * 1000)]) });
  const written = await inSnapshot(statements, async (snapshot) => {
    const { snapshot: version } = manifestOf(snapshot, selection);
    await expectReadable(snapshot, file.what !== 'entities');
    // Until rows are read, what comes of reading them can still be told: what stands before them waits so long.
    const unsent: Uint8Array[] = [];
    const flush = async () => {
      // The digest is known when all is written: it comes as a trailer, and so does not come where something broke.
      if (!response.headersSent)
        response.writeHead(200, { ...headers, 'citetrail-snapshot': version, trailer: 'Repr-Digest' });
      for (const chunk of unsent.splice(0)) await send(chunk, body, gone.signal, waiting);
    };
    let rowsRead = 0;
    const sink = async (chunk: Uint8Array) => {
      unsent.push(chunk);
      if (rowsRead > 0) await flush();
    };
    const written = await writeFile(snapshot, file, selection, sink, (rows) => {
      rowsRead = rows;
    });
    await flush();
    return written;
  });
  if (body !== response) await finished(body.end(), waiting()).catch(noClient);
  // It is that of the bytes as they are sent.
  const digest = compress ? hash.digest('base64') : Buffer.from(written.sha256, 'hex').toString('base64');
  response.addTrailers({ 'Repr-Digest': `sha-256=:${digest}:` });
  response.end();
}

/** Pages of any origin may read exports, as they may ask the API. */
const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'citetrail-snapshot, content-disposition, repr-digest',
};

/** The client went away, or took nothing for too long. */
class ClientGone extends Error {}

const noClient = (cause: unknown) => {
  throw new ClientGone('', { cause });
};

/** Writes a chunk, at the speed of the client; throws ClientGone when there is nobody to write to. */
async function send(
  chunk: Uint8Array,
  body: Writable,
  gone: AbortSignal,
  waiting: () => { signal: AbortSignal },
): Promise<void> {
  if (gone.aborted) throw new ClientGone();
  if (!body.write(chunk)) await once(body, 'drain', waiting()).catch(noClient);
}

function answerError(response: ServerResponse, error: unknown, log: FaultLog): void {
  const ours = !(error instanceof ClientGone || error instanceof CitetrailError);
  const fault = ours ? logged(error, log) : null;
  const why = unanswered(error);
  // What has begun cannot be taken back: it ends without its end, which every client notices.
  if (response.headersSent) response.destroy();
  else if (error instanceof CitetrailError) refuse(response, 400, error.code, error.message);
  else if (why) refuse(response, 503, why, UNANSWERED[why], { 'retry-after': COME_BACK }, fault?.requestId);
  else refuse(response, 500, 'INTERNAL', fault?.message ?? '');
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string | number>> = {},
  requestId?: string,
): void {
  note({ code });
  const extensions = { code, ...(status === 503 && { retryable: true }), ...(requestId && { requestId }) };
  const body = `${JSON.stringify({ errors: [{ message, extensions }] })}\n`;
  response.writeHead(status, { 'content-type': 'application/json', ...ANY_ORIGIN, ...headers }).end(body);
}
