/**
 * SOURCE → RECORD: decodes, parses and links a page, and makes the record that is stored of it. Needs no
 * database, so it runs on any thread.
 */
import type { Gazetteer } from '../link/gazetteer.ts';
import { link } from '../link/link.ts';
import type { Unsure } from '../link/linked-page.ts';
import { decode } from '../parse/decode.ts';
import { parse } from '../parse/parse.ts';
import { type PageRecord, type PostRecord, recordOf, withoutErasedNames } from '../store/record.ts';

/** How pages are to be read. */
export interface ReadingOptions {
  /** The layout to read every page as; without it each page is recognised. */
  readonly layout?: string | undefined;
  /** The largest page, in bytes. */
  readonly maxBytes?: number | undefined;
}

/** What was read on a page, as plain data. */
export interface PageReading {
  readonly record: PageRecord;
  /** How sure the choice of the layout was, from 0 to 1; 1 where it was named. */
  readonly confidence: number;
  /** Why it may be less than the page was, each with what was found and expected. */
  readonly doubts: readonly string[];
  /** Words that name several entities alike, so that none was taken. */
  readonly unsure: readonly (Unsure & { readonly words: string })[];
  /** Who wrote posts of the page, as printed, where that leads to nobody known; each name once. */
  readonly unknownWriters: readonly string[];
}

/** The bytes of a page, and where they come from as far as that is known. */
export interface PageSource {
  readonly file: string | null;
  readonly bytes: Uint8Array;
  /** The page's address, where whoever brings it knows it. */
  readonly url?: string | null;
}

/** Reads a page; throws PageError when it is none. */
export function readPage(source: PageSource, gazetteer: Gazetteer, options: ReadingOptions): PageReading {
  const page = decode(source.bytes, { file: source.file, url: source.url ?? null }, options.maxBytes);
  const linked = link(parse(page, options.layout), gazetteer);
  // Only what is stored is without erased names: without them, layouts could not be told.
  const record = withoutErasedNames(recordOf(linked), gazetteer.erased);
  const { text } = record.page;
  return {
    record,
    confidence: linked.parsed.confidence,
    doubts: linked.parsed.doubts,
    unsure: linked.posts
      .flatMap((post) => [post, ...post.comments])
      .flatMap(({ unsure }) =>
        unsure.map((place) => ({ ...place, words: text.slice(place.span.start, place.span.end) })),
      ),
    unknownWriters: [...new Set(record.posts.flatMap(unknownWriterOf))],
  };
}

function unknownWriterOf({ byline, references }: PostRecord): string[] {
  const isKnown = references.some(({ kind }) => kind === 'authored_by');
  return byline !== null && !isKnown ? [byline] : [];
}
