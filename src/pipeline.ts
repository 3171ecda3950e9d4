/**
 * The road a page takes: page → parsed page → linked page → rows. One page after another, each stored
 * whole or not at all; a page that cannot be read is told of and skipped, and the run goes on.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PageError, VocabularyError } from './errors.ts';
import { link } from './link/link.ts';
import type { Unsure } from './link/linked-page.ts';
import { type Source, shown } from './pages.ts';
import { decode } from './parse/decode.ts';
import { parse } from './parse/parse.ts';
import { readVocabulary } from './parse/vocabulary.ts';
import type { Database } from './store/database.ts';
import { loadGazetteer } from './store/gazetteer.ts';
import { type Receipt, store } from './store/store.ts';
import { storeVocabulary, type VocabularyReceipt } from './store/vocabulary.ts';

/** What became of one page. */
export type Outcome = { readonly file: string | null } & (
  | { readonly skipped: PageError }
  | {
      readonly parser: string;
      readonly posts: number;
      readonly comments: number;
      readonly receipt: Receipt;
      /** Words that name several entities alike, so that none was taken. */
      readonly unsure: readonly (Unsure & { readonly words: string })[];
    }
);

/** Reads pages into the graph, in the order given. */
export async function* ingest(
  database: Database,
  sources: AsyncIterable<Source>,
  options: { readonly layout?: string | undefined; readonly maxBytes?: number | undefined } = {},
): AsyncGenerator<Outcome> {
  const gazetteer = await loadGazetteer(database.statements);
  for await (const source of sources) {
    const { file } = source;
    try {
      if ('error' in source) throw source.error;
      const page = decode(source.bytes, { file, url: null }, options.maxBytes);
      const linked = link(parse(page, options.layout), gazetteer);
      const receipt = await store(database, linked);
      const documents = linked.posts.flatMap((post) => [post, ...post.comments]);
      yield {
        file,
        parser: linked.parsed.parser,
        posts: linked.posts.length,
        comments: documents.length - linked.posts.length,
        receipt,
        unsure: documents.flatMap(({ unsure }) =>
          unsure.map((place) => ({
            ...place,
            words: linked.parsed.page.text.slice(place.span.start, place.span.end),
          })),
        ),
      };
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      yield { file, skipped: error };
    }
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
  return storeVocabulary(
    database,
    readVocabulary(files.map((name, i) => ({ path: shown(join(directory, name)), text: texts[i]! }))),
  );
}
