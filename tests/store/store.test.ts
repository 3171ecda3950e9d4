import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { store } from '../../src/store/store.ts';
import { empty, testDatabase } from '../support/database.ts';
import { evidenceStanding, learn, readPage, wholeGraph } from '../support/reading.ts';

const WORDS = `kind: report
entries:
  - slug: harbour-review
    name: Harbour Review
    genre: review
    summary: A review of harbours.
    source: made up
`;

const STORM = `Storm over the harbour

The Harbour Review says what everybody knew \u{1f6a2}: the walls are too low. Nobody who has stood on the
quay in November needed the Harbour Review to say so, and yet it had to be said.`;

const FIRST = `  1. The Harbour Review was long overdue, and I say so as one who was there.

    ReplyDelete`;
const SECOND = `  2. Walls cost money. Who pays for all of it in the end?

    'Gull

    ReplyDelete
    Replies
    1. Those who live behind them, as ever, and nobody else.

      Delete`;

const page = (comments: string, count: number) =>
  `Tuesday 3 November 2020\n\n${STORM}\n\n${count} comments:\n\n${comments}\n`;

const SINGLE = page(`${FIRST}\n${SECOND}`, 3);
const ARCHIVE = `Showing posts with label Harbours. Show all posts
Showing posts with label Harbours. Show all posts

Saturday, 5 June 2021

Calm at last

Nothing happened this week, which the Harbour Review would call a success and the harbour master a miracle.

Tuesday, 3 November 2020

${STORM}
`;

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await empty(database);
  await learn(database, WORDS);
});

async function column(statement: ReturnType<typeof sql>): Promise<unknown[]> {
  return (await rowsOf<{ value: unknown }>(database.statements, statement)).map(({ value }) => value);
}

test('a page becomes posts, comments in thread order, edges and quotes that stand where they say', async () => {
  const receipt = await readPage(database, SINGLE);
  expect(receipt).toMatchObject({ changed: true, postsAdded: 1, commentsAdded: 3 });
  const { posts, comments, edges } = await wholeGraph(database);
  expect(posts).toMatchObject([{ slug: 'storm-over-the-harbour', published_on: '2020-11-03' }]);
  expect(comments.map((c) => (c as { author_name: string }).author_name)).toEqual(
    [null, 'Gull', null].map((n) => n && "'Gull"),
  );
  expect(edges).toContainEqual(
    expect.objectContaining({
      source: 'post:storm-over-the-harbour',
      kind: 'cites',
      target: 'report:harbour-review',
      occurred_on: '2020-11-03',
    }),
  );
  expect(edges.filter((e) => (e as { kind: string }).kind === 'replies_to')).toHaveLength(1);
  const { all, standing } = await evidenceStanding(database);
  expect(all).toBeGreaterThan(6);
  expect(standing).toBe(all);
});

test('the same page again changes nothing', async () => {
  await readPage(database, SINGLE);
  const before = await wholeGraph(database);
  expect(await readPage(database, SINGLE)).toEqual({
    changed: false,
    postsAdded: 0,
    commentsAdded: 0,
    edgesAdded: 0,
    edgesRemoved: 0,
    similar: [],
  });
  expect(await wholeGraph(database)).toEqual(before);
});

test('the same post on two pages is one post with two captures, whichever page comes first', async () => {
  await readPage(database, SINGLE, 'single.txt');
  await readPage(database, ARCHIVE, 'archive.txt');
  const one = await wholeGraph(database);
  expect(one.posts).toHaveLength(2);
  expect(
    await column(sql`select count(*) as value from appearances a join entities n on n.id = a.entity_id
    where n.slug = 'storm-over-the-harbour'`),
  ).toEqual([2]);

  const other = await testDatabase();
  await learn(other, WORDS);
  await readPage(other, ARCHIVE, 'archive.txt');
  await readPage(other, SINGLE, 'single.txt');
  expect(await wholeGraph(other)).toEqual(one);
});

test('a thread that has grown keeps the ids of its comments and gains the new ones in their places', async () => {
  await readPage(database, page(FIRST, 1));
  const [first] = await column(sql`select slug as value from comments join entities using (id)`);
  const grown = page(
    `  1. I was here before all of you, only the counter was broken.\n\n    ReplyDelete\n${FIRST.replace('1.', '2.')}\n${SECOND.replace('2.', '3.')}`,
    4,
  );
  expect(await readPage(database, grown)).toMatchObject({ postsAdded: 0, commentsAdded: 3 });
  const slugs = await column(
    sql`select slug as value from comments join entities using (id) order by position`,
  );
  expect(slugs).toHaveLength(4);
  expect(slugs[1]).toBe(first);
  expect(await column(sql`select position as value from comments order by position`)).toEqual([1, 2, 3, 4]);
});

test('a page that was cut short takes no comment away', async () => {
  await readPage(database, SINGLE);
  await readPage(database, page(FIRST, 1));
  expect(await column(sql`select count(*) as value from comments`)).toEqual([3]);
});

test('two posts of one title keep apart: the second has its date in its slug', async () => {
  await readPage(database, SINGLE);
  await readPage(
    database,
    'Friday 1 January 2021\n\nStorm over the harbour\n\nAnother year, another storm, and nobody can say that they were not told, least of all by us.\n\nNo comments:\n',
  );
  expect(
    await column(sql`select slug as value from posts join entities using (id) order by published_on`),
  ).toEqual(['storm-over-the-harbour', 'storm-over-the-harbour-2021-01-01']);
});

describe('when the vocabulary changes, a page read again', () => {
  const more = `${WORDS}    aliases: [the walls are too low]\n`;

  test('says what it did not say before, and keeps the ids of what it said', async () => {
    await readPage(database, SINGLE);
    const ids = await column(sql`select id as value from edges order by id`);
    const quotes = await column(sql`select count(*) as value from evidence`);
    await learn(database, more);
    expect(await readPage(database, SINGLE)).toMatchObject({ changed: true, edgesAdded: 0, edgesRemoved: 0 });
    expect(await column(sql`select id as value from edges order by id`)).toEqual(ids);
    expect((await column(sql`select count(*) as value from evidence`))[0]).toBeGreaterThan(
      quotes[0] as number,
    );
  });

  test('keeps its posts, however few words they have and whatever else is not known of them', async () => {
    const notes = ['---\nauthor: Ida Holt\n---\n\nGales again.\n', 'Gales\n\nCalm, says the wall.\n'];
    for (const note of notes) await readPage(database, note);
    const posts = sql`select id as value from posts order by id`;
    const before = await column(posts);
    expect(before).toHaveLength(2);
    await learn(database, more);
    for (const note of notes)
      expect(await readPage(database, note)).toMatchObject({ changed: true, postsAdded: 0 });
    expect(await column(posts)).toEqual(before);
  });

  test('takes back what it no longer says, unless another page says it too', async () => {
    await readPage(database, SINGLE, 'single.txt');
    await readPage(database, ARCHIVE, 'archive.txt');
    const cites = sql`select count(*) as value from edges where kind = 'cites'`;
    expect(await column(cites)).toEqual([3]);
    await learn(database, WORDS.replace('name: Harbour Review', 'name: Quay Review'));
    await readPage(database, SINGLE, 'single.txt');
    expect(await column(cites)).toEqual([2]);
    await readPage(database, ARCHIVE, 'archive.txt');
    expect(await column(cites)).toEqual([0]);
  });
});

test('a page with one edge that the database refuses is not stored at all', async () => {
  const linked = link(parse(decode(new TextEncoder().encode(SINGLE), { file: null, url: null })), {
    version: 'test',
    names: [],
    addresses: [],
    reports: [],
    erased: [],
  });
  const [post] = linked.posts;
  const wrong = {
    kind: 'mentions' as const,
    target: { kind: 'report' as const, slug: 'harbour-review' },
    method: 'text_match' as const,
    confidence: 1,
    span: { start: 0, end: 7 },
  };
  await expect(store(database, { ...linked, posts: [{ ...post!, references: [wrong] }] })).rejects.toThrow();
  await expect(
    store(database, {
      ...linked,
      posts: [
        {
          ...post!,
          references: [{ ...wrong, kind: 'cites', target: { kind: 'report', slug: 'unheard-of' } }],
        },
      ],
    }),
  ).rejects.toThrow(/report:unheard-of/);
  expect(await column(sql`select count(*) as value from posts`)).toEqual([0]);
  expect(
    await column(sql`select count(*) as value from captures where parser not like 'vocabulary/%'`),
  ).toEqual([0]);
});

test('writers of overlapping pages at the same time make the graph that one writer makes', async () => {
  const pages = Array.from({ length: 6 }, (_, i) =>
    page(`${FIRST}\n${SECOND.replace('all of it', `round ${i} of it`)}`, 3),
  );
  await Promise.all([...pages, ARCHIVE, ...pages].map((text) => readPage(database, text)));
  expect(await column(sql`select count(*) as value from posts`)).toEqual([2]);
  expect(await column(sql`select count(*) as value from comments where depth = 0`)).toEqual([7]);
  const { all, standing } = await evidenceStanding(database);
  expect(standing).toBe(all);
});
