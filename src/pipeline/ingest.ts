/**
 * The road a page takes: page → parsed page → linked page → rows. Pages are read on several threads where
 * there are many, and stored one after another in the order given, each whole or not at all; a page that
 * cannot be read is told of and skipped, and the run goes on.
 */
import { CitetrailError, PageError } from '../errors.ts';
import type { Gazetteer } from '../link/gazetteer.ts';
import type { Source } from '../pages.ts';
import type { Database } from '../store/database.ts';
import { loadGazetteer } from '../store/gazetteer.ts';
import { refreshRanks } from '../store/ranks.ts';
import { type Receipt, storeRecord } from '../store/store.ts';
import { type PageReading, type ReadingOptions, readPage } from './read-page.ts';
import { Workers } from './workers.ts';

/** What became of one page. */
export type Outcome = { readonly file: string | null } & (
  | { readonly skipped: PageError }
  | {
      readonly parser: string;
      readonly confidence: PageReading['confidence'];
      readonly posts: number;
      readonly comments: number;
      readonly receipt: Receipt;
      readonly doubts: PageReading['doubts'];
      readonly unsure: PageReading['unsure'];
      readonly unknownWriters: PageReading['unknownWriters'];
    }
);

export interface IngestOptions extends ReadingOptions {
  /** How many threads read pages beside this one, once there are many; 0 for none. */
  readonly workers?: number | undefined;
  /** So many pages are read before threads are started, which takes as long as reading about as many; 24 unless told. */
  readonly alone?: number;
  /** Ends the run after the page under way. */
  readonly signal?: AbortSignal | undefined;
}

/** How many pages each worker is given ahead of those that are stored. */
const AHEAD = 4;

/** Reads pages into the graph, in the order given. */
export async function* ingest(
  database: Database,
  sources: AsyncIterable<Source>,
  options: IngestOptions = {},
): AsyncGenerator<Outcome> {
  const gazetteer = await loadGazetteer(database.statements);
  for await (const { file, result } of readAll(sources, gazetteer, options)) {
    if (result instanceof PageError) yield { file, skipped: result };
    else if (result instanceof CitetrailError) throw result;
    else if (result instanceof Error) yield { file, skipped: failedAt(result) };
    else {
      const { record, ...told } = result;
      const receipt = await storeRecord(database, record);
      const comments = record.posts.reduce((sum, { comments }) => sum + comments.length, 0);
      const { parser, posts } = record;
      yield { file, parser, posts: posts.length, comments, receipt, ...told };
    }
    if (options.signal?.aborted) break;
  }
  await refreshRanks(database.statements);
}

/** A page that the program fails at is one that it cannot read: those after it are none the worse. */
function failedAt({ name, message, stack }: Error): PageError {
  const place = /^ +at .*/m.exec(stack ?? '')?.[0].trim();
  return new PageError(
    `the program failed at it (${name}: ${message}${place ? `, ${place}` : ''}); please report it`,
  );
}

/** A page as it was read, or why it could not be. */
interface Read {
  readonly file: string | null;
  readonly result: PageReading | Error;
}

/** Reads pages, answering them in the order given; only a bounded number is read ahead. */
async function* readAll(
  sources: AsyncIterable<Source>,
  gazetteer: Gazetteer,
  { workers: count = 0, alone = 24, layout, maxBytes }: IngestOptions,
): AsyncGenerator<Read> {
  const options = { layout, maxBytes };
  const ahead: Promise<Read>[] = [];
  let workers: Workers | null = null;
  let pages = 0;
  const read = async (source: Source): Promise<Read> => {
    const { file } = source;
    try {
      if ('error' in source) throw source.error;
      return { file, result: await (workers?.read(source) ?? readPage(source, gazetteer, options)) };
    } catch (error) {
      return { file, result: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  try {
    for await (const source of sources) {
      if (++pages > alone && count > 0) workers ??= new Workers(count, { gazetteer, options });
      ahead.push(read(source));
      if (!workers || ahead.length > count * AHEAD) yield await ahead.shift()!;
    }
    while (ahead.length > 0) yield await ahead.shift()!;
  } finally {
    await workers?.close();
  }
}
