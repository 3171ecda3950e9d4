import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evaluatePages } from '../../src/evaluate/evaluate-pages.ts';
import { inexactness, shortfalls } from '../../src/evaluate/evaluation.ts';
import { readGold } from '../../src/evaluate/gold.ts';
import { reportOf } from '../../src/evaluate/report.ts';
import { loadVocabulary } from '../../src/pipeline/load-vocabulary.ts';
import type { Database } from '../../src/store/database.ts';
import { run as runIn, scratchFolder } from '../support/command-line.ts';
import { empty, testDatabase } from '../support/database.ts';

const scratch = scratchFolder();

const PAGE = `Tuesday 2 February 2021

A Good Day

The Guild of Pilots met at the old quay on Tuesday night.

They read the Harbour Review and the Lamp Fund was praised, by all who had come.

No comments:
`;
const VOCABULARY = {
  organisation: ['Guild of Pilots', 'Lamp Fund', 'Salvage League'],
  report: ['Harbour Review'],
};
const edge = { file: 'good-day.txt', source: 'post:good-day', kind: 'mentions' };
const GOLD = {
  format: 1,
  posts: [
    {
      id: 'post:good-day',
      title: 'A Good Day',
      date: '2021-02-02',
      occurrences: [{ file: 'good-day.txt', body_lines: [5, 7] }],
      first_8_words: 'The Guild of Pilots met at the old',
      last_8_words: 'Fund was praised, by all who had come.',
    },
  ],
  comments: [],
  entities: [
    { id: 'organisation:pilots', kind: 'organisation', name: 'Guild of Pilots' },
    { id: 'organisation:lamp-fund', kind: 'organisation', name: 'Lamp Fund' },
    { id: 'organisation:league', kind: 'organisation', name: 'Salvage League' },
    { id: 'report:harbour-review', kind: 'report', name: 'Harbour Review' },
  ],
  edges: [
    { ...edge, target: 'organisation:pilots', evidence: 'Guild of Pilots', line: 5 },
    { ...edge, target: 'organisation:league', evidence: 'by all who had come', line: 7 },
    { ...edge, kind: 'cites', target: 'report:harbour-review', evidence: 'Harbour Review', line: 7 },
  ],
};

/** The same, but for where the post begins. */
const INEXACT = {
  ...GOLD,
  posts: [{ ...GOLD.posts[0], first_8_words: 'Guild of Pilots met at the old quay' }],
};

const pages = join(scratch, 'pages');
const vocabulary = join(scratch, 'vocabulary');
const gold = (name: string, content: unknown) => {
  const file = join(scratch, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
mkdirSync(pages);
mkdirSync(vocabulary);
writeFileSync(join(pages, 'good-day.txt'), PAGE);
for (const [kind, names] of Object.entries(VOCABULARY)) {
  const entries = names.map((name) => ({
    slug: name.toLowerCase().replaceAll(' ', '-'),
    name,
    ...(kind === 'report' && { genre: 'review' }),
    summary: 'For the test.',
    source: 'the test',
  }));
  writeFileSync(join(vocabulary, `${kind}s.yaml`), JSON.stringify({ kind, entries }));
}
const good = gold('gold.json', GOLD);

const run = (...args: string[]) =>
  runIn(scratch, ['evaluate', ...args], { CITETRAIL_VOCABULARY: vocabulary });

describe('measuring pages against an annotation', () => {
  test('says what was found as one JSON object, and that it is not good enough, in two ways; leaves no graph', async () => {
    const { code, out, err } = await run(
      gold('inexact.json', INEXACT),
      ...['--pages', pages, '--json', '--min-f1', '0.6', '--exact'],
    );
    expect(JSON.parse(out)).toMatchObject({
      pages: ['good-day.txt'],
      posts: { gold: 1, exact: 0, beyond: 0 },
      comments: { gold: 0, exact: 0 },
      kinds: [
        { kind: 'cites', all: { precision: 1, recall: 1, f1: 1 }, unmarked: { f1: 1 }, unjudged: 0 },
        { kind: 'mentions', all: { gold: 2, found: 1, missed: 1, right: 1, wrong: 1, f1: 0.5 } },
      ],
      together: { all: { gold: 3, found: 2 } },
      misses: [{ place: { file: 'good-day.txt', line: 7 }, target: 'organisation:league' }],
      falseHits: [{ place: { line: 7 }, quote: 'Lamp Fund', target: 'organisation:lamp-fund' }],
      standing: [],
    });
    expect(err).toMatch(
      /^mentions: F1 is 0\.500; expected at least 0\.6\nposts: 0 of 1 are exact, 0 too many; expected all/,
    );
    expect(code).toBe(1);
    expect(existsSync(join(scratch, '.citetrail'))).toBe(false);
    expect(existsSync(join(scratch, 'data'))).toBe(false);
  });
});

describe('over a graph without pages', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await empty(database);
    await loadVocabulary(database, vocabulary);
  });
  const measured = (content: object, folder = pages) =>
    evaluatePages(database, readGold('gold.json', JSON.stringify(content)), folder, 1_000_000);

  test('what is as good as was asked for is not told of', async () => {
    const { evaluation, skipped } = await measured(GOLD);
    expect(shortfalls(evaluation, 0.5)).toEqual([]);
    expect(inexactness(evaluation)).toEqual([]);
    expect(skipped).toEqual([]);
    expect(inexactness((await measured(INEXACT)).evaluation)).toHaveLength(1);
  });

  test('the report says what was found, missed and wrong, with file and line', async () => {
    const out = reportOf((await measured(GOLD)).evaluation, (_, words) => words);
    expect(out).toMatch(/^posts +1 of 1 exact$/m);
    expect(out).toMatch(/^cites +1 +1 +0 +0 +0 +1\.000 +1\.000 +1\.000/m);
    expect(out).toMatch(/^mentions +2 +1 +1 +1 +0 +0\.500 +0\.500 +0\.500/m);
    expect(out).toMatch(/^good-day\.txt$/m);
    expect(out).toMatch(
      /^ +7 {2}missed +“by all who had come”: expected post:good-day mentions organisation:league$/m,
    );
    expect(out).toMatch(
      /^ +7 {2}wrong +“Lamp Fund”: found post:good-day mentions organisation:lamp-fund; expected/m,
    );
  });

  test('the report is coloured where colour is asked for', async () => {
    const { evaluation } = await measured(GOLD);
    const painted = reportOf(evaluation, (colour, words) =>
      styleText(colour, words, { validateStream: false }),
    );
    expect(painted).toContain('\u001b');
    expect(reportOf(evaluation, (_, words) => words)).not.toContain('\u001b');
  });

  test('a page that cannot be read is told of, and what it says is missed', async () => {
    const broken = join(scratch, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'good-day.txt'), ' \n');
    const { evaluation, skipped } = await measured(GOLD, broken);
    expect(skipped).toMatchObject([{ file: 'good-day.txt' }]);
    expect(evaluation.posts).toMatchObject({ gold: 1, exact: 0 });
  });
});

describe('what cannot be worked with is told in a sentence, with exit code 2', () => {
  const away = { ...GOLD, edges: [{ ...GOLD.edges[0], file: 'other-day.txt' }] };
  test.each<[string, string[], RegExp]>([
    ['no folder of pages', [good], /required option '--pages <folder>'/],
    [
      'a gold that is not there',
      [join(scratch, 'none.json'), '--pages', pages],
      /Cannot read .*none\.json: .*ENOENT/,
    ],
    ['a gold that is not JSON', [gold('text.json', 'words'), '--pages', pages], /text\.json is not JSON/],
    [
      'an id that nothing has',
      [gold('id.json', { ...GOLD, entities: [] }), '--pages', pages],
      /id\.json: edges\[0\]\.target is “organisation:pilots”; expected the id of/,
    ],
    [
      'a page that is not there, by name',
      [gold('away.json', away), '--pages', pages],
      /lacks other-day\.txt; expected all 2 pages/,
    ],
    [
      'a share beyond 1',
      [good, '--pages', pages, '--min-f1', '90'],
      /'90' is invalid\. Expected a number from 0 to 1\./,
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await run(...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(out).toBe('');
  });
});
