import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { type Entry, gazetteerOf, postOf, said, type Written, written } from './written-page.ts';

describe('a reference by name', () => {
  test('is a citation of reports and posts, a mention of all else', () => {
    const body = 'Review, Post, Author, Body, Scheme';
    const names: Entry[] = [
      ['report:r', 'Review'],
      ['post:p', 'Post'],
      ['author:a', 'Author'],
      ['organisation:o', 'Body'],
      ['policy:s', 'Scheme'],
    ];
    const linked = link(written({ body }), gazetteerOf(names));
    expect(postOf(linked).references.map(({ kind }) => kind)).toEqual([
      'cites',
      'cites',
      'mentions',
      'mentions',
      'mentions',
    ]);
    expect(postOf(linked).references.every(({ method }) => method === 'text_match')).toBe(true);
  });

  test('is surest by several words, less by one, least by one that needs its surroundings', () => {
    const names: Entry[] = [
      ['policy:tr', 'Transforming Rehabilitation'],
      ['policy:dip', 'DIP'],
      ['organisation:hmi', 'HMI', { with: ['DIP'] }],
      ['organisation:po', 'PO', { notBefore: ['<Name>'] }],
    ];
    const linked = link(written({ body: 'Transforming Rehabilitation, DIP, HMI, PO' }), gazetteerOf(names));
    const [several, one, inContext, excepted] = postOf(linked).references.map(({ confidence }) => confidence);
    expect(several).toBeGreaterThan(one!);
    expect(one).toBeGreaterThan(inContext!);
    expect(excepted).toBe(one);
    expect(inContext).toBeGreaterThan(0.5);
    expect(several).toBeLessThan(1);
  });

  test('is as sure as the surest of the names that are written so', () => {
    const names: Entry[] = [
      ['author:fran', "Baroness O'Grady"],
      ['author:fran', "Frances O'Grady"],
    ];
    const linked = link(
      written({ body: 'Frances O’Grady spoke. Baroness O’Grady sat.' }),
      gazetteerOf(names),
    );
    const [whole, titled] = postOf(linked).references.map(({ confidence }) => confidence);
    expect(titled).toBe(whole);
  });

  test('is found in title, body and note, in the order of the page', () => {
    const page = written({
      title: 'Napo speaks',
      body: ['First Napo', 'then Napo'],
      note: 'Napo is a union.',
    });
    const linked = link(page, gazetteerOf([['organisation:napo', 'Napo']]));
    const starts = postOf(linked).references.map(({ span }) => span.start);
    expect(said(linked)).toEqual(Array(4).fill('mentions organisation:napo "Napo"'));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test('is dropped where something was cut out inside it', () => {
    const page = written({ body: ['the Home', 'Office said. The Home Office'] });
    const linked = link(
      page,
      gazetteerOf([
        ['organisation:home-office', 'Home\n\nOffice'],
        ['organisation:home-office', 'Home Office'],
      ]),
    );
    expect(said(linked)).toEqual(['mentions organisation:home-office "Home Office"']);
  });

  test('belongs to the comment in which it stands, not to the post', () => {
    const page = written({ body: 'Napo', comments: [{ text: 'nothing' }, { text: 'the ACMD' }] });
    const linked = link(
      page,
      gazetteerOf([
        ['organisation:napo', 'Napo'],
        ['organisation:acmd', 'ACMD'],
      ]),
    );
    expect(said(linked)).toEqual(['mentions organisation:napo "Napo"']);
    expect(postOf(linked).comments.map((comment) => said(linked, comment))).toEqual([
      [],
      ['mentions organisation:acmd "ACMD"'],
    ]);
  });

  test('a title that is a post’s name is the post’s own', () => {
    const page = written({
      title: 'Rain Again',
      body: 'After Rain Again we go on.',
      comments: [{ text: 'Rain Again!' }],
    });
    const linked = link(page, gazetteerOf([['post:rain-again', 'Rain Again']]));
    expect(said(linked)).toEqual(['cites post:rain-again "Rain Again"']);
    expect(said(linked, postOf(linked).comments[0])).toEqual(['cites post:rain-again "Rain Again"']);
  });
});

describe('a reference by address', () => {
  const addresses: [string, string][] = [
    ['report:story', 'https://www.example.org/news/story'],
    ['post:rain', 'http://blog.example.org/2021/08/rain.html'],
    ['organisation:example', 'https://www.example.org/'],
    ['report:film', 'https://video.example.org/watch?v=abc'],
    ['report:season', 'https://video.example.org/list'],
    ['report:episode', 'https://video.example.org/list?episode=2'],
    ['report:first', 'https://twice.example.org/page'],
    ['report:second', 'https://twice.example.org/page/'],
  ];
  const linkedTo = (body: string) => said(link(written({ body }), gazetteerOf([], addresses)));

  test.each([
    [
      'cites a report',
      'see https://example.org/news/story.',
      ['cites report:story "https://example.org/news/story"'],
    ],
    [
      'cites a post',
      'https://blog.example.org/2021/08/rain.html',
      ['cites post:rain "https://blog.example.org/2021/08/rain.html"'],
    ],
    [
      'cites through AMP',
      'https://www.google.com/amp/s/amp.example.org/news/story',
      ['cites report:story "https://www.google.com/amp/s/amp.example.org/news/story"'],
    ],
    [
      'cites by the query where that tells pages apart',
      'video.example.org/watch?t=1&v=abc',
      ['cites report:film "video.example.org/watch?t=1&v=abc"'],
    ],
    [
      'cites what the query means before what the page alone means',
      'video.example.org/list?episode=2 video.example.org/list?episode=3',
      [
        'cites report:episode "video.example.org/list?episode=2"',
        'cites report:season "video.example.org/list?episode=3"',
      ],
    ],
    ['cites nothing with another query', 'https://video.example.org/watch?v=abd', []],
    ['cites nothing without the query', 'https://video.example.org/watch', []],
    ['cites nothing by a host alone', 'https://www.example.org/', []],
    ['cites nothing on an unknown page', 'https://www.example.org/news', []],
  ])('%s', (_, body, expected) => {
    expect(linkedTo(body)).toEqual(expected);
  });

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      'cites behind words that are a link',
      'as told here, and there',
      { here: 'https://example.org/news/story', there: 'https://example.org/unknown' },
      ['cites report:story "here"'],
    ],
    [
      'cites once where the address is written out as well',
      'https://example.org/news/story',
      { 'https://example.org/news/story': 'https://www.example.org/news/story' },
      ['cites report:story "https://example.org/news/story"'],
    ],
    ['mentions nobody by a host', 'as told here', { here: 'https://www.example.org/news/other' }, []],
  ])('%s', (_, body, links, expected) => {
    expect(said(link(written({ body, links }), gazetteerOf([], addresses)))).toEqual(expected);
  });

  test('is by link, and all but certain', () => {
    const linked = link(written({ body: 'https://example.org/news/story' }), gazetteerOf([], addresses));
    expect(postOf(linked).references).toMatchObject([{ method: 'link' }]);
    expect(postOf(linked).references[0]!.confidence).toBeGreaterThan(0.95);
  });

  test('that two reports share is unsure', () => {
    const linked = link(written({ body: 'https://twice.example.org/page' }), gazetteerOf([], addresses));
    expect(said(linked)).toEqual([]);
    expect(postOf(linked).unsure[0]!.targets.map(({ slug }) => slug)).toEqual(['first', 'second']);
  });

  test('that one report has twice is not', () => {
    const twice: [string, string][] = [
      ['report:story', 'https://www.example.org/s'],
      ['report:story', 'http://example.org/s/'],
    ];
    const linked = link(written({ body: 'https://example.org/s' }), gazetteerOf([], twice));
    expect(said(linked)).toEqual(['cites report:story "https://example.org/s"']);
  });
});

describe('a title above a text', () => {
  const names: Entry[] = [
    ['report:scheme', 'Pioneering scheme cuts reoffending again'],
    ['report:other', 'A different report about courts'],
    ['report:short', 'Drugs Review'],
    ['report:dated', 'The long name of a review', { from: '2000-01-01' }],
    ['author:ada-bell', 'Ada Bell'],
  ];
  const prose = `${'The scheme was tried in one county and then in another. '.repeat(6)}\n`;
  const reproduced = (written_: Written) => {
    const linked = link(written(written_), gazetteerOf(names));
    return postOf(linked)
      .references.filter(({ kind }) => kind === 'reproduces')
      .map(({ target }) => target.slug);
  };

  test.each([
    [
      'alone on its line',
      `From the paper:-\n\nPioneering scheme cuts reoffending again\n\n${prose}`,
      ['scheme'],
    ],
    ['in quotes', `“Pioneering scheme cuts reoffending again”\n${prose}`, ['scheme']],
    ['with its author', `Pioneering scheme cuts reoffending again – by Ada Bell\n${prose}`, ['scheme']],
    [
      'of each of two texts',
      `Pioneering scheme cuts reoffending again\n${prose}\nA different report about courts\n${prose}`,
      ['scheme', 'other'],
    ],
    ['in a sentence', `I read Pioneering scheme cuts reoffending again today\n${prose}`, []],
    ['with no text behind', `${prose}\nPioneering scheme cuts reoffending again`, []],
    ['with a remark behind', 'Pioneering scheme cuts reoffending again\n\nDo read it.', []],
    [
      'in a list of titles',
      `Pioneering scheme cuts reoffending again\nA different report about courts\n${prose}`,
      ['other'],
    ],
    ['that is as short as a heading', `Drugs Review\n${prose}`, []],
    ['that needs its surroundings', `The long name of a review\n${prose}`, []],
  ])('%s', (_, body, expected) => {
    expect(reproduced({ body, date: '2020-01-01' })).toEqual(expected);
  });

  test('is cited as well as reproduced, in the same words', () => {
    const body = `Pioneering scheme cuts reoffending again\n${prose}`;
    expect(said(link(written({ body }), gazetteerOf(names)))).toEqual([
      'cites report:scheme "Pioneering scheme cuts reoffending again"',
      'reproduces report:scheme "Pioneering scheme cuts reoffending again"',
    ]);
  });

  test('counts in a comment too', () => {
    const text = `Pioneering scheme cuts reoffending again\n${prose}`;
    const linked = link(written({ comments: [{ text }] }), gazetteerOf(names));
    expect(said(linked, postOf(linked).comments[0])).toHaveLength(2);
  });
});
