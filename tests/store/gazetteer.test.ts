import { expect, test } from 'vitest';
import { loadGazetteer } from '../../src/store/gazetteer.ts';
import { storeVocabulary } from '../../src/store/vocabulary.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';
import { testDatabase } from '../support/database.ts';
import { readPage } from '../support/reading.ts';

const database = await testDatabase();

const AUTHORS = `kind: author
entries:
  - slug: ada-marsh
    name: Ada Marsh
    type: person
    summary: She.
    source: a book
`;
const OFFICES = `kind: organisation
entries:
  - slug: tide-unit
    name: Tide Unit
    summary: Unit.
    source: a book
    relations:
      - { kind: part_of, target: organisation:tide-office }
  - slug: tide-office
    name: Tide Office
    summary: Office.
    source: a book
`;
const REPORTS = `kind: report
entries:
  - slug: tables
    name: Tide Tables
    genre: study
    summary: Tables.
    source: a book
  - slug: tables-one
    name: Tide Tables part one
    genre: study
    published: 1999-05
    summary: Tables.
    source: a book
    relations:
      - { kind: part_of, target: report:tables }
      - { kind: authored_by, target: author:ada-marsh }
      - { kind: published_by, target: organisation:tide-unit }
`;

test('a report comes with its author, its publisher and what that is part of, its date and its series', async () => {
  const text = [AUTHORS, OFFICES, REPORTS];
  await storeVocabulary(database, readVocabulary(text.map((part, i) => ({ path: `${i}.yaml`, text: part }))));
  const { reports } = await loadGazetteer(database.statements);
  expect(reports).toEqual([
    {
      entity: { kind: 'report', slug: 'tables' },
      genre: 'study',
      published: null,
      authors: [],
      publishers: [],
      series: null,
    },
    {
      entity: { kind: 'report', slug: 'tables-one' },
      genre: 'study',
      published: { date: '1999-05-01', precision: 'month' },
      authors: [{ kind: 'author', slug: 'ada-marsh' }],
      publishers: [
        { kind: 'organisation', slug: 'tide-office' },
        { kind: 'organisation', slug: 'tide-unit' },
      ],
      series: { kind: 'report', slug: 'tables' },
    },
  ]);
});

test('what pages say changes nothing of how pages are read', async () => {
  const { version } = await loadGazetteer(database.statements);
  await readPage(
    database,
    'Tuesday 2 February 2021\n\nA Good Day\n\nAda Marsh wrote part one of the Tide Tables, and it was cold.\n\nNo comments:\n',
  );
  expect((await loadGazetteer(database.statements)).version).toBe(version);
});

test('it is the same one until something in it changes', async () => {
  const once = await loadGazetteer(database.statements);
  expect(await loadGazetteer(database.statements)).toBe(once);
  const renamed = AUTHORS.replace('name: Ada Marsh', 'name: Ada Mere');
  const text = [renamed, OFFICES, REPORTS];
  await storeVocabulary(database, readVocabulary(text.map((part, i) => ({ path: `${i}.yaml`, text: part }))));
  const changed = await loadGazetteer(database.statements);
  expect(changed.version).not.toBe(once.version);
  expect(changed.names.map((name) => name.text)).toContain('Ada Mere');
});
