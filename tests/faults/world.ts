/** What faults are let loose on: a server, a graph on it that is served, and pages that are read into another. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { loadVocabulary } from '../../src/pipeline/load-vocabulary.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { pageText } from '../pipeline/page-text.ts';
import { digests, vocabulary } from '../support/corpus.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';
import type { Cluster } from './cluster.ts';
import { Served } from './program.ts';
import { Wire } from './wire.ts';

/** How many pages a run reads. */
export const PAGES = 16;
/** More entities than fit on the way to a client who takes nothing. */
const FILLER = 40_000;

export class World {
  readonly cluster: Cluster;
  readonly wire: Wire;
  readonly folder: string;
  readonly pages: string;
  /** How many posts the graph has that is served. */
  posts = 0;
  /** What the pages come to when nothing disturbs. */
  #undisturbed = '';
  #copies = 0;

  private constructor(cluster: Cluster, wire: Wire) {
    this.cluster = cluster;
    this.wire = wire;
    this.folder = mkdtempSync(join(tmpdir(), 'citetrail-faults-pages-'));
    this.pages = join(this.folder, 'pages');
    mkdirSync(this.pages);
    for (let i = 0; i < PAGES; i++)
      writeFileSync(join(this.pages, `${String(i).padStart(2, '0')}.txt`), pageText(i));
  }

  static async around(cluster: Cluster): Promise<World> {
    const world = new World(cluster, await Wire.to(cluster.port));
    await cluster.createDatabase('vocabulary');
    await world.with('vocabulary', async (database) => {
      await migrate(database);
      await loadVocabulary(database, vocabulary);
    });
    await cluster.createDatabase('graph', 'vocabulary');
    await world.with('graph', async (database) => void (await readInto(database, digests)));
    await cluster.ask(
      `set session_replication_role = replica;
       with made as (
         insert into entities (kind, slug, name, sort_name, summary)
         select 'author', 'filler-' || n, 'Filler ' || n, 'filler', repeat('Nobody in particular. ', 25)
         from generate_series(1, ${FILLER}) n returning id)
       insert into authors (id, type) select id, 'person' from made`,
      'graph',
    );
    const [row] = await cluster.ask<{ count: string }>('select count(*) from posts', 'graph');
    world.posts = Number(row!.count);
    const name = await world.copy();
    await world.with(name, async (database) => void (await readInto(database, world.pages)));
    world.#undisturbed = await world.graphIn(name);
    return world;
  }

  /** Serves the graph, over the wire. */
  serve(): Promise<Served> {
    return Served.start(this.folder, { DATABASE_URL: this.cluster.url('graph', this.wire.port) });
  }

  /** Makes a database of its own for a run, with the vocabulary. */
  async copy(): Promise<string> {
    const name = `copy_${++this.#copies}`;
    await this.cluster.createDatabase(name, 'vocabulary');
    return name;
  }

  /** Throws unless a database holds what one run without any fault makes of the pages, with all evidence standing. */
  async expectFinished(name: string): Promise<void> {
    if ((await this.graphIn(name)) !== this.#undisturbed)
      throw new Error('The next run does not finish the work: the graph is another.');
  }

  async graphIn(name: string): Promise<string> {
    let digest = '';
    await this.with(name, async (database) => {
      const { all, standing } = await evidenceStanding(database);
      if (all !== standing) throw new Error(`${all - standing} pieces of evidence do not stand.`);
      digest = createHash('sha256')
        .update(JSON.stringify(await wholeGraph(database)))
        .digest('hex');
    });
    return digest;
  }

  async with(name: string, use: (database: Database) => Promise<void>): Promise<void> {
    const database = await openDatabase({ databaseUrl: this.cluster.url(name), dataDirectory: '' });
    try {
      await use(database);
    } finally {
      await database.close();
    }
  }

  close(): void {
    this.wire.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function readInto(database: Database, folder: string): Promise<void> {
  for await (const outcome of ingest(database, pagesIn([folder])))
    if ('skipped' in outcome) throw outcome.skipped;
}
