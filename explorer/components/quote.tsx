import type { RelationRow } from '../api/queries.ts';

/** Words with what stands around them on the page. */
export interface Words {
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  readonly capture: { readonly url: string | null; readonly file: string | null };
}

/** A quote in its context, the words themselves marked, with the page that they stand on. */
export function Quote({
  words,
  method,
  url,
}: {
  words: Words;
  method: RelationRow['method'];
  url: string | null;
}) {
  const { quote, capture } = words;
  return (
    <figure class={`quote ${method === 'CURATED' ? 'curated' : ''}`}>
      <blockquote>
        {quote.prefix && <span class="around">…{quote.prefix}</span>}
        <mark>{quote.exact}</mark>
        {quote.suffix && <span class="around">{quote.suffix}…</span>}
      </blockquote>
      <figcaption>
        <PageLink url={capture.url ?? (method === 'CURATED' ? null : url)} file={capture.file} />
      </figcaption>
    </figure>
  );
}

function PageLink({ url, file }: { url: string | null; file: string | null }) {
  if (url && /^https?:/.test(url)) {
    return (
      <a href={url} rel="noreferrer" target="_blank">
        {new URL(url).host}
        <span class="unseen"> (the page, in a new tab)</span> ↗
      </a>
    );
  }
  return <span title={file ?? ''}>{file ? file.split('/').at(-1) : 'read from standard input'}</span>;
}
