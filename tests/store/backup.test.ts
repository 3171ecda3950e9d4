import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { loadVocabulary } from '../../src/pipeline/load-vocabulary.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { apiOver } from '../support/api.ts';
import { binaries } from '../support/cluster.ts';
import { scratchFolder } from '../support/command-line.ts';
import { digests, vocabulary } from '../support/corpus.ts';
import { testDatabase } from '../support/database.ts';
import { besideDatabase, onServer } from '../support/global-setup.ts';
import { MIGRATIONS, migrateToPast } from '../support/past.ts';
import { wholeGraph } from '../support/reading.ts';
import { tell } from '../support/story.ts';

const server = inject('server');
if (server && !binaries) console.log('No pg_dump under /usr/lib/postgresql: backups are not tested.');

const call = promisify(execFile);

describe.skipIf(!server || !binaries)('a server’s database that is dumped and restored', () => {
  const scratch = scratchFolder();

  /** Dumps a database and restores it as another, as docs/operations.md has it. */
  async function restoredFrom(database: Database): Promise<Database> {
    const [row] = await database.prepared({ name: 'here', text: 'select current_database()' }, []);
    const [name, file] = [`${row![0]}_restored`, join(scratch, `${row![0]}.dump`)];
    const dump = ['--format=custom', `--file=${file}`, besideDatabase(server!.url, String(row![0]))];
    await call(join(binaries!, 'pg_dump'), dump);
    await onServer(server!.url, `create database ${name} template template0`);
    const databaseUrl = besideDatabase(server!.url, name);
    const options = ['--exit-on-error', '--no-owner', `--dbname=${databaseUrl}`];
    await call(join(binaries!, 'pg_restore'), [...options, file]);
    const restored = await openDatabase({ databaseUrl, dataDirectory: '' });
    afterAll(async () => {
      await restored.close();
      await onServer(server!.url, `drop database ${name} with (force)`);
    });
    return restored;
  }

  test('answers the trail as before, and reads the same pages as known', async () => {
    const database = await testDatabase('vocabulary');
    for await (const outcome of ingest(database, pagesIn([digests])))
      expect(outcome).toHaveProperty('receipt');
    const restored = await restoredFrom(database);
    await migrate(restored);
    expect(await loadVocabulary(restored, vocabulary)).toMatchObject({ changed: false });
    const trail = EXAMPLES[0].query;
    expect(await apiOver(restored).get(trail)).toEqual(await apiOver(database).get(trail));
    const search = '{ search(query: "carol blak", first: 3) { nodes { name } } }';
    expect(await apiOver(restored).get(search)).toEqual(await apiOver(database).get(search));
    for await (const outcome of ingest(restored, pagesIn([digests]))) {
      expect(outcome).toMatchObject({ receipt: { changed: false } });
    }
    expect(await wholeGraph(restored)).toEqual(await wholeGraph(database));
  });

  test('by an older program is brought up to this one', async () => {
    const database = await testDatabase('blank');
    await migrateToPast(database, MIGRATIONS - 1);
    await tell(database, 'report storms 2019-05-01\npost tides 2021-03-02\ntides cites storms');
    const restored = await restoredFrom(database);
    await migrate(restored);
    expect(await wholeGraph(restored)).toEqual(await wholeGraph(database));
    expect(await apiOver(restored).get('{ report(slug: "storms") { citedBy { totalCount } } }')).toEqual({
      report: { citedBy: { totalCount: 1 } },
    });
  });
});
