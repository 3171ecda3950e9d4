import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pagesIn } from '../../src/pages.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';
import { dataDirectoryAt, run as runIn, scratchFolder } from '../support/command-line.ts';
import { wholeGraph } from '../support/reading.ts';

const scratch = scratchFolder();
const pages = join(scratch, 'pages');
const run = (...args: string[]) => runIn(scratch, args);

/** What the graph holds, once something was done to it. */
async function held(first: (database: Database) => Promise<void> = async () => {}) {
  const database = await openDatabase({ dataDirectory: join(scratch, 'data') });
  try {
    await first(database);
    return await wholeGraph(database);
  } finally {
    await database.close();
  }
}

beforeAll(() => {
  dataDirectoryAt(join(scratch, 'data'));
  mkdirSync(pages);
  writeFileSync(
    join(pages, 'docks.txt'),
    'Tuesday 2 February 2021\n\nOn the Docks\n\nThe Home Office was silent. Dame Ada Marsh, chair of the Tide Trust, ' +
      'said: "No." The Dock Safety Fund (DSF) pays for the "Tide Gate" Scheme under the Harbour Act 1964, says the ' +
      'Great Flood Inquiry.\n\n1 comment:\n\n  1. Ask the Dock Safety Fund about it, they never answer anybody.\n\n  ReplyDelete\n',
  );
});

describe('citetrail candidates', () => {
  test('lists what the vocabulary lacks, most documents first, and tells of a page that cannot be read', async () => {
    const { code, out, err } = await run('candidates', join(scratch, 'missing.txt'), pages);
    expect(out.split('\n')[0]).toMatch(/^ +2 +2 {2}policy +Dock Safety Fund \(DSF\) .*The Dock Safety Fund/);
    expect(out).toMatch(/author +Ada Marsh/);
    expect(out).not.toContain('organisation  Home Office');
    expect(err).toMatch(/1 page looked through: \d names/);
    expect(err).toContain('missing.txt: skipped');
    expect(code).toBe(1);
  });

  test('prints vocabulary entries that are read as they stand, each naming its page', async () => {
    const { code, out } = await run('candidates', pages, '--yaml');
    expect(code).toBe(0);
    const files = out.split('\n---\n').map((text, i) => ({ path: `${i}.yaml`, text }));
    const entries = readVocabulary(files).files.flatMap((file) => file.entries);
    expect(entries.map(({ kind, slug }) => `${kind}:${slug}`).toSorted()).toEqual([
      'author:ada-marsh',
      'organisation:tide-trust',
      'policy:dock-safety-fund',
      'policy:harbour-act-1964',
      'report:great-flood-inquiry',
    ]);
    for (const { source } of entries) expect(source).toBe('page pages/docks.txt, 2021-02-02 post');
    expect(entries.find(({ slug }) => slug === 'dock-safety-fund')?.names).toContainEqual({
      text: 'DSF',
      rule: { with: ['Dock Safety Fund'] },
    });
    expect(entries.find(({ slug }) => slug === 'harbour-act-1964')?.columns).toMatchObject({ type: 'law' });
  });

  test('looks through the pages held when none are given, and enters nothing', async () => {
    const before = await held(async (database) => {
      for await (const outcome of ingest(database, pagesIn([pages])))
        expect(outcome).toHaveProperty('receipt');
    });
    // One JSON object per name, of one kind and in at least so many documents.
    const { out } = await run('candidates', '--json', '--least', '2', '--kind', 'policy');
    expect(JSON.parse(out)).toMatchObject({ name: 'Dock Safety Fund' });
    expect(await held()).toEqual(before);
  });

  test.each([
    [['--kind', 'poem'], /Allowed choices are author, organisation, report, policy/],
    [['--least', 'some'], /Expected a whole number from 1 to 1000000/],
    [['--json', '--yaml'], /cannot be used with/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run('candidates', ...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('says in its help how it is used', async () => {
    const { out } = await run('candidates', '--help');
    expect(out).toContain('citetrail candidates saved-pages/ --kind author --yaml > new-authors.yaml');
  });
});
