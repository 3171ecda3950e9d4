import { fileName, isCurated } from '../words.ts';

/** Words with what stands around them, and where. */
export interface Words {
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  readonly capture: { readonly url: string | null; readonly file: string | null; readonly parser: string };
}

/**
 * Words in their context, themselves marked, with the page that they stand on: that of the capture, else
 * `url`. A line of the vocabulary is no quote: it is shown as the code it is.
 */
export function Quote({ words, url }: { words: Words; url: string | null }) {
  const { quote, capture } = words;
  if (isCurated(words)) {
    return (
      <figure class="quote curated">
        <code>{quote.exact}</code>
        <figcaption>
          a line of <FileName file={capture.file} /> in the vocabulary, which a curator wrote
        </figcaption>
      </figure>
    );
  }
  return (
    <figure class="quote">
      <blockquote>
        {quote.prefix && <span class="around">…{quote.prefix}</span>}
        <mark>{quote.exact}</mark>
        {quote.suffix && <span class="around">{quote.suffix}…</span>}
      </blockquote>
      <figcaption>
        <PageLink url={capture.url ?? url} file={capture.file} />
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
  return <FileName file={file} />;
}

const FileName = ({ file }: { file: string | null }) => <span title={file ?? ''}>{fileName(file)}</span>;
