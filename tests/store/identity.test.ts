import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { store } from '../../src/store/store.ts';
import { empty, testDatabase } from '../support/database.ts';
import { wholeGraph } from '../support/reading.ts';
import { PATIENCE, runs } from '../support/runs.ts';
import { pageShowing, type ShownPost, wordsOf } from './showing.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => empty(database));

const BODY = wordsOf(1, 80).join(' ');
const WHOLE: ShownPost = { title: 'Storm over the harbour', date: '2020-11-03', body: BODY };
const first = (count: number) => BODY.split(' ').slice(0, count).join(' ');
const edited = (every: number) =>
  BODY.split(' ')
    .map((word, i) => (i % every === every - 1 ? `x${i}` : word))
    .join(' ');

const posts = () =>
  rowsOf<{ slug: string; title: string | null; published_on: string | null; body: string; captures: number }>(
    database.statements,
    sql`select n.slug, p.title, p.published_on, p.body,
      (select count(*) from appearances where entity_id = p.id) as captures
    from posts p join entities n on n.id = p.id order by p.id`,
  );

describe('one post, on two pages in either order:', () => {
  test.each<[string, ShownPost, ShownPost]>([
    [
      'the same words, wrapped otherwise',
      WHOLE,
      { ...WHOLE, body: BODY.replaceAll(/(w\d+ w\d+) /g, '$1\n') },
    ],
    ['with furniture around it', WHOLE, { ...WHOLE, body: `Home About Contact ${BODY} Share this Tweet` }],
    ['an excerpt', WHOLE, { ...WHOLE, body: `${first(40)} … Read more` }],
    ['an excerpt without date and title', WHOLE, { body: `${first(40)} … Read more` }],
    ['a teaser of a few words, with title and date', WHOLE, { ...WHOLE, body: `${first(10)}…` }],
    [
      'an excerpt from the middle, by title and date',
      WHOLE,
      { ...WHOLE, body: BODY.split(' ').slice(30, 70).join(' ') },
    ],
    ['grown', WHOLE, { ...WHOLE, body: `${BODY} ${wordsOf(2, 60).join(' ')}` }],
    ['edited a little', WHOLE, { ...WHOLE, body: edited(20) }],
    ['edited more, by title and date', WHOLE, { ...WHOLE, body: edited(9) }],
    ['without its title', WHOLE, { ...WHOLE, title: null }],
    ['without its date', WHOLE, { ...WHOLE, date: null }],
    [
      'with the name of the site in its title',
      WHOLE,
      { ...WHOLE, title: 'Storm over the harbour – Quay Notes' },
    ],
    ['in capitals', WHOLE, { ...WHOLE, title: 'STORM OVER THE HARBOUR' }],
    [
      'retitled at the same address',
      { ...WHOLE, url: 'https://quay.example/storm' },
      { ...WHOLE, title: 'A storm, and after', body: edited(9), url: 'http://www.quay.example/storm/' },
    ],
    [
      'mirrored on another site',
      { ...WHOLE, url: 'https://quay.example/storm' },
      { ...WHOLE, url: 'https://mirror.example/quay/77' },
    ],
  ])('%s', async (_, one, other) => {
    const graphs = [];
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      await empty(database);
      await store(database, pageShowing('first', [a]));
      const [before] = await posts();
      const receipt = await store(database, pageShowing('second', [b]));
      expect(receipt).toMatchObject({ changed: true, postsAdded: 0, similar: [] });
      const [after, ...more] = await posts();
      expect(more).toEqual([]);
      expect(after).toMatchObject({ slug: before!.slug, captures: 2, published_on: '2020-11-03' });
      expect(after!.body.split(/\s+/).length).toBe(
        Math.max(...[a, b].map(({ body }) => body.split(/\s+/).length)),
      );
      graphs.push({ ...after, slug: null });
    }
    expect(graphs[0]).toEqual(graphs[1]);
  });
});

describe('two posts, told of when they are like each other:', () => {
  test.each<[string, ShownPost, ShownPost, number | null]>([
    ['the same words under another date', WHOLE, { ...WHOLE, date: '2021-01-01' }, 1],
    ['the same words under another title', WHOLE, { ...WHOLE, title: 'Another matter' }, 1],
    [
      'the same words at another address of the site',
      { ...WHOLE, url: 'https://quay.example/storm' },
      { ...WHOLE, url: 'https://quay.example/other' },
      1,
    ],
    ['half the words', WHOLE, { body: `${first(40)} ${wordsOf(3, 40).join(' ')}` }, 0.5],
    ['quoted inside another', WHOLE, { body: `${wordsOf(4, 60).join(' ')} ${BODY}` }, 1],
    ['a few words, without title and date', WHOLE, { body: first(12) }, null],
    ['same title and date, other words', WHOLE, { ...WHOLE, body: wordsOf(5, 80).join(' ') }, null],
    ['nothing in common', WHOLE, { title: 'Calm', date: '2021-01-01', body: wordsOf(6, 80).join(' ') }, null],
  ])('%s', async (_, one, other, howMuch) => {
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      await empty(database);
      await store(database, pageShowing('first', [a]));
      const { postsAdded, similar } = await store(database, pageShowing('second', [b]));
      expect(postsAdded).toBe(1);
      const slugs = (await posts()).map(({ slug }) => slug);
      expect(new Set(slugs).size).toBe(2);
      if (howMuch === null) expect(similar).toEqual([]);
      else {
        expect(similar).toEqual([{ post: slugs[1], to: slugs[0], howMuch: expect.any(Number) }]);
        expect(similar[0]!.howMuch).toBeCloseTo(howMuch, 1);
      }
    }
  });

  test('an undated text that two dated posts share is neither of them', async () => {
    await store(database, pageShowing('both', [WHOLE, { ...WHOLE, date: '2021-01-01' }]));
    const { postsAdded, similar } = await store(database, pageShowing('third', [{ body: BODY }]));
    expect(postsAdded).toBe(1);
    expect(similar).toHaveLength(2);
  });
});

test('a post that a page shows twice is one, and its comments are one thread', async () => {
  const comment = (seed: number) => ({ text: wordsOf(seed, 12).join(' '), author: 'Gull' });
  const receipt = await store(
    database,
    pageShowing('twice', [
      { ...WHOLE, comments: [comment(11)] },
      { ...WHOLE, body: `${first(40)} … Read more`, comments: [comment(11), comment(12)] },
    ]),
  );
  expect(receipt).toMatchObject({ postsAdded: 1, commentsAdded: 2 });
  expect(await posts()).toMatchObject([{ captures: 1, body: BODY }]);
});

test('a comment that one page trims or leaves unsigned is one, with the fuller words and its name', async () => {
  const words = wordsOf(13, 30).join(' ');
  const showing = (name: string, text: string, author: string | null) =>
    pageShowing(name, [{ ...WHOLE, comments: [{ text, author }] }]);
  await store(database, showing('a', `${words.slice(0, 90)}…`, 'Gull'));
  const before = await rowsOf(database.statements, sql`select slug from entities where kind = 'comment'`);
  expect(await store(database, showing('b', words, null))).toMatchObject({ commentsAdded: 0 });
  expect(await rowsOf(database.statements, sql`select slug from entities where kind = 'comment'`)).toEqual(
    before,
  );
  expect(await rowsOf(database.statements, sql`select body, author_name from comments`)).toEqual([
    { body: words, author_name: 'Gull' },
  ]);
});

test.each<[string, (string | null)[], string]>([
  ['no page gives one', [null, null], '2020-11-03'],
  ['one page gives one', ['2020-11-05', null], '2020-11-05'],
  ['one page gives that of the post', ['2020-11-03', '2020-11-05'], '2020-11-05'],
  ['pages differ', ['2020-11-06', '2020-11-05'], '2020-11-05'],
])('the day of a comment and of what it says, where %s', async (_, days, day) => {
  const pages = days.map((date, i) =>
    pageShowing(`page ${i}`, [{ ...WHOLE, comments: [{ text: wordsOf(14, 20).join(' '), date }] }]),
  );
  for (const order of [pages, pages.toReversed()]) {
    await empty(database);
    for (const page of order) await store(database, page);
    expect(
      await rowsOf(
        database.statements,
        sql`select c.published_on, c.published_precision, e.occurred_on
        from comments c join edges e on e.source_id = c.id and e.kind = 'comments_on'`,
      ),
    ).toEqual([{ published_on: day, published_precision: 'day', occurred_on: day }]);
  }
});

test.each<[string, (string | null)[], string | null]>([
  ['no page gives one', [null, null], null],
  ['one page gives one', [null, 'https://a.example/storm#c1'], 'https://a.example/storm#c1'],
  [
    'pages differ, the plainer one',
    ['https://a.example/storm?showComment=1#c1', 'https://a.example/storm#c1'],
    'https://a.example/storm#c1',
  ],
])('a comment has the address that pages give it, where %s', async (_, urls, url) => {
  const pages = urls.map((own, i) =>
    pageShowing(`page ${i}`, [{ ...WHOLE, comments: [{ text: wordsOf(14, 20).join(' '), url: own }] }]),
  );
  for (const order of [pages, pages.toReversed()]) {
    await empty(database);
    for (const page of order) await store(database, page);
    expect(await rowsOf(database.statements, sql`select url from entities where kind = 'comment'`)).toEqual([
      { url },
    ]);
  }
});

test('a page takes as many statements with thirty posts as with three', async () => {
  const statements = async (count: number) => {
    const { log } = database as Awaited<ReturnType<typeof testDatabase>>;
    const shown = Array.from({ length: count }, (_, i) => ({
      title: `Post ${count} ${i}`,
      date: '2020-01-01',
      body: wordsOf(100 * count + i, 60).join(' '),
      comments: [{ text: wordsOf(5000 + 100 * count + i, 12).join(' ') }],
    }));
    return log.during(() => store(database, pageShowing(`page of ${count}`, shown)));
  };
  expect(await statements(30)).toEqual(await statements(3));
});

/** A small archive: posts that differ in words, and pages that each show some of them in some form. */
const archives = fc
  .array(
    fc.record({
      sharesTitle: fc.boolean(),
      length: fc.integer({ min: 60, max: 90 }),
      comments: fc.array(fc.boolean(), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .chain((truth) => {
    const showing = truth.map(({ sharesTitle, length, comments }, i) => {
      const words = wordsOf(i + 20, length);
      const thread = comments.map((replies, at) => ({
        words: wordsOf(1000 + i * 10 + at, 20),
        answers: replies && at > 0 ? at - 1 : null,
      }));
      return fc
        .record({
          titled: fc.boolean(),
          dated: fc.boolean(),
          cut: fc.option(fc.integer({ min: 45, max: 59 })),
          edit: fc.option(fc.integer({ min: 0, max: 40 })),
          grown: fc.boolean(),
          shows: fc.tuple(
            ...thread.map(() =>
              fc.record({ there: fc.boolean(), trimmed: fc.boolean(), dated: fc.boolean() }),
            ),
          ),
        })
        .map(({ titled, dated, cut, edit, grown, shows }): ShownPost => {
          const text = words.with(edit ?? 0, edit === null ? words[0]! : `edited${edit}`);
          const there = [...thread.keys()].filter((at) => shows[at]!.there);
          return {
            title: titled ? (sharesTitle ? 'Notes' : `Notes on ${i}`) : null,
            date: dated ? `2020-01-0${i + 1}` : null,
            body:
              cut !== null
                ? `${text.slice(0, cut).join(' ')} … Read more`
                : [...text, ...(grown ? wordsOf(i + 50, 30) : [])].join(' '),
            comments: there.map((at) => ({
              text: thread[at]!.words.slice(0, shows[at]!.trimmed ? 15 : 20).join(' '),
              date: shows[at]!.dated ? `2020-01-${10 + at}` : null,
              parent: thread[at]!.answers === null ? null : optional(there.indexOf(thread[at]!.answers)),
            })),
          };
        });
    });
    const page = fc.tuple(...showing.map((post) => fc.option(post, { freq: 3 })));
    return fc.array(
      page.map((shown) => shown.filter((post) => post !== null)),
      { minLength: 1, maxLength: 4 },
    );
  });

const optional = (at: number) => (at < 0 ? null : at);

/** What a graph says, with posts and comments named by what they are and not by what they were first read as. */
async function sayings() {
  const graph = await wholeGraph(database);
  const names = new Map<string, string>();
  for (const { slug, body } of graph.posts as { slug: string; body: string }[]) names.set(slug, `<${body}>`);
  for (const { slug, position } of graph.comments as { slug: string; position: number }[]) {
    names.set(slug, `${names.get(slug.slice(0, slug.lastIndexOf('.')))}#${position}`);
  }
  const renamed = JSON.parse(JSON.stringify(graph), (_, value) => {
    if (typeof value !== 'string') return value;
    const [kind, slug] = value.split(':', 2) as [string, string?];
    return names.get(value) ?? (slug !== undefined && names.has(slug) ? `${kind}:${names.get(slug)}` : value);
  }) as Record<string, object[]>;
  return Object.fromEntries(
    Object.entries(renamed).map(([part, rows]) => [part, rows.map((row) => JSON.stringify(row)).sort()]),
  );
}

test(
  'the order of the pages of an archive does not matter, and reading them again changes nothing',
  async () => {
    await fc.assert(
      fc.asyncProperty(archives, fc.infiniteStream(fc.nat()), async (archive, random) => {
        const pages = archive.map((shown, i) => pageShowing(`page ${i}`, shown));
        const read = async (order: typeof pages) => {
          await empty(database);
          for (const page of order) await store(database, page);
          return sayings();
        };
        const one = await read(pages);
        for (const page of pages) expect((await store(database, page)).changed).toBe(false);
        expect(await sayings()).toEqual(one);
        const shuffled = pages
          .map((page) => ({ page, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ page }) => page);
        expect(await read(shuffled)).toEqual(one);
        expect(await read(pages.toReversed())).toEqual(one);
      }),
      { numRuns: runs(3) },
    );
  },
  PATIENCE,
);
