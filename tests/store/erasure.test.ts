import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { readPage } from '../../src/pipeline/read-page.ts';
import { rowsOf, writing } from '../../src/store/database.ts';
import { BLANK, erasedNames, withoutErased } from '../../src/store/erased-names.ts';
import { eraseAuthor } from '../../src/store/erasure.ts';
import { loadGazetteer } from '../../src/store/gazetteer.ts';
import { storeRecord } from '../../src/store/store.ts';
import { storeVocabulary } from '../../src/store/vocabulary.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';
import { apiOver } from '../support/api.ts';
import { empty, testDatabase } from '../support/database.ts';
import { evidenceStanding, wholeGraph } from '../support/reading.ts';

const database = await testDatabase();
const { statements } = database;

const FILES = {
  'authors.yaml': `kind: author
entries:
  - slug: ada-bell
    name: Ada Bell
    type: person
    summary: Wrote of storms.
    source: made up
    aliases:
      - Áda P. Bell
      - text: Bell
        after: [Miss]
  - slug: cy-moss
    name: Cy Moss
    type: person
    summary: Wrote of calm.
    source: made up
`,
  'reports.yaml': `kind: report
entries:
  - slug: storms-at-sea
    name: Storms at Sea
    genre: review
    summary: A review of storms, asked for by Ada Bell.
    url: https://reports.example/%61da-bell/storms
    source: made up
    aliases:
      - Ada Bell's storms
      - text: the review
        with: [Ada Bell]
      - text: the storms
        with: [Ada Bell, Cy Moss]
        not_after: [Ada Bell]
    relations:
      - { kind: authored_by, target: author:ada-bell }
      - { kind: authored_by, target: author:cy-moss }
`,
};

const PAGE = `Tuesday 3 November 2020

Gales, and a word with Ada Bell

Storms at Sea, by Ada Bell \u{1f426} and Cy Moss, was read on the quay. ADA  BELL’s words carry far; the bell does not.

Labels: Ada Bell, gales

1 comment:

  1. I met Áda P. Bell and read Storms at Sea.

    Ada Bell

    ReplyDelete`;

const learn = (behind = '') =>
  storeVocabulary(
    database,
    readVocabulary(Object.entries(FILES).map(([path, text]) => ({ path, text: text + behind }))),
  );

async function read(text: string): Promise<void> {
  const source = {
    file: 'with Ada%20Bell.txt',
    url: 'https://blog.example/%c3%81da_bell/gales',
    bytes: new TextEncoder().encode(text),
  };
  const { record } = readPage(source, await loadGazetteer(statements), {});
  await storeRecord(database, record);
}

const erase = (slug = 'ada-bell') =>
  writing(statements, (tx) => eraseAuthor(tx, { slug, reason: 'asked to be', actor: 'command line' }));

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    statements,
    sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'search_words'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      rowsOf<{ row: string }>(
        statements,
        sql`select to_jsonb(t)::text as row from public.${sql.identifier(name)} t`,
      ),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

beforeEach(async () => {
  await empty(database);
  await statements.execute(sql`delete from erasures`);
  await learn();
  await read(PAGE);
});

test('an erased author is gone, with their name wherever it stood, and quotes still stand where they say', async () => {
  expect(await everything()).toMatch(/Ada Bell/);
  await erase();
  expect(await everything()).not.toMatch(/ada[\s-]+bell|Áda P/i);
  const { entities, comments, posts } = await wholeGraph(database);
  expect(entities).not.toContainEqual(expect.objectContaining({ kind: 'author', slug: 'ada-bell' }));
  expect(entities).toContainEqual(expect.objectContaining({ kind: 'author', slug: 'cy-moss' }));
  expect(comments).toMatchObject([{ author_name: null }]);
  expect(posts).toMatchObject([{ body: expect.stringContaining('the bell does not') }]);
  expect(posts).toMatchObject([{ body: expect.stringContaining(`${BLANK.repeat(3)} ${BLANK.repeat(4)}`) }]);
  const { all, standing } = await evidenceStanding(database);
  expect(all).toBeGreaterThan(0);
  expect(standing).toBe(all);
});

test('neither the page nor the vocabulary brings an erased author back, and no id changes', async () => {
  await erase();
  const graph = await wholeGraph(database);
  await learn();
  await read(PAGE);
  expect(await wholeGraph(database)).toEqual(graph);
  // A vocabulary that says more is stored anew.
  await learn('# More.\n');
  await read(PAGE);
  const evidence = graph.evidence.map((quote) => Object.assign({}, quote, { sha256: expect.any(String) }));
  expect(await wholeGraph(database)).toEqual({ ...graph, evidence });
  expect(await everything()).not.toMatch(/ada[\s-]+bell|Áda P/i);
});

test('what others are called after an erased author is gone, and rules ask for nothing that names one', async () => {
  await erase();
  const aliases = () =>
    rowsOf(
      statements,
      sql`select text, rule from aliases where text ilike '%storms%' or text ilike '%review%' order by text`,
    );
  const left = [
    { text: 'Storms at Sea', rule: {} },
    { text: 'the storms', rule: { with: ['Cy Moss'] } },
  ];
  expect(await aliases()).toEqual(left);
  await learn('# More.\n');
  expect(await aliases()).toEqual(left);
});

test('addresses, labels and files that name an erased author are gone, others stay', async () => {
  await erase();
  expect(
    await rowsOf(
      statements,
      sql`select p.labels, n.url, c.file, c.url as page from public.posts p join public.entities n on n.id = p.id,
        public.captures c where c.parser like 'blog%'`,
    ),
  ).toEqual([{ labels: ['gales'], url: null, file: null, page: null }]);
});

test('a slug that names an erased author is another, by which the post and its comments are found as by the former', async () => {
  const former = 'gales-and-a-word-with-ada-bell';
  const now = 'gales-and-a-word-with';
  const { ask } = apiOver(database);
  const { ask: uncompiled } = apiOver(database, { compile: false });
  const thread = `query ($id: ID!) { node(id: $id) { ... on Post { id comments { nodes { id } } } ... on Comment { id } } }`;
  const found = async (id: string) => {
    const [one, other] = [await ask(thread, { id }), await uncompiled(thread, { id })];
    expect(one.data).toEqual(other.data);
    return one.data.node;
  };
  const comment = (await found(`post:${former}`)).comments.nodes[0].id as string;
  await statements.execute(sql`insert into tokens (id, name, fingerprint, expires_at) values ('t', 't', 't', now())
    on conflict do nothing`);
  const answer = { posts: [former], similar: [{ post: 'x', to: former, howMuch: 1 }], unsure: [] };
  await statements.execute(sql`insert into answered_writes (token_id, key, request, answer)
    values ('t', ${randomUUID()}, '', ${JSON.stringify(answer)}::jsonb)`);
  await erase();
  expect(await everything()).not.toMatch(/ada[\s-]+bell|Áda P/i);
  const renamed = { id: comment.replace(former, now) };
  for (const slug of [former, now])
    expect(await found(`post:${slug}`)).toEqual({ id: `post:${now}`, comments: { nodes: [renamed] } });
  for (const id of [comment, renamed.id]) expect(await found(id)).toEqual(renamed);
  expect(await rowsOf(statements, sql`select answer from answered_writes`)).toEqual([
    { answer: { ...answer, posts: [now], similar: [{ post: 'x', to: now, howMuch: 1 }] } },
  ]);
});

test('what is read only after the erasure is read without the name', async () => {
  await erase();
  await read(PAGE.replace('Gales', 'Squalls').replaceAll('quay', 'pier'));
  expect(await everything()).not.toMatch(/ada[\s-]+bell|Áda P/i);
});

test('the audit log says that someone was erased, by whom and why, not who', async () => {
  await erase();
  const [last] = await rowsOf(
    statements,
    sql`select actor, action, subject, detail from audit_log order by id desc limit 1`,
  );
  expect(last).toEqual({
    actor: 'command line',
    action: 'erase',
    subject: null,
    detail: { reason: 'asked to be' },
  });
});

test('a name is found with and without accents, ligatures, apostrophes and capitals, and nowhere else', () => {
  const erased = ["Fión O'Brien-Smith"].flatMap(erasedNames);
  for (const text of ['Fion O’Brien Smith', 'ﬁon obrien-smith', 'FIÓN O`BRIEN, SMITH', 'fion_obrien/smith'])
    expect(withoutErased(text, erased), text).toMatch(/^[█\W_]+$/);
  for (const text of ['Fion Brien Smith', 'Fiona OBrien Smith', 'Fion O Brien'])
    expect(withoutErased(text, erased)).toBe(text);
});

test('whom nobody knows cannot be erased', async () => {
  await expect(erase('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a text without erased names keeps its length and all else, whatever it is', () => {
  const erased = ['Ada Bell', "'Getafix"].flatMap(erasedNames);
  const ofAnySort = erased.map((name) => ({ ...name, sort: null }));
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('Ada', 'Bell', ' ', 'getafix', '’s ', '\n'),
        ),
      ),
      (parts) => {
        const text = parts.join('').toWellFormed();
        const now = withoutErased(text, erased);
        // Those that were erased before it was kept how they begin are found where the others are.
        expect(withoutErased(text, ofAnySort)).toBe(now);
        expect(Array.from(now)).toHaveLength(Array.from(text).length);
        expect(withoutErased(now, erased)).toBe(now);
        for (const [at, letter] of Array.from(now).entries())
          if (letter !== BLANK) expect(letter).toBe(Array.from(text)[at]);
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 200) },
  );
});
