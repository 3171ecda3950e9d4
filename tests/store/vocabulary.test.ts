import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { rowsOf } from '../../src/store/database.ts';
import { loadGazetteer } from '../../src/store/gazetteer.ts';
import { empty, testDatabase } from '../support/database.ts';
import { evidenceStanding, learn } from '../support/reading.ts';

const WORDS = `kind: organisation
entries:
  - slug: harbour-board
    name: Harbour Board
    summary: Runs the harbour.
    source: made up
    aliases: [HB, { text: the board, with: [Harbour Board] }]
    relations:
      - { kind: part_of, target: organisation:port-authority }
  - slug: port-authority
    name: Port Authority
    summary: Runs the port.
    source: made up
`;

const database = await testDatabase();
beforeEach(() => empty(database));

const edges = () => rowsOf(database.statements, sql`select kind, method, confidence, occurred_on from edges`);

test('entities come with their names, and relations with the line that says them', async () => {
  expect(await learn(database, WORDS)).toMatchObject({ changed: true, entities: 2, edgesAdded: 1 });
  expect(await edges()).toEqual([{ kind: 'part_of', method: 'curated', confidence: 1, occurred_on: null }]);
  const quotes = await rowsOf(database.statements, sql`select exact from evidence`);
  expect(quotes).toEqual([{ exact: '{ kind: part_of, target: organisation:port-authority }' }]);
  expect(await evidenceStanding(database)).toEqual({ all: 1, standing: 1 });
  const { names } = await loadGazetteer(database.statements);
  expect(names.map(({ text }) => text).sort()).toEqual([
    'HB',
    'Harbour Board',
    'Port Authority',
    'the board',
  ]);
});

test('the same vocabulary again changes nothing, not even the fingerprint of its names', async () => {
  await learn(database, WORDS);
  const { version } = await loadGazetteer(database.statements);
  expect(await learn(database, WORDS)).toMatchObject({ changed: false, edgesAdded: 0, edgesRemoved: 0 });
  expect((await loadGazetteer(database.statements)).version).toBe(version);
});

test('what the vocabulary no longer says goes, and the entity stays with its id', async () => {
  await learn(database, WORDS);
  const before = await rowsOf(database.statements, sql`select id, slug from entities order by id`);
  const { version } = await loadGazetteer(database.statements);
  const shorter = WORDS.replace(/ {4}relations:\n.*\n/, '').replace('[HB, ', '[');
  expect(await learn(database, shorter)).toMatchObject({ changed: true, edgesRemoved: 1 });
  expect(await edges()).toEqual([]);
  expect(await rowsOf(database.statements, sql`select id, slug from entities order by id`)).toEqual(before);
  const after = await loadGazetteer(database.statements);
  expect(after.names.map(({ text }) => text)).not.toContain('HB');
  expect(after.version).not.toBe(version);
});

test('going back to an earlier version of the vocabulary brings back what it said', async () => {
  await learn(database, WORDS);
  await learn(database, WORDS.replace(/ {4}relations:\n.*\n/, ''));
  expect(await learn(database, WORDS)).toMatchObject({ changed: true, edgesAdded: 1 });
  expect(await edges()).toHaveLength(1);
});

test('a vocabulary that an earlier reader read is read again, and what it left is gone', async () => {
  await learn(database, WORDS);
  await learn(database, `${WORDS}  # grown\n`);
  await database.statements.execute(
    sql`update public.captures set parser = 'vocabulary/0' where parser like 'vocabulary/%'`,
  );
  expect(await learn(database, WORDS)).toMatchObject({ changed: true });
  const held = await rowsOf(database.statements, sql`select parser from captures`);
  expect(held).toEqual([{ parser: expect.not.stringMatching(/\/0$/) }]);
  expect(await edges()).toHaveLength(1);
});
