/**
 * The road a page takes: page → parsed page → linked page → rows. Pages are read on several threads where
 * there are many, and stored one after another in the order given, each whole or not at all; a page that
 * cannot be read is told of and skipped, and the run goes on.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PageError, VocabularyError } from './errors.ts';
import type { Gazetteer } from './link/gazetteer.ts';
import { type Source, shown } from './pages.ts';
import { readVocabulary } from './parse/vocabulary.ts';
import { type PageReading, type ReadingOptions, readPage } from './pipeline/read-page.ts';
import { Workers } from './pipeline/workers.ts';
import type { Database } from './store/database.ts';
import { loadGazetteer } from './store/gazetteer.ts';
import { refreshRanks } from './store/ranks.ts';
import { type Receipt, storeRecord } from './store/store.ts';
import { storeVocabulary, type VocabularyReceipt } from './store/vocabulary.ts';

/** What became of one page. */
export type Outcome = { readonly file: string | null } & (
  | { readonly skipped: PageError }
  | {
      readonly parser: string;
      readonly posts: number;
      readonly comments: number;
      readonly receipt: Receipt;
      readonly unsure: PageReading['unsure'];
    }
);

export interface IngestOptions extends ReadingOptions {
  /** How many threads read pages beside this one, once there are many; 0 for none. */
  readonly workers?: number | undefined;
  /** Ends the run after the page under way. */
  readonly signal?: AbortSignal | undefined;
}

/** So many pages are read before it is worth starting workers, which takes as long as reading about as many. */
const FEW_PAGES = 24;
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
    else if (result instanceof Error) throw result;
    else {
      const { record, unsure } = result;
      const receipt = await storeRecord(database, record);
      const comments = record.posts.reduce((sum, { comments }) => sum + comments.length, 0);
      yield { file, parser: record.parser, posts: record.posts.length, comments, receipt, unsure };
    }
    if (options.signal?.aborted) break;
  }
  await refreshRanks(database.statements);
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
  { workers: count = 0, layout, maxBytes }: IngestOptions,
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
      if (++pages > FEW_PAGES && count > 0) workers ??= new Workers(count, { gazetteer, options });
      ahead.push(read(source));
      if (!workers || ahead.length > count * AHEAD) yield await ahead.shift()!;
    }
    while (ahead.length > 0) yield await ahead.shift()!;
  } finally {
    await workers?.close();
  }
}

/** Loads the vocabulary files of a directory; throws VocabularyError, with nothing loaded, when one is faulty. */
export async function loadVocabulary(database: Database, directory: string): Promise<VocabularyReceipt> {
  const names = await readdir(directory).catch(() => {
    throw new VocabularyError(`There is no vocabulary directory ${directory}.`);
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0) {
    throw new VocabularyError(`Found no vocabulary in ${directory}; expected files such as reports.yaml.`);
  }
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
  const receipt = await storeVocabulary(
    database,
    readVocabulary(files.map((name, i) => ({ path: shown(join(directory, name)), text: texts[i]! }))),
  );
  if (receipt.changed) await refreshRanks(database.statements);
  return receipt;
}
