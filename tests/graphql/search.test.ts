import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { hideAll } from '../support/hiding.ts';
import { runs } from '../support/runs.ts';
import { tell } from '../support/story.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: ReturnType<typeof apiOver>;

beforeAll(async () => {
  database = await testDatabase();
  api = apiOver(database);
  await tell(
    database,
    `author ada
     organisation met
     report storms 2019-05-01
     report gales 2020-05-01
     report squalls 2021-05-01
     post tides 2021-03-02
     post ebbs 2021-03-03
     comment gulls on tides
     tides cites squalls
     ebbs cites squalls
     ebbs cites gales`,
  );
  const { statements } = database;
  for (const [slug, name, summary] of [
    ['ada', 'Adà Lövelace', 'Wrote of ships, of harbours, of the sea and of its weather.'],
    ['met', 'Office of the Weather', null],
    ['storms', 'The Weather', 'Of storms.'],
    ['gales', 'Gales of the North Sea', 'A survey of the weather.'],
    ['squalls', 'Squalls of the North Sea', 'A survey of the weather.'],
    ['tides', 'Tide-Tables for “Mariners”', null],
  ]) {
    await statements.execute(
      sql`update entities set name = ${name}, summary = ${summary} where slug = ${slug}`,
    );
  }
  await statements.execute(sql`insert into aliases (entity_id, text)
    select id, text from entities, (values ('met', 'Weather Bureau'), ('met', 'M.O.'), ('ada', 'Countess')) a(s, text)
    where slug = s`);
  await statements.execute(
    sql`update posts set body = 'The mariner’s friend, by Ada Lovelace of the bureau'`,
  );
});

const FIELDS = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor rank node { slug } matches { field snippet highlights { start end } } }`;

const search = (query: string, args = '') =>
  api
    .get(`query($query: String!) { search(query: $query ${args}) { ${FIELDS} } }`, { query })
    .then(({ search }) => search);
const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const slugs = ({ edges }: { edges: { node: { slug: string } }[] }) => edges.map(({ node }) => node.slug);

test.each([
  [
    'a name first, then names with all words, then texts',
    'weather',
    ['storms', 'met', 'squalls', 'gales', 'ada'],
  ],
  ['an alias like a name', 'weather bureau', ['met']],
  ['of names that fit alike the more cited one', 'north sea', ['squalls', 'gales']],
  ['words of name and text together', 'survey gales', ['gales']],
  ['the year of publication as a word', 'north 2020', ['gales']],
  ['what has some words where nothing has all', 'bureau zyzzyva', ['met', 'ebbs', 'tides']],
  ['nothing for words that nothing has', 'zyzzyva', []],
  ['nothing for words that all texts have', 'of the', []],
])('a search finds %s', async (_, query, expected) => {
  const found = await search(query);
  expect(slugs(found)).toEqual(expected);
  expect(found.totalCount).toBe(expected.length);
});

test.each([
  ['ADA LOVELACE', 'ada'],
  ['ada lövelace', 'ada'],
  ["Countess's", 'ada'],
  ['countes', 'ada'],
  ['lovlace', 'ada'],
  ['M.O.', 'met'],
  ['m o', 'met'],
  ['tide tables', 'tides'],
  ['Tide—tables', 'tides'],
  ["'mariners'", 'tides'],
  ['mariner’s tables', 'tides'],
  ['sqalls of the nort sea', 'squalls'],
  ['gaels of the nroth sae', 'gales'],
  ['offcie of the wetaher', 'met'],
])('“%s” finds %s first', async (query, expected) => {
  expect(slugs(await search(query))[0]).toBe(expected);
});

test.each([
  ['north sea', []],
  [
    'Lövlace of the nroth sea',
    [
      ['lovlace', ['lovelace']],
      ['nroth', ['north']],
    ],
  ],
  ['weath', [['weath', ['weather']]]],
  ['bureau zyzzyva', []],
  ['zyzzyva', []],
  ['lovlace', [['lovlace', ['lovelace']]]],
  ['north 2020', []],
  ['?!', []],
])('a search for “%s” says which of its words it took for others', async (query, expected) => {
  const { search } = await api.get(
    'query($query: String!) { search(query: $query) { guesses { word takenFor } } }',
    { query },
  );
  expect(search.guesses).toEqual(expected.map(([word, takenFor]) => ({ word, takenFor })));
});

test('no word is guessed that only hidden texts have', async () => {
  const guesses = async () =>
    (await api.get('{ search(query: "hurricain weathr") { guesses { word takenFor } } }')).search.guesses;
  await tell(database, 'post hurricane');
  const found = { word: 'weathr', takenFor: ['weather'] };
  expect(await guesses()).toEqual([{ word: 'hurricain', takenFor: ['hurricane'] }, found]);
  await hideAll(database, 'post:hurricane');
  try {
    expect(await guesses()).toEqual([found]);
  } finally {
    await database.statements.execute(sql`delete from public.entities where slug = 'hurricane'`);
  }
});

test('rows say where the words stand: at most once for each field, in the words of that field', async () => {
  const { edges } = await search('weather bureau lovelace mariner', ', first: 10');
  const shown = Object.fromEntries(
    edges.map(({ node, matches }: { node: { slug: string }; matches: unknown[] }) => [node.slug, matches]),
  );
  expect(shown.met).toEqual([
    { field: 'NAME', snippet: 'Office of the Weather', highlights: [{ start: 14, end: 21 }] },
    {
      field: 'ALIAS',
      snippet: 'Weather Bureau',
      highlights: [
        { start: 0, end: 7 },
        { start: 8, end: 14 },
      ],
    },
  ]);
  expect(shown.ada).toEqual([
    { field: 'NAME', snippet: 'Adà Lövelace', highlights: [{ start: 4, end: 12 }] },
    {
      field: 'SUMMARY',
      snippet: 'Wrote of ships, of harbours, of the sea and of its weather.',
      highlights: [{ start: 51, end: 58 }],
    },
  ]);
  expect(shown.tides.map(({ field }: { field: string }) => field)).toEqual(['NAME', 'BODY']);
});

test('kinds can be chosen, for rows and count alike', async () => {
  const reports = await search('weather', ', types: [REPORT]');
  expect(slugs(reports)).toEqual(['storms', 'squalls', 'gales']);
  expect(reports.totalCount).toBe(3);
  expect(await search('weather', ', types: []')).toMatchObject({ totalCount: 0, edges: [] });
});

test('what is found is counted by kind and by year of publication, and all groups together are all', async () => {
  const groups = async (query: string, keys: string, args = '') => {
    const { search } = await api.get(
      `query($query: String!) { search(query: $query, first: 1 ${args}) { totalCount groupBy(${keys}) { keys count } } }`,
      { query },
    );
    return search;
  };
  expect(await groups('weather', 'keys: [KIND]')).toEqual({
    totalCount: 5,
    groupBy: [
      { keys: ['REPORT'], count: 3 },
      { keys: ['AUTHOR'], count: 1 },
      { keys: ['ORGANISATION'], count: 1 },
    ],
  });
  expect((await groups('weather', 'keys: [YEAR, KIND], first: 2')).groupBy).toEqual([
    { keys: ['', 'AUTHOR'], count: 1 },
    { keys: ['', 'ORGANISATION'], count: 1 },
  ]);
  expect((await groups('weather', 'keys: [YEAR]', ', types: [REPORT]')).groupBy).toEqual([
    { keys: ['2019'], count: 1 },
    { keys: ['2020'], count: 1 },
    { keys: ['2021'], count: 1 },
  ]);
  expect((await groups('mariner', 'keys: [YEAR]')).groupBy).toEqual([{ keys: ['2021'], count: 2 }]);
  expect(await groups('?!', 'keys: [KIND]')).toEqual({ totalCount: 0, groupBy: [] });
});

test('where no entity of the kinds has all words, those that have some are found', async () => {
  expect(slugs(await search('weather bureau', ', types: [AUTHOR]'))).toEqual(['ada']);
});

test('pages of any size give every row once and in order of rank, and say whether more follow', async () => {
  const all = await search('weather');
  const ranks = all.edges.map(({ rank }: { rank: number }) => rank);
  expect(ranks).toEqual([...ranks].sort((one, other) => other - one));
  expect(Math.max(...ranks)).toBeLessThanOrEqual(1);
  for (const size of [1, 2, 3, 5, 6]) {
    const walked: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await search('weather', `, first: ${size}${cursor ? `, after: "${cursor}"` : ''}`);
      expect(page.totalCount).toBe(all.totalCount);
      expect(page.pageInfo.hasPreviousPage).toBe(cursor !== null);
      walked.push(...slugs(page));
      cursor = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(walked).toEqual(slugs(all));
  }
});

test.each([
  ['before all rows', '1', { hasPreviousPage: false, hasNextPage: true }, 2],
  ['behind all rows', '0', { hasPreviousPage: true, hasNextPage: false }, 0],
])('a page behind a place %s says what is beside it', async (_, rank, beside, length) => {
  const page = await search('weather', `, first: 2, after: "${cursor('SEARCH_RANK', rank, '1')}"`);
  expect(page).toMatchObject({ pageInfo: beside, totalCount: 5, edges: { length } });
});

test('of very many entities that have the words, part is weighed, those with the words as names among them', async () => {
  const { search } = await apiOver(database, { searchWeighed: 1 }).get(
    '{ search(query: "weather") { totalCount truncated nodes { slug } pageInfo { hasNextPage } } }',
  );
  // One has it as its name, one more in a name, one more anywhere; some of them are the same.
  expect(search.nodes[0]).toEqual({ slug: 'storms' });
  expect(search.nodes.length).toBeLessThanOrEqual(3);
  expect(search).toMatchObject({ totalCount: 5, truncated: true, pageInfo: { hasNextPage: false } });
  const all = await api.get('{ search(query: "weather") { totalCount truncated nodes { slug } } }');
  expect(all.search).toMatchObject({ totalCount: 5, truncated: false });
  expect(all.search.nodes).toHaveLength(5);
});

test.each(['', ' \n\t ', '…!?', "'"])('a query without words, %j, finds nothing', async (query) => {
  expect(await search(query)).toEqual({
    totalCount: 0,
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

describe('what makes no sense is refused with a code and what was expected', () => {
  test.each([
    ['x'.repeat(201), '', 'BAD_RANGE', /`query` has 201 characters; expected at most 200/],
    ['x', ', first: 0', 'BAD_RANGE', /`first` is 0; expected 1 to 100/],
    ['x', ', first: 101', 'BAD_RANGE', /`first` is 101/],
    ['x', ', after: "gibberish"', 'BAD_CURSOR', /gibberish/],
    ['x', `, after: "${cursor('SEARCH_RANK', '1e999', '1')}"`, 'BAD_CURSOR', /not a cursor/],
    ['x', `, after: "${cursor('NAME_ASC', 'a', '1')}"`, 'BAD_CURSOR', /order NAME_ASC/],
    ['', ', first: 0', 'BAD_RANGE', /`first` is 0/],
  ])('%s%s', async (query, args, code, message) => {
    const { errors } = await api.ask(
      `query($query: String!) { search(query: $query ${args}) { totalCount } }`,
      {
        query,
      },
    );
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('200 characters are allowed, however many units and letters they are', async () => {
    for (const character of ['x', '🌧', '\ufdfa', 'x ', '\ud83c'])
      expect(await search(character.repeat(200 / character.length))).toMatchObject({ edges: [] });
    expect((await search('\u{1f327}'.repeat(200))).totalCount).toBe(0);
  });
});

test('any characters at all are words or nothing, never a fault', async () => {
  const awkward = fc.constantFrom(
    "'",
    '"',
    '\\',
    '\0',
    ':',
    '*',
    '&',
    '|',
    '!',
    '(',
    ')',
    '<->',
    '%',
    '_',
    '$1',
    '--',
    '/*',
    '’',
    '‐',
    '\ud800',
    '\udc00',
    '\u0301',
    '\u200d',
    '\ufeff',
    '\r\n',
    ':A',
    'and',
    'or',
    'not',
    'weather',
    'NULL',
    '{}',
    '[',
    '1e5',
    '-1',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(awkward, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.array(awkward, { maxLength: 20 }).map((parts) => parts.join(' ')),
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      ),
      async (text) => {
        const query = [...text].slice(0, 200).join('');
        const { data, errors } = await api.ask(
          `query($query: String!) { search(query: $query) { ${FIELDS} } }`,
          { query },
        );
        expect(errors).toBeUndefined();
        expect(data.search.totalCount).toBeGreaterThanOrEqual(data.search.edges.length);
      },
    ),
    { numRuns: runs(200) },
  );
  expect(api.faults).toEqual([]);
});

test('the statements of a search do not grow with its rows', async () => {
  const ask = (size: number) => () => search('weather', `, first: ${size}, types: [REPORT]`);
  const few = await database.log.during(ask(1));
  const many = await database.log.during(ask(3));
  expect(many).toEqual(few);
  expect(few.filter((name) => /search/.test(name))).toEqual([
    'search_terms',
    'search_extent',
    'count_search',
    'search',
    'search_matching',
  ]);
  expect(few.length).toBe(7);
});
