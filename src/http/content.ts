/** Content that is the same for everybody: held in memory with its compressed forms, known by its hash. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How content may be compressed, the best first. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Content {
  readonly body: Buffer;
  readonly compressed: Partial<Record<Encoding, Buffer>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

export interface ContentSettings {
  readonly type: string;
  readonly compressed?: Content['compressed'];
  /** Whether the address changes with the content, so that it need never be asked for again. */
  readonly immutable?: boolean;
  /** What a page may load; see `src/http/policy.ts`. */
  readonly policy?: string;
}

/** Makes content of bytes. */
export function contentOf(body: Buffer, settings: ContentSettings): Content {
  const { type, compressed = {}, immutable = false, policy } = settings;
  return {
    body,
    compressed,
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    headers: {
      'content-type': type,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      ...(policy && { 'content-security-policy': policy }),
    },
  };
}

/** Answers with content, in the best form that the client takes; with 304 when the client has it already. */
export function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  content: Content,
  status = 200,
): void {
  const encoding = ENCODINGS.find(
    (name) => content.compressed[name] && accepts(request.headers['accept-encoding'], name),
  );
  const body = (encoding && content.compressed[encoding]) ?? content.body;
  // Each form has a tag of its own, for a strong tag promises the same bytes.
  const etag = `"${content.etag}${encoding ? `-${encoding}` : ''}"`;
  const headers = { ...content.headers, etag };
  if (status === 200 && has(request.headers['if-none-match'], content.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    'content-length': body.length,
    ...(encoding && { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Whether a list such as `gzip;q=0.5, br` has a coding, and does not refuse it with `q=0`. */
export function accepts(header: string | undefined, coding: string): boolean {
  const entry = header
    ?.toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .find(([name]) => name === coding);
  return entry !== undefined && !entry.some((part) => /^q=0(\.0*)?$/.test(part));
}

/** Whether the client holds the content, in any of its forms. */
function has(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '').startsWith(`"${etag}`)) ?? false;
}
