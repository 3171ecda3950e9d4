import { describe, expect, test } from 'vitest';
import { type Candidate, findCandidates } from '../../src/link/candidates.ts';
import { type Entry, gazetteerOf, type Written, written } from './written-page.ts';

function found(pages: readonly Written[], names: readonly Entry[] = []): Candidate[] {
  return findCandidates(pages.map(written), gazetteerOf(names));
}

const named = (body: string, names: readonly Entry[] = []) =>
  found([{ body }], names).map(({ kind, name }) => `${kind} ${name}`);

describe('a name that the vocabulary lacks is found', () => {
  test.each([
    ['by title', 'Then Dame Ada Bell left.', 'author Ada Bell'],
    ['by several titles', 'Then Professor Sir Ian Marsh left.', 'author Ian Marsh'],
    ['by title and surname', 'Then Ms Bell left.', 'author Ms Bell'],
    ['by role', 'It was Ada Bell, chief executive of a charity, who left.', 'author Ada Bell'],
    ['by a role said of it', 'Ada Bell is a lecturer in tides.', 'author Ada Bell'],
    ['by speaking', 'It is cold, Ada Bell said.', 'author Ada Bell'],
    [
      'by speaking, as a body',
      'It is cold, the West Tide Partnership said.',
      'organisation West Tide Partnership',
    ],
    ['by speaking at the beginning of a sentence', 'But Ada Bell says no.', 'author Ada Bell'],
    ['as a ministry', 'the Ministry of Tides asked', 'organisation Ministry of Tides'],
    ['as a university', 'at the University of West Marsh today', 'organisation University of West Marsh'],
    ['as a police force', 'when Tideshire Police came', 'organisation Tideshire Police'],
    ['as a service', 'the National Tide Service', 'organisation National Tide Service'],
    ['as a report', 'in the Harbour Review she', 'report Harbour Review'],
    ['as an inquiry', 'The Great Flood Inquiry sat', 'report Great Flood Inquiry'],
    ['as a strategy', 'a National Harbour Strategy for all', 'report National Harbour Strategy'],
    [
      'as an act, with its year',
      'under the Harbours and Docks Act 1964, which',
      'policy Harbours and Docks Act 1964',
    ],
    ['as a scheme', 'on the Safer Docks Scheme then', 'policy Safer Docks Scheme'],
    ['by an acronym and its words', 'a Dock Improvement Fund (DIF) paid', 'policy Dock Improvement Fund'],
    [
      'by an acronym and words that do not tell',
      'our Friends against Tides (FAT) met',
      'organisation Friends against Tides',
    ],
  ])('%s', (_, body, expected) => {
    expect(named(body)).toEqual([expected]);
  });

  test('as a person and the body that they speak for', () => {
    expect(named('It is cold, Ada Bell of the West Tide Partnership said.')).toEqual([
      'author Ada Bell',
      'organisation West Tide Partnership',
    ]);
  });

  test('as two where “and” joins them', () => {
    expect(named('The Dock Police and the Ministry of Tides met.')).toEqual([
      'organisation Dock Police',
      'organisation Ministry of Tides',
    ]);
  });
});

describe('nothing is found', () => {
  test.each<[string, string, Entry[]]>([
    ['in what is known', 'the Ministry of Tides', [['organisation:m', 'Ministry of Tides']]],
    [
      'inside a name that is known',
      'the Ministry of Tides Police Council',
      [['organisation:m', 'Ministry of Tides Police Council']],
    ],
    [
      'in another spelling of it',
      'the Ministry of Tides & Docks',
      [['organisation:m', 'Ministry of Tides and Docks']],
    ],
    [
      'in a known name that its rule rules out',
      'Ada Bell said so',
      [['author:a', 'Ada Bell', { with: ['harbour'] }]],
    ],
    ['in a known person with a title', 'Professor Ada Bell said so', [['author:a', 'Ada Bell']]],
    [
      'in a known name behind whose it is',
      "Ian Marsh's Great Flood Review",
      [
        ['author:i', 'Ian Marsh'],
        ['report:g', 'Great Flood Review'],
      ],
    ],
    ['in an address', 'https://example.org/Ministry of', []],
    ['in an office that speaks', 'the Prime Minister said so; the Home Secretary said no', []],
    ['in a heading in capitals', 'THE MINISTRY OF TIDES', []],
    ['in capitals that tell nothing', 'Rain Falls on the Parade', []],
    ['in one word', 'the Report, the Act', []],
  ])('%s', (_, body, names) => {
    expect(named(body, names)).toEqual([]);
  });
});

describe('whoever signs is found, on whatever page', () => {
  const signing = (byline: string, names: readonly Entry[] = []) =>
    found([{ title: 'One', byline, body: 'Hm.' }], names).map(({ kind, name }) => `${kind} ${name}`);

  test.each([
    ['a person', 'Ada Bell', ['author Ada Bell']],
    ['a person with a title', 'Dr Ada Bell', ['author Ada Bell']],
    ['a pen-name', "'Old Salt", ["author 'Old Salt"]],
    [
      'several',
      'Ada Bell, Ben Cole and Rhona Black',
      ['author Ada Bell', 'author Ben Cole', 'author Rhona Black'],
    ],
    ['a person with an office', 'Ada Bell, lecturer in tides', ['author Ada Bell']],
    ['a body', 'West Tide Partnership', ['organisation West Tide Partnership']],
    [
      'a body with “and” in its name',
      'Ministry of Tides and Docks',
      ['organisation Ministry of Tides and Docks'],
    ],
  ])('%s', (_, byline, expected) => {
    expect(signing(byline)).toEqual(expected);
  });

  test('but not whom the vocabulary has, alone or beside others', () => {
    const known: Entry[] = [['author:a', 'Ada Bell']];
    expect(signing('Ada Bell', known)).toEqual([]);
    expect(signing('ADA BELL', known)).toEqual([]);
    expect(signing('Ada Bell & Ben Cole', known)).toEqual(['author Ben Cole']);
  });

  test('with the posts and comments that they signed, or that name them, and what stands around', () => {
    const [candidate] = found([
      {
        title: 'One',
        byline: 'Ada Bell',
        body: 'Hm.',
        comments: [{ text: 'It is cold.', signature: 'Ada Bell' }, { text: 'Ada Bell said so.' }],
      },
      { title: 'Two', byline: 'Ada Bell', body: 'Hm.' },
    ]);
    expect(candidate).toMatchObject({ kind: 'author', name: 'Ada Bell', count: 4, documents: 4 });
    expect(candidate!.contexts[0]!.words).toContain('One');
  });
});

test('a name counts once per document in documents, and every time in all, over all pages', () => {
  const [candidate] = found([
    {
      title: 'One',
      body: 'The Dock Police came. The Dock Police went.',
      comments: [{ text: 'Dock Police!' }],
    },
    { title: 'Two', body: 'The dock. The Dock Police’s boat.' },
  ]);
  expect(candidate).toMatchObject({ name: 'Dock Police', count: 4, documents: 3 });
});

test('the same post on two pages is one document', () => {
  const post = { title: 'One', date: '2021-01-01', body: 'The Dock Police came.' };
  expect(found([post, post])[0]).toMatchObject({ documents: 1 });
});

test('names in most documents come first, then those that stand most often', () => {
  const pages = [
    { title: 'One', body: 'The Dock Police came. The Tide Council met. The Tide Council left. Mr Cole sat.' },
    { title: 'Two', body: 'The Dock Police came.' },
  ];
  expect(found(pages).map(({ name }) => name)).toEqual(['Dock Police', 'Tide Council', 'Mr Cole']);
});

test('a candidate has up to three contexts, from different documents first, cut between words', () => {
  const long = 'words upon words upon words upon words upon words';
  const [{ contexts } = { contexts: [] }] = found([
    {
      title: 'One',
      date: '2021-01-01',
      body: `${long} the Dock Police and ${long}. Dock Police. Dock Police.`,
    },
    { title: 'Two', body: 'Dock Police again.' },
  ]);
  expect(contexts.map(({ words, date }) => [words, date])).toEqual([
    [expect.stringMatching(/^(?:words|upon) .* the Dock Police and words .* (?:words|upon)$/), '2021-01-01'],
    ['Dock Police again.', null],
    [expect.stringContaining('Dock Police. Dock Police.'), '2021-01-01'],
  ]);
});

test('a person’s role and an acronym are kept, and a surname joins the whole name', () => {
  const body = 'Ada Bell, director of the Tide Trust, said so. Ms Bell left the Tide Trust (TT).';
  expect(found([{ body }]).map(({ name, role, acronym, count }) => ({ name, role, acronym, count }))).toEqual(
    [
      { name: 'Ada Bell', role: 'director of the Tide Trust', acronym: null, count: 2 },
      { name: 'Tide Trust', role: null, acronym: 'TT', count: 2 },
    ],
  );
});

test.each(['Dr ', 'Aa-', "Aa'", 'Aa Bb, ', 'Home Office ', 'Mr Black of and ', 'The The ', '(AB) ', 'Ab ('])(
  'names are looked for in time linear in the text: %s',
  (piece) => {
    const started = performance.now();
    found([{ body: piece.repeat(40_000) }]);
    // A quadratic search would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  },
);
