/** Compresses answers for clients that take them so. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';

const compress = promisify(gzip);

/** The shortest answer that compressing makes enough shorter, in bytes. */
const WORTHWHILE = 1_024;

/** Sends answers of some length with gzip to clients that accept it. */
export function compressedAnswers(): Plugin {
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (!accepts(request.headers.get('accept-encoding')) || response.headers.has('content-encoding'))
        return;
      if (!/json|csv/.test(response.headers.get('content-type') ?? '') || !response.body) return;
      const plain = Buffer.from(await response.arrayBuffer());
      const body = plain.length < WORTHWHILE ? plain : await compress(plain);
      const headers = new fetchAPI.Headers(response.headers);
      headers.set('content-length', String(body.length));
      headers.set('vary', 'accept, accept-encoding');
      if (body !== plain) headers.set('content-encoding', 'gzip');
      const { status, statusText } = response;
      setResponse(new fetchAPI.Response(body, { status, statusText, headers }));
    },
  };
}

/** Whether a client takes gzip: by name or as any coding, and not with the weight 0, which means never. */
function accepts(header: string | null): boolean {
  const codings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().split(/\s*;\s*q=/));
  const [, weight = '1'] = codings.find(([name]) => name === 'gzip') ??
    codings.find(([name]) => name === '*') ?? ['', '0'];
  return Number(weight) > 0;
}
