import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';

const read = (text: string) =>
  parse(decode(new TextEncoder().encode(text), { file: 'notes/boat.md', url: null }));
const post = (text: string) => read(text).posts[0]!;
const note = (body: string) => `---\ntitle: The Boat\n---\n${body}\n`;

describe('a note', () => {
  test('takes its title from its first heading where the front matter has none', () => {
    expect(post('---\ndate: 2019-05-04\n---\n\n# The Boat\n\nSold.\n')).toMatchObject({
      title: 'The Boat',
      body: { text: 'Sold.' },
    });
    expect(post(note('# Heading\n\nSold.')).body.text).toBe('Heading\n\nSold.');
  });

  test('needs no front matter: it has the heading that it begins with, and the day and writer under it', () => {
    const { posts, parser, confidence, doubts } = read(
      '# The *Boat*\n\n*19 August 2021*\nby Rhona Black\n\nSold, by 1 May 2022.\n\n## Comments\n\n- Jo: Why?\n',
    );
    expect(posts).toMatchObject([
      {
        title: 'The Boat',
        publishedOn: '2021-08-19',
        byline: { name: 'Rhona Black' },
        body: { text: 'Sold, by 1 May 2022.' },
        comments: [{ signature: { name: 'Jo' } }],
      },
    ]);
    expect(parser).toMatch(/^markdown/);
    expect(confidence).toBe(0.8);
    expect(doubts).toEqual([]);
  });

  test('without a title anywhere is doubtful, and goes by its opening words', () => {
    const { posts, confidence, doubts } = read('---\nauthor: Jo\n---\n\nSold.\n');
    expect(posts).toMatchObject([{ title: null, body: { text: 'Sold.' } }]);
    expect(doubts).toEqual([expect.stringMatching(/^found no title; expected one/)]);
    expect(confidence).toBe(0.5);
  });

  test('has labels and tags alike, in a list or with commas', () => {
    expect(post('---\nlabels: a, b\ntags:\n  - b\n  - c\n---\nWords.\n').labels).toEqual(['a', 'b', 'c']);
  });

  test.each([
    [
      '[the review](https://a.example/review_of_drugs_(2).pdf "PDF")',
      'the review',
      'https://a.example/review_of_drugs_(2).pdf',
    ],
    ['**[the review](https://a.example/r)**', 'the review', 'https://a.example/r'],
    ['<https://a.example/a_b_c>', 'https://a.example/a_b_c', 'https://a.example/a_b_c'],
  ])('keeps the link %s and its words', (written, words, url) => {
    const { page, posts } = read(note(`See ${written}, please.`));
    expect(posts[0]!.body.text).toBe(`See ${words}, please.`);
    expect(
      posts[0]!.links.map((link) => [link.url, page.text.slice(link.span.start, link.span.end)]),
    ).toEqual([[url, words]]);
  });

  test.each([
    [
      'emphasis',
      '*one* **two** _three_ ***four*** **five *six* seven**',
      'one two three four five six seven',
    ],
    [
      'nothing inside words',
      'snake_case_words, 2*3*4 and a lone * star',
      'snake_case_words, 2*3*4 and a lone * star',
    ],
    ['escapes', '\\*as it is\\*', '*as it is*'],
    ['quotations and lists', '> Quoted.\n\n1. One\n2. Two\n\n- three', 'Quoted.\n\n1. One\n2. Two\n\nthree'],
    ['code, as it stands', '```\n a  *b*\n## Comments\n```', 'a  *b*\n## Comments'],
    ['code in a language', '~~~ js `x`\na\n~~~\n```js\nb\n```\nc', 'a\n\nb\n\nc'],
    ['code that shows other marks', '````\n```\n~~~\n``` b\n`````\nc', '```\n~~~\n``` b\n\nc'],
    [
      'a word, however many they are',
      '```probation``` is a word.\nIt *stays*.',
      '```probation``` is a word. It stays.',
    ],
    ['markup, as words', 'a <b>bold</b> & loud', 'a <b>bold</b> & loud'],
    ['rules', 'above\n\n***\n\nbelow', 'above\n\nbelow'],
    ['lines that are broken on purpose', 'one  \ntwo\\\nthree\nfour', 'one\ntwo\nthree four'],
  ])('is read without the marks of %s', (_, markdown, text) => {
    expect(post(note(markdown)).body.text).toBe(text);
  });

  test('without a section of comments has none, whatever it says of comments', () => {
    expect(post(note('### Comments\n\nWere many.')).comments).toEqual([]);
  });
});

test('the example in the documentation is a note with comments', () => {
  const guide = readFileSync(new URL('../../docs/reading-pages.md', import.meta.url), 'utf8');
  const example = guide.split('```markdown\n')[1]!.split('\n```')[0]!;
  expect(post(example)).toMatchObject({
    title: 'Winter Timetable',
    links: [{ url: 'https://quay.example.org/review.pdf' }],
    comments: [{ parent: null }, { parent: 1, signature: { name: 'Rhona Black' } }, { signature: null }],
  });
});

describe('the comments of a note', () => {
  const comments = (section: string) =>
    post(note(`Sold.\n\n## Comments\n\n${section}`)).comments.map(
      ({ position, parent, signature, body }) =>
        `${position} ${parent ?? 0} ${signature?.name ?? '-'} ${body.text.replaceAll(/\n+/g, ' / ')}`,
    );

  test.each([
    [
      'under headings',
      '### Jo\n\nWhy?\n\n#### Al\n\nMoney.\n\n##### Jo\n\nAh.\n\n### Anonymous\n\nShame.',
      ['1 0 Jo Why?', '2 1 Al Money.', '3 2 Jo Ah.', '4 0 - Shame.'],
    ],
    ['with lists inside them', '### Jo\n\n- a: one\n- b: two', ['1 0 Jo a: one / b: two']],
    [
      'in nested lists',
      '- **Jo**: Why?\n    - Al: Money.\n- So it goes: down.',
      ['1 0 Jo Why?', '2 1 Al Money.', '3 0 - So it goes: down.'],
    ],
    ['over several lines', '* Jo: Why?\n  Who?\n\n  When?', ['1 0 Jo Why? Who? / When?']],
    ['left empty', '### Jo\n\n### Al\n\nMoney.', ['1 0 Al Money.']],
  ])('are read %s', (_, section, expected) => {
    expect(comments(section)).toEqual(expected);
  });
});

describe('a note is refused with the file and the line', () => {
  test.each([
    [
      'of an unknown field',
      '---\ntitle: A\ndte: 2019\n---\nx',
      /notes\/boat\.md:3: found dte, expected one of title, date/,
    ],
    [
      'of a date that is none',
      '---\ntitle: A\ndate: last May\n---\nx',
      /boat\.md:3: date: found "last May", expected a day such as/,
    ],
    [
      'of an address that is none',
      '---\nurl: quay\n---\nx',
      /boat\.md:2: url: found "quay", expected an absolute http/,
    ],
    [
      'of front matter that is no mapping',
      '---\n# empty\n---\nx',
      /boat\.md:\d+: found .*expected a mapping/,
    ],
    [
      'of front matter without an end',
      '---\ntitle: A\n\nWords.',
      /boat\.md:1: found front matter without an end, expected a line ---/,
    ],
    [
      'of a section below the comments',
      `${note('x\n\n## Comments\n\n### Jo\n\nWhy?\n\n## Sources\n\nThe minute book.')}`,
      /boat\.md:12: found "## Sources" under Comments, expected ###/,
    ],
    [
      'of a heading below comments in a list',
      `${note('x\n\n## Comments\n\n- Jo: Why?\n\n# Sources')}`,
      /boat\.md:10: found "# Sources" under Comments, expected ###/,
    ],
    [
      'of a comment by nobody',
      `${note('x\n\n## Comments\n\nWords.')}`,
      /boat\.md:8: found "Words\." under Comments, expected ###/,
    ],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(PageError);
    expect(() => read(text)).toThrow(message);
  });
});

test.each([
  ['a rule', '---\n\nThe Boat\n\nIt was sold.\n'],
  ['a tag', '#boats\n\nIt was sold.\n'],
  ['a line that goes on', '# 1 of 2: the boat\nwas sold\n\nand sank.\n'],
])('a text that merely begins with %s is no note', (_, text) => {
  expect(read(text).parser).toMatch(/^plain-text/);
});
