import { describe, expect, test } from 'vitest';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPost } from '../../src/parse/document.ts';
import { parse } from '../../src/parse/parse.ts';

const prose = (opening: string) =>
  `${opening} and so it went on and on for a good many more words than anybody would ever put into a heading or a menu.`;
const HEAD = 'Thursday, 19 August 2021\n\nA Title Here';
const MENU = 'Home | News | About us | Contact';

/** The only post of a page, as the paragraphs of the page are read. */
function read(...paragraphs: readonly string[]): ParsedPost {
  const { posts } = parse(
    decode(new TextEncoder().encode(paragraphs.join('\n\n')), { file: null, url: null }),
  );
  expect(posts).toHaveLength(1);
  return posts[0]!;
}

describe('words that sites write around a text', () => {
  test.each([
    ['what it is tagged', prose('Tagged offenders will be followed by satellite')],
    ['where it is posted', 'Posted in 1998 to Wandsworth, she stayed.'],
    ['who posted it', prose('Posted by the gate, two officers')],
    ['a picture', 'Probation', prose('Probation officers across the country wrote to us')],
    ['a picture', 'No.', prose('No. It will not do, they said')],
  ])('are the text’s own at its beginning, though they are like %s', (_, ...opening) => {
    const body = [...opening, prose('Second'), prose('Third')];
    expect(read(HEAD, ...body)).toMatchObject({ labels: [], body: { text: body.join('\n\n') } });
  });

  test.each([
    ['what it is tagged', 'Tagged prisoners are the losers, and nobody asked them.'],
    ['what leads on', `Next\n\n${prose('The committee will meet')}`],
    ['an address', `Contact\n\n${prose('Families may write')}`],
    ['what is related', `Topics\n\n${prose('First the prisons')}`],
  ])('are its own at its end, though they are like %s', (_, closing) => {
    const body = [prose('First'), prose('Second'), prose('Third'), prose('Fourth'), closing].join('\n\n');
    expect(read(HEAD, body)).toMatchObject({ labels: [], body: { text: body } });
  });

  test('are those of a picture where they stand twice', () => {
    const body = prose('First');
    expect(read(HEAD, 'The gate', 'The gate', body, body).body.text).toBe(`${body}\n\n${body}`);
  });

  test.each([
    'Tagged and Forgotten',
    'Prison Population: 2019',
    'The bigger picture: prisons in crisis',
    'Prisons are in crisis, says Charlie Tiller',
  ])('are the title %j', (title) => {
    expect(read(MENU, title, 'By Ada Bell\n4 May 2019', prose('First'), prose('Second'))).toMatchObject({
      title,
      publishedOn: '2019-05-04',
    });
    expect(read('Thursday, 19 August 2021', title, prose('First'), prose('Second')).title).toBe(title);
  });
});

describe('the labels of a post', () => {
  test.each([
    ['Labels: DIP, Napo', ['DIP', 'Napo']],
    ['Tagged boats, tea | Leave a comment', ['boats', 'tea']],
    ['This entry was posted in Tea and tagged boats. Bookmark the permalink.', ['Tea', 'boats']],
    ['Posted in Uncategorized.', ['Uncategorized']],
    [
      'Posted in The Rehabilitation Revolution and After, Tea',
      ['The Rehabilitation Revolution and After', 'Tea'],
    ],
    ['Posted in Tea by Jo Lind', ['Tea']],
    ['Filed under: what we think of all of this', ['what we think of all of this']],
  ])('are those of %j', (line, labels) => {
    expect(read(HEAD, prose('First'), prose('Second'), line)).toMatchObject({
      labels,
      body: { text: `${prose('First')}\n\n${prose('Second')}` },
    });
  });
});

describe('a list that a post has', () => {
  const list = '1. Sell the prisons.\n2. Sell the rest.';
  const comments =
    'Getafix19 August 2021 at 10:12\nWell said.\nReplyDelete\nJim Brown19 August 2021 at 11:12\nI agree.\nReplyDelete';

  test('is no thread, where the headers of comments stand below it', () => {
    const post = read(HEAD, prose('First'), list, prose('Second'), comments);
    expect(post.body.text).toBe([prose('First'), list, prose('Second')].join('\n\n'));
    expect(post.comments.map(({ signature, body }) => [signature?.name, body.text])).toEqual([
      ['Getafix', 'Well said.'],
      ['Jim Brown', 'I agree.'],
    ]);
  });
});

describe('the numbers of sections', () => {
  test('are no days', () => {
    const { title, publishedOn } = read(
      'The Annual Review of Something',
      prose('First'),
      '2.1.10\n\nRecommendations',
      prose('Second'),
      '2.1.11\n\nConclusions',
      prose('Third'),
    );
    expect([title, publishedOn]).toEqual(['The Annual Review of Something', null]);
  });
});

describe('several writers', () => {
  test('are named together over a text, and are not its title', () => {
    const post = read(
      'What the Tags Cost',
      'By Ada Bell, Ben Cole and Rhona Black',
      '4 May 2019',
      prose('First'),
      prose('Second'),
    );
    expect(post).toMatchObject({
      title: 'What the Tags Cost',
      byline: { name: 'Ada Bell, Ben Cole and Rhona Black' },
      publishedOn: '2019-05-04',
    });
  });
});

describe('a last line', () => {
  test.each([
    'Electronic Monitoring is a toy for the minister.',
    'Community Service is no gift to any prisoner.',
    'Bleak House is about a lawyer.',
  ])('that is about no writer is the text’s: %s', (line) => {
    const body = [prose('First'), prose('Second'), line].join('\n\n');
    expect(read(MENU, 'What the Tags Cost', body)).toMatchObject({ byline: null, body: { text: body } });
  });

  test.each(['Ada Bell is a former prison governor.', 'Ada Bell was chief executive of Napo HQ.'])(
    'that says what somebody is names the writer: %s',
    (line) => {
      const text = [prose('First'), prose('Second')].join('\n\n');
      expect(read(MENU, 'What the Tags Cost', text, line)).toMatchObject({
        byline: { name: 'Ada Bell' },
        body: { text },
      });
    },
  );
});
