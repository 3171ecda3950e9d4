import { describe, expect, test } from 'vitest';
import type { KnownReport } from '../../src/link/gazetteer.ts';
import { link } from '../../src/link/link.ts';
import { type Entry, entity, gazetteerOf, postOf, said, written } from './written-page.ts';

function report(
  slug: string,
  genre: KnownReport['genre'],
  published: string | null,
  { by = [], from = [], series }: { by?: string[]; from?: string[]; series?: string } = {},
): KnownReport {
  return {
    entity: { kind: 'report', slug },
    genre,
    published: published === null ? null : { date: published, precision: 'day' },
    authors: by.map(entity),
    publishers: from.map(entity),
    series: series ? { kind: 'report', slug: series } : null,
  };
}

const names: Entry[] = [
  ['author:bell', 'Dame Ada Bell'],
  ['author:bell', 'Ada Bell'],
  ['author:cole', 'Ben Cole'],
  ['author:dunn', 'Cy Dunn'],
  ['organisation:hmi', 'HMI'],
  ['organisation:ministry', 'Tide Ministry'],
  ['organisation:paper', 'Tide Times'],
  ['organisation:lights', 'Harbour Lights'],
  ['report:tides', 'Review of Tides'],
  ['report:tides-two', 'Review of Tides part two'],
  ['report:floods', 'Flood defences in the north'],
  ['report:strategy', 'Plan for harbours'],
];
const reports = [
  report('tides', 'review', null, { by: ['author:bell'] }),
  report('tides-one', 'review', '2020-02-27', { by: ['author:bell'], series: 'tides' }),
  report('tides-two', 'review', '2021-07-08', { by: ['author:bell'], series: 'tides' }),
  report('waves', 'study', '2015-01-01', { by: ['author:cole'] }),
  report('winds', 'study', '2016-01-01', { by: ['author:cole'] }),
  report('floods', 'inspection', '2021-08-01', { from: ['organisation:hmi'] }),
  report('floods-notice', 'press_release', '2021-08-01', { from: ['organisation:hmi'] }),
  report('strategy', 'strategy', '2020-12-06', { from: ['organisation:ministry'] }),
  report('paper', 'white_paper', '2021-08-20', { from: ['organisation:ministry'] }),
];
const gazetteer = gazetteerOf(names, [], reports);

/** The reports that a body cites, and the words. */
function cited(body: string, date: string | undefined = '2021-09-01'): string[] {
  const linked = link(written({ body, ...(date && { date }) }), gazetteer);
  return said(linked)
    .filter((reference) => reference.startsWith('cites'))
    .map((reference) => reference.slice('cites report:'.length));
}

describe('a name that parts of one report share', () => {
  const shared = gazetteerOf(
    [
      ...names,
      ['report:tides-one', 'Bell review', { until: '2021-07-07' }],
      ['report:tides-two', 'Bell review', { from: '2021-07-08' }],
      ['report:waves', 'long study'],
      ['report:winds', 'long study'],
    ],
    [],
    reports,
  );
  const citedIn = (body: string, date?: string) =>
    said(link(written({ body, ...(date && { date }) }), shared)).filter((it) => it.startsWith('cites'));

  test('means the part that was out, where the day is known', () => {
    expect(citedIn('We read the Bell review.', '2021-01-01')).toEqual([
      'cites report:tides-one "Bell review"',
    ]);
    expect(citedIn('We read the Bell review.', '2021-09-01')).toEqual([
      'cites report:tides-two "Bell review"',
    ]);
  });

  test('means the whole where it is not', () => {
    expect(citedIn('We read the Bell review.')).toEqual(['cites report:tides "Bell review"']);
  });

  test('means neither of two that are no parts', () => {
    expect(citedIn('We read the long study.')).toEqual([]);
  });
});

describe('a part by its number alone', () => {
  test.each([
    ['where its whole is named', 'The Review of Tides is long. Part one says why.', ['tides', 'tides-one']],
    [
      'where it is named itself',
      'Review of Tides part two is out; the first part was better',
      ['tides-two', 'tides-one'],
    ],
    [
      'not where another report was named last',
      'Review of Tides, and Flood defences in the north. Part 1 is short',
      ['tides', 'floods'],
    ],
    ['not where no report in parts is named', 'Flood defences in the north. Part one is short', ['floods']],
    ['not of an Act', 'The Review of Tides asks for Harbour Act 2003 part one', ['tides']],
    ['not of a day', 'Review of Tides took up the first part of the day', ['tides']],
  ])('%s', (_, body, expected) => {
    expect(cited(body).map((reference) => reference.split(' ')[0])).toEqual(expected);
  });
});

test('a part that was not out yet is not meant by its number', () => {
  expect(cited('The Review of Tides is long. Part two says why.', '2021-01-01')).toEqual([
    'tides "Review of Tides"',
  ]);
});

describe('a report by its author', () => {
  // As pages 001 to 003 speak of the review of drugs, and others may.
  test.each([
    ['and a noun', 'Ada Bell’s review', 'tides-two "Ada Bell’s review"'],
    ['without a possessive', 'the Ada Bell report', 'tides-two "Ada Bell report"'],
    [
      'with words of praise',
      'Dame Ada Bell’s recent landmark review',
      'tides-two "Dame Ada Bell’s recent landmark review"',
    ],
    ['with its subject', 'Ada Bell’s tides review', 'tides-two "Ada Bell’s tides review"'],
    ['by title', 'Ada Bell came. Dame Ada’s report', 'tides-two "Dame Ada’s report"'],
    ['by surname', 'Ada Bell came. The Bell review', 'tides-two "Bell review"'],
    ['by a pronoun', 'Ada Bell came, and her review', 'tides-two "her review"'],
    [
      'behind the noun',
      'the independent review led by Professor Dame Ada Bell',
      'tides-two "the independent review led by Professor Dame Ada Bell"',
    ],
    [
      'behind the noun and when it came out',
      'all of the recommendations made in July by Dame Ada Bell',
      'tides-two "the recommendations made in July by Dame Ada Bell"',
    ],
    ['of the first part', 'Ada Bell’s first report', 'tides-one "Ada Bell’s first report"'],
    [
      'of half of it',
      'the first half of Ada Bell’s review',
      'tides-one "the first half of Ada Bell’s review"',
    ],
    [
      'of half of it, by a pronoun',
      'Ada Bell came. The second half of her review',
      'tides-two "The second half of her review"',
    ],
    ['by a pronoun behind a body', 'Ada Bell asked Harbour Lights of her review', 'tides-two "her review"'],
    [
      'by a pronoun behind a body that nobody knows',
      'Ada Bell left the Harbour Wall Charity. Her review',
      'tides-two "Her review"',
    ],
    [
      'by a pronoun behind an office',
      'Ada Bell met the Prime Minister. Her review',
      'tides-two "Her review"',
    ],
    ['by a pronoun behind a place', 'Ada Bell spoke in Port Isaac of her review', 'tides-two "her review"'],
    [
      'by a pronoun behind what a place is called',
      'Ada Bell left Great Harbour. Her review',
      'tides-two "Her review"',
    ],
    [
      'by a pronoun behind a quoted title',
      'Ada Bell read “Turning Tide”. Her review',
      'tides-two "Her review"',
    ],
    [
      'by a pronoun behind the title of a report',
      'Ada Bell read Taming Erosion Part Two. Her review',
      'tides-two "Her review"',
    ],
    [
      'by a pronoun behind a heading',
      'Ada Bell came.\n\nRain Falls On The Harbour Wall\n\nHer review',
      'tides-two "Her review"',
    ],
    ['by a pronoun before the name', 'Months after her review, Ada Bell spoke', 'tides-two "her review"'],
    ['of a numbered part', 'part one of the Ada Bell report', 'tides-one "part one of the Ada Bell report"'],
    ['of a year', 'Ada Bell’s report of 2020', 'tides-one "Ada Bell’s report"'],
    ['in both parts', 'Dame Ada Bell’s two-part review', 'tides "Dame Ada Bell’s two-part review"'],
    ['as whose it is', 'Ada Bell, whose review', 'tides-two "whose review"'],
    ['as a commission', 'Ada Bell’s commission', 'tides-two "Ada Bell’s commission"'],
    ['by its number among several apart', 'Ben Cole’s second study', 'winds "Ben Cole’s second study"'],
    [
      'by what was said in a year',
      'Ben Cole told us the same in 2015.',
      'waves "Ben Cole told us the same in 2015"',
    ],
    ['without a noun', 'We read all, and that includes the Ada Bell one.', 'tides-two "Ada Bell one"'],
  ])('%s', (_, body, expected) => {
    expect(cited(body)).toEqual([expected]);
  });

  test.each([
    ["Frances O'Grady", 'Frances O’Grady came. The O’Grady review', 'coasts "O’Grady review"'],
    ['Rachel de Souza', 'Rachel de Souza came. De Souza’s study', 'coasts "De Souza’s study"'],
  ])('by a surname of more than plain letters: %s', (name, body, expected) => {
    const study = report('coasts', 'study', '2015-01-01', { by: ['author:it'] });
    const known = gazetteerOf([['author:it', name]], [], [study]);
    expect(said(link(written({ body }), known))).toContain(`cites report:${expected}`);
  });

  test.each([
    ['is the part that was out by then', '2020-05-01', 'tides-one'],
    ['is the whole before any part was out', '2019-05-01', 'tides'],
    ['is the whole in a document without a date', undefined, 'tides'],
  ])('%s', (_, date, expected) => {
    const linked = link(written({ body: 'Ada Bell’s review', ...(date && { date }) }), gazetteer);
    expect(postOf(linked).references.map(({ target }) => target.slug)).toContain(expected);
  });

  test.each([
    ['of another subject', 'Ada Bell’s pensions review'],
    ['of another sort', 'Ada Bell’s column'],
    ['by a surname alone', 'the Bell review'],
    ['across other words', 'Ada Bell said the review'],
    ['by a pronoun in another sentence', 'They read her review. Ada Bell spoke'],
    ['by a pronoun where another was named', 'Ms Eve Frost came. After her review Ada Bell spoke'],
    ['as whose it is not', 'Ada Bell met those whose review'],
    ['by what was said in a year without any', 'Ben Cole told us the same in 2014.'],
    ['by what was said in another sentence', 'Ben Cole said it. We met in 2015.'],
    ['by a number too high', 'Ada Bell’s third review, and Ben Cole said little'],
    ['as one of something else', 'I met the Ada Bell one reads about'],
    ['of a year without any', 'Ada Bell’s report of 2015'],
    ['by a pronoun of another', 'Ada Bell came. Ms Eve Frost said her report was out'],
    ['by a pronoun of the other sex', 'Dame Ada Bell came with his review'],
    ['by a pronoun for someone who wrote nothing', 'Ada Bell met Cy Dunn and his review'],
    ['by a pronoun of someone unknown', 'Ada Bell was there. Eve Frost published her review in March'],
    [
      'by a pronoun of someone unknown in the middle',
      'Ada Bell was there. Then Eve Frost, tired, put out her review',
    ],
    ['by a pronoun of someone in office', 'Ada Bell was there. Home Secretary Eve Frost brought her review'],
    ['by a pronoun of someone with a particle', 'Ada Bell was there. Eve de Frost brought her review'],
    [
      'by a pronoun of someone whose view it is',
      'Ada Bell was there. In Eve Frost’s view her review is good',
    ],
    ['by a pronoun where somebody came first', 'Eve Frost was there. After her review Ada Bell spoke'],
    ['by a surname in an address', 'Ada Bell came. See https://example.org/Bell review'],
    ['by a pronoun far behind', `Ada Bell came. ${'It rained and rained. '.repeat(40)} Her review`],
  ])('not %s', (_, body) => {
    expect(cited(body)).toEqual([]);
  });

  test('of whom there are several apart is unsure', () => {
    const linked = link(written({ body: 'Ben Cole’s study' }), gazetteer);
    expect(postOf(linked).unsure[0]!.targets.map(({ slug }) => slug)).toEqual(['waves', 'winds']);
    expect(said(linked)).toEqual(['mentions author:cole "Ben Cole"']);
  });
});

describe('a report by the body that published it', () => {
  // As page 002 speaks of a white paper and last year's strategy, pages 001 and 003 of an inspection.
  test.each([
    ['in the months after', 'the HMI report', 'floods "HMI report"'],
    ['with a possessive', 'HMI’s thematic inspection', 'floods "HMI’s thematic inspection"'],
    ['as a press release', 'the HMI press release', 'floods-notice "HMI press release"'],
    ['with its subject', 'the HMI flood report', 'floods "HMI flood report"'],
    ['with its subject behind', 'the HMI report on floods', 'floods "HMI report"'],
    ['behind the noun', 'the recent report by HMI', 'floods "the recent report by HMI"'],
    ['of whom it is', 'the report of the HMI', 'floods "the report of the HMI"'],
    [
      'of whom in a house it is',
      'the report of the House of Lords HMI',
      'floods "the report of the House of Lords HMI"',
    ],
    ['by the day', 'The HMI reported on 1 August 2021', 'floods "HMI reported on 1 August 2021"'],
    ['by when it came out', 'last month’s inspection by HMI', 'floods "last month’s inspection by HMI"'],
    ['by its month', 'August’s report by HMI', 'floods "August’s report by HMI"'],
    [
      'of last year, behind',
      'last year’s strategy by the Tide Ministry',
      'strategy "last year’s strategy by the Tide Ministry"',
    ],
    ['of last year', 'last year’s Tide Ministry strategy', 'strategy "Tide Ministry strategy"'],
    ['of a year', 'the Tide Ministry’s 2020 strategy', 'strategy "Tide Ministry’s 2020 strategy"'],
    [
      'of a year, behind',
      'the Tide Ministry’s strategy of December 2020',
      'strategy "Tide Ministry’s strategy"',
    ],
    ['by a pronoun', 'HMI came, and its report', 'floods "its report"'],
    ['of its own', 'HMI followed with a report of its own', 'floods "a report of its own"'],
    ['of the day before', 'HMI was cross. Yesterday’s report', 'floods "Yesterday’s report"'],
    [
      'in which it says something',
      'In a report published today the HMI says',
      'floods "In a report published today the HMI"',
    ],
    ['of a sort', 'the Tide Ministry white paper', 'paper "Tide Ministry white paper"'],
  ])('%s', (_, body, expected) => {
    expect(cited(body)).toEqual([expected]);
  });

  test.each([
    ['of long ago', 'the HMI report', '2021-12-01'],
    ['of later', 'the HMI report', '2021-07-31'],
    ['of no date', 'the HMI report', undefined],
    ['of another year', 'HMI’s 2019 report', '2021-09-01'],
    ['of another day', 'The HMI reported on 2 August 2021', '2021-09-01'],
    ['of another subject', 'the HMI lighthouse report', '2021-09-01'],
    ['of another subject behind', 'the HMI report on lighthouses', '2021-09-01'],
    ['of last year, behind', 'last year’s report by HMI', '2021-09-01'],
    ['of another, by a pronoun', 'HMI met the Tide Times and its report', '2021-09-01'],
    ['by a pronoun far behind', `HMI came. ${'It rained and rained. '.repeat(15)} Its report`, '2021-09-01'],
    ['of any', 'an HMI report', '2021-09-01'],
    ['among several', 'HMI reports', '2021-09-01'],
    ['of a paper that published none', 'the Tide Times report', '2021-09-01'],
  ])('not %s', (_, body, date) => {
    const linked = link(written({ body, ...(date && { date }) }), gazetteer);
    expect(said(linked).filter((reference) => reference.startsWith('cites'))).toEqual([]);
  });
});

describe('of several reports by one', () => {
  const known = gazetteerOf([...names, ['report:waves', 'Waves at Night']], [], reports);
  const cites = (body: string) =>
    said(link(written({ body, date: '2022-09-01' }), known)).filter((found) => found.startsWith('cites'));

  test('the one that the document names is meant', () => {
    expect(cites('Ben Cole’s study')).toEqual([]);
    expect(cites('I read Waves at Night. Ben Cole’s study is long.')).toContain(
      'cites report:waves "Ben Cole’s study"',
    );
    expect(cites('I read Flood defences in the north. The HMI report is long.')).toContain(
      'cites report:floods "HMI report"',
    );
  });

  test('the one is meant that has most of the subject', () => {
    const known = gazetteerOf(
      [
        ['organisation:hmi', 'HMI'],
        ['report:one', 'Future of the ferry service'],
        ['report:other', 'The pilot service'],
      ],
      [],
      [
        report('one', 'review', '2021-08-01', { from: ['organisation:hmi'] }),
        report('other', 'review', '2021-08-20', { from: ['organisation:hmi'] }),
      ],
    );
    const body = 'I read the HMI’s report on the future of the ferry service.';
    expect(said(link(written({ body, date: '2021-09-01' }), known))).toContain(
      'cites report:one "HMI’s report"',
    );
  });

  test('the second part is meant before it is out, too, and by no one who wrote one alone', () => {
    expect(cited('Ada Bell’s second report is expected in the spring.', '2021-01-20')).toEqual([
      'tides-two "Ada Bell’s second report"',
    ]);
    expect(cited('Ada Bell’s first report is out.', '2021-01-20')).toEqual([
      'tides-one "Ada Bell’s first report"',
    ]);
    expect(cited('Ben Cole’s second study is expected.', '2015-06-01')).toEqual([]);
  });

  test('a part is one of the series, whatever else the person wrote', () => {
    const more = gazetteerOf(
      names,
      [],
      [...reports, report('employment', 'review', '2016-12-05', { by: ['author:bell'] })],
    );
    const body = 'Ada Bell came, and the second part of her review';
    expect(said(link(written({ body, date: '2021-09-01' }), more))).toContain(
      'cites report:tides-two "the second part of her review"',
    );
  });

  test('it is meant under a post that names it, too', () => {
    const linked = link(
      written({ body: 'I read Waves at Night.', comments: [{ text: 'Ben Cole’s study is long.' }] }),
      known,
    );
    expect(said(linked, postOf(linked).comments[0])).toContain('cites report:waves "Ben Cole’s study"');
  });
});

describe('a body called by what it is', () => {
  const known = gazetteerOf(
    [
      ['organisation:fish', 'Fisheries Committee'],
      ['organisation:tide', 'Tide Committee'],
    ],
    [],
    [report('nets', 'review', '2021-08-01', { from: ['organisation:fish'] })],
  );
  const comment = (post: string, text: string) => {
    const linked = link(written({ body: post, date: '2021-09-01', comments: [{ text }] }), known);
    return said(linked, postOf(linked).comments[0]);
  };

  test('is the one of the sort that the document names', () => {
    expect(comment('The Fisheries Committee met.', 'What did the committee say?')).toEqual([
      'mentions organisation:fish "the committee"',
    ]);
  });

  test('may be called by it whose report is cited', () => {
    expect(comment('The Fisheries Committee met.', 'I sent him the committee’s report.')).toEqual([
      'mentions organisation:fish "the committee"',
      'cites report:nets "the committee’s report"',
    ]);
  });

  test('may be called by it where its report is called by a pronoun', () => {
    const post =
      'The Fisheries Committee met. They went home. It rained for a week, and nobody had an umbrella. ';
    const text = `${post.repeat(1)}${'It rained and rained. '.repeat(12)}The committee rose, and its report`;
    const linked = link(written({ body: text, date: '2021-09-01' }), known);
    expect(said(linked)).toContain('cites report:nets "its report"');
  });

  test.each([
    ['where two are named', 'The Fisheries Committee met the Tide Committee.', 'What did the committee say?'],
    ['where none is', 'They met.', 'What did the committee say?'],
    ['where another is meant', 'The Fisheries Committee met.', 'I sit on a committee. The committee stage'],
  ])('is nobody %s', (_, post, text) => {
    expect(comment(post, text)).toEqual([]);
  });

  test('is not said again where the text names it', () => {
    const linked = link(written({ body: 'The Fisheries Committee met. The committee rose.' }), known);
    expect(said(linked)).toEqual(['mentions organisation:fish "Fisheries Committee"']);
  });
});

test('a name of a report counts before a description in the same words', () => {
  const found = cited('the HMI Flood defences in the north report, and HMI’s report');
  expect(found).toEqual(['floods "Flood defences in the north"', 'floods "HMI’s report"']);
  const both = gazetteerOf([...names, ['report:other', 'HMI report']], [], reports);
  expect(said(link(written({ body: 'the HMI report', date: '2021-09-01' }), both))).toContain(
    'cites report:other "HMI report"',
  );
});

test('a description is less sure than any name', () => {
  const linked = link(written({ body: 'the HMI report', date: '2021-09-01' }), gazetteer);
  const [citation] = postOf(linked).references.filter(({ kind }) => kind === 'cites');
  expect(citation).toMatchObject({ method: 'text_match', confidence: 0.65 });
});

test.each([
  'Ada Bell her review ',
  'HMI report by ',
  'her review ',
  'Eve Frost. her review ',
  'Aa Aa-',
  'the report by HMI ',
  'Bell ',
  '(AB) ',
  'Mr Bell ',
  'HMI, its report ',
  'the first half of her review ',
  'a report of its own ',
  'In a report published today the HMI says ',
  'HMI said it in ',
  'the committee ',
])('descriptions are looked for in time linear in the text: %s', (piece) => {
  const body = `Ada Bell. ${piece.repeat(8_000)}`;
  const started = performance.now();
  link(written({ body, date: '2021-09-01' }), gazetteer);
  // A quadratic search would take minutes.
  expect(performance.now() - started).toBeLessThan(20_000);
});
