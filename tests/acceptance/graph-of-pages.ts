import { apiSettings, readConfig } from '../../src/config.ts';
import { pagesIn } from '../../src/pages.ts';
import { ingest, type Outcome } from '../../src/pipeline/ingest.ts';
import { apiOver } from '../support/api.ts';
import { corpus, digests } from '../support/corpus.ts';
import { testDatabase } from '../support/database.ts';

/** Where pages are that are read here: those that are bundled, and those they are the digests of. */
export const PAGES = { digests, 'real pages': corpus } as const;
export type Pages = keyof typeof PAGES;

/** The graph of the bundled vocabulary and of these pages, and what became of each page. */
export class GraphOfPages {
  readonly #path: string;
  database!: Awaited<ReturnType<typeof testDatabase>>;
  api!: ReturnType<typeof apiOver>;
  outcomes: readonly Outcome[] = [];

  constructor(pages: Pages) {
    this.#path = PAGES[pages];
  }

  /** Begins with an empty graph. */
  async open(): Promise<void> {
    this.database = await testDatabase('vocabulary');
    this.api = apiOver(this.database, apiSettings(readConfig({})));
    this.outcomes = await this.read();
  }

  /** Reads the pages; answers what became of each. */
  async read(): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for await (const outcome of ingest(this.database, pagesIn([this.#path]))) outcomes.push(outcome);
    return outcomes;
  }
}
