import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Content, type ContentSettings, contentOf } from './content.ts';

/**
 * Content that is made and compressed when it is first asked for, beside other work, and held from then on:
 * for large pages, which most runs of the server never show.
 */
export function lateContent(
  make: () => { readonly body: string } & Omit<ContentSettings, 'compressed'>,
): () => Promise<Content> {
  let made: Promise<Content> | undefined;
  return () => {
    made ??= compressed(make());
    return made;
  };
}

async function compressed({ body, ...settings }: { body: string } & ContentSettings): Promise<Content> {
  const bytes = Buffer.from(body);
  const [br, gzipped] = await Promise.all([
    // Of the 9 MB of GraphiQL, the best quality takes off a tenth more, and half a minute.
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 24 },
    }),
    promisify(gzip)(bytes),
  ]);
  return contentOf(bytes, { ...settings, compressed: { br, gzip: gzipped } });
}
