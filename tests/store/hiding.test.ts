import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { rowsOf } from '../../src/store/database.ts';
import { storeVocabulary } from '../../src/store/vocabulary.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';
import { empty, testDatabase } from '../support/database.ts';
import { hideAll, unhideAll } from '../support/hiding.ts';
import { evidenceStanding, readPage, wholeGraph } from '../support/reading.ts';

const database = await testDatabase();
const { statements } = database;

const VOCABULARY = {
  'reports.yaml': `kind: report
entries:
  - slug: storms-at-sea
    name: Storms at Sea
    genre: review
    summary: A review of storms.
    source: made up
`,
  'organisations.yaml': `kind: organisation
entries:
  - slug: harbour-board
    name: Harbour Board
    summary: A board.
    source: made up
`,
};

/** A post with a thread, in the layout of single posts. */
const page = (more = '') => `Tuesday 3 November 2020

Gales and after

The Harbour Board has read Storms at Sea and says that it will not be hurried by anybody this winter.
Nobody on the quay had thought that it would.

2 comments:

  1. Storms at Sea asked for a siren \u{1f426} and the Harbour Board knows it well enough by now.

    'Gull

    ReplyDelete
  2. Nobody but the Harbour Board was ever asked what a bell costs in a year of calm.

    'Tern

    ReplyDelete${more}`;

const MORE = `
  3. I have read Storms at Sea twice over and the Harbour Board not even once.

    'Auk

    ReplyDelete`;

const learnAll = () =>
  storeVocabulary(
    database,
    readVocabulary(Object.entries(VOCABULARY).map(([path, text]) => ({ path, text }))),
  );

const count = async (table: string) => {
  const [row] = await rowsOf<{ count: number }>(
    statements,
    sql`select count(*) from ${sql.raw(table)} where kind in ('post', 'comment')`,
  );
  return row!.count;
};
const commentBy = async (author: string) => {
  const [row] = await rowsOf<{ slug: string }>(
    statements,
    sql`select slug from public.comments join public.entities using (id) where author_name = ${author}`,
  );
  return `comment:${row!.slug}`;
};
const captureText = async () => {
  const rows = await rowsOf<{ text: string }>(
    statements,
    sql`select text from captures where parser not like 'vocabulary/%'`,
  );
  return rows.map(({ text }) => text);
};

beforeEach(async () => {
  await empty(database);
  await learnAll();
});

test('the page of a hidden comment shows nothing of it, in its text or around quotes, until it is shown again', async () => {
  await readPage(database, page());
  const [graph, text] = [await wholeGraph(database), await captureText()];
  const contexts = () =>
    rowsOf<{ around: string }>(statements, sql`select prefix || suffix as around from evidence order by id`);
  const before = await contexts();
  expect(JSON.stringify(before)).toContain('siren');
  await hideAll(database, await commentBy("'Gull"));
  expect(await count('entities')).toBe(2);
  const [shown] = await captureText();
  expect(shown).not.toContain('siren');
  expect(shown).toContain('Nobody but the Harbour Board');
  expect(shown).toContain('The Harbour Board has read Storms at Sea');
  expect(JSON.stringify(await contexts())).not.toContain('asked for');
  const { all, standing } = await evidenceStanding(database);
  expect(standing).toBe(all);
  await unhideAll(database, await commentBy("'Gull"));
  expect(await wholeGraph(database)).toEqual(graph);
  expect(await captureText()).toEqual(text);
  expect(await contexts()).toEqual(before);
});

test('a hidden post takes its comments and its page along', async () => {
  await readPage(database, page());
  await hideAll(database, 'post:gales-and-after');
  expect(await count('entities')).toBe(0);
  expect(await captureText()).toEqual([]);
});

test('what is hidden stays hidden when its page is read again and has grown, and new comments under it are hidden too', async () => {
  await readPage(database, page());
  await hideAll(database, 'post:gales-and-after');
  await readPage(database, page(MORE));
  expect(await count('entities')).toBe(0);
  expect(await count('public.entities')).toBe(4);
  expect(await captureText()).toEqual([]);
  await unhideAll(database, 'post:gales-and-after');
  const hiddenMeanwhile = await wholeGraph(database);
  await empty(database);
  await learnAll();
  await readPage(database, page());
  await readPage(database, page(MORE));
  expect(hiddenMeanwhile).toEqual(await wholeGraph(database));
});

test('a post that is shown again leaves hidden those of its comments that are hidden themselves', async () => {
  await readPage(database, page());
  const ada = await commentBy("'Gull");
  await hideAll(database, ada, 'post:gales-and-after');
  await unhideAll(database, 'post:gales-and-after');
  expect(await count('entities')).toBe(2);
  await unhideAll(database, ada);
  expect(await count('entities')).toBe(3);
});

test('hiding is written into the audit log once, with who and why; the log cannot be changed', async () => {
  await readPage(database, page());
  await hideAll(database, 'post:gales-and-after', 'post:gales-and-after');
  await unhideAll(database, 'post:gales-and-after');
  const log = () =>
    rowsOf(statements, sql`select actor, action, subject, detail from audit_log order by id desc limit 2`);
  const said = await log();
  expect(said).toEqual(
    ['unhide', 'hide'].map((action) => ({
      action,
      actor: 'command line',
      subject: 'post:gales-and-after',
      detail: { reason: 'asked for' },
    })),
  );
  for (const change of [
    sql`update audit_log set actor = 'nobody'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
  ])
    await expect(statements.execute(change)).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await log()).toEqual(said);
});

test.each([
  ['what is not there', 'post:nowhere', 'NOT_FOUND', /no post “nowhere”/],
  ['what is no document', 'organisation:harbour-board', 'BAD_ID', /report, post or comment/],
])('%s cannot be hidden', async (_, id, code, message) => {
  await expect(hideAll(database, id)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});
