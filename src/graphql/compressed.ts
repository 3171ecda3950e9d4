/** Compresses answers for clients that take them so. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';
import { varyingWith } from './headers.ts';

const compress = promisify(gzip);

/** The shortest answer that compressing makes enough shorter, in bytes. */
const WORTHWHILE = 1_024;

/** Sends answers of some length with gzip to clients that accept it. */
export function compressedAnswers(): Plugin {
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (!acceptsGzip(request.headers.get('accept-encoding')) || response.headers.has('content-encoding'))
        return;
      if (!/json|csv/.test(response.headers.get('content-type') ?? '') || !response.body) return;
      const plain = Buffer.from(await response.arrayBuffer());
      const { bytes, more } = await compressedIfLong(plain, response.headers.get('vary'));
      const headers = new fetchAPI.Headers(response.headers);
      headers.set('content-length', String(bytes.length));
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      const { status, statusText } = response;
      setResponse(new fetchAPI.Response(bytes, { status, statusText, headers }));
    },
  };
}

/** The bytes to send to a client that takes gzip, and the headers that go with them; `vary` is what the answer varies with already. */
export async function compressedIfLong(plain: Buffer<ArrayBuffer>, vary: string | null | undefined) {
  const more: Record<string, string> = { vary: varyingWith(vary, ['accept', 'accept-encoding']) };
  if (plain.length < WORTHWHILE) return { bytes: plain, more };
  return { bytes: await compress(plain), more: { ...more, 'content-encoding': 'gzip' } };
}

/** Whether a client takes gzip: by name or as any coding, and not with the weight 0, which means never. */
export function acceptsGzip(header: string | string[] | null | undefined): boolean {
  const codings = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().split(/\s*;\s*q=/));
  const [, weight = '1'] = codings.find(([name]) => name === 'gzip') ??
    codings.find(([name]) => name === '*') ?? ['', '0'];
  return Number(weight) > 0;
}
