import { describe, expect, test } from 'vitest';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';

const PROSE =
  'A text of which this is the only paragraph, and which says nothing that anybody could remember later.';

/** The comments under a post, as `position, the one it answers or 0, signature, words`. */
function commentsOf(thread: string) {
  const text = `Thursday, 19 August 2021\n\nA Title\n\n${PROSE}\n\n${thread}`;
  const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
  expect(posts.map(({ body }) => body.text)).toEqual([PROSE]);
  return posts[0]!.comments.map(({ position, parent, signature, body }) =>
    [position, parent ?? 0, signature?.name ?? '-', body.text.replaceAll(/\n+/g, ' / ')].join(' '),
  );
}

describe('a numbered thread', () => {
  test.each([
    [
      'keeps comments that are numbers',
      '2 comments:\n\n  1. 42\n\n    Reply\n\n  2. I looked it up.\n\n    1984\n',
      ['1 0 - 42', '2 0 - I looked it up. / 1984'],
    ],
    [
      'keeps short first lines that are no names',
      '2 comments:\n\n  1. Well said\n\n    The board never listens.\n\n  2. I agree with Jo\n\n    Boats matter.',
      ['1 0 - Well said / The board never listens.', '2 0 - I agree with Jo / Boats matter.'],
    ],
    [
      'takes numbers inside a comment for its words',
      '1 comment:\n\n  1. One\n\n    1. a\n    2. b\n\n    ReplyDelete',
      ['1 0 - One / 1. a / 2. b'],
    ],
    [
      'hangs replies on the comment they follow, and comes back from them',
      '4 comments:\n  1. One\n    ReplyDelete\n    Replies\n    1. Two\n      Delete\n    2. Three\n      Delete\n  2. Four\n    ReplyDelete',
      ['1 0 - One', '2 1 - Two', '3 1 - Three', '4 0 - Four'],
    ],
    [
      'is read alike without its indentation',
      '4 comments:\n1. One\nReplyDelete\nReplies\n1. Two\nDelete\n2. Three\nDelete\n2. Four\nReplyDelete',
      ['1 0 - One', '2 1 - Two', '3 1 - Three', '4 0 - Four'],
    ],
    [
      'reads replies to replies',
      '3 comments:\n  1. One\n    Reply\n    Replies\n    1. Two\n      Reply\n      Replies\n      1. Three\n        Reply\n  2. Four\n    Reply',
      ['1 0 - One', '2 1 - Two', '3 2 - Three', '4 0 - Four'],
    ],
    [
      'is read without a count above it',
      '  1. One\n    ReplyDelete\n  2. Two\n    ReplyDelete',
      ['1 0 - One', '2 0 - Two'],
    ],
    [
      'is read without buttons, by numbers that stand below one another',
      '2 comments:\n\n  1. One\n    1. a\n    2. b\n  2. Two',
      ['1 0 - One / 1. a / 2. b', '2 0 - Two'],
    ],
    [
      'goes on behind a number that is missing, and counts what is there',
      '3 comments:\n  1. One\n    ReplyDelete\n  2. ReplyDelete\n  4. Four\n    ReplyDelete',
      ['1 0 - One', '2 0 - Four'],
    ],
    [
      'takes buttons at the end of a line or apart for what they are',
      '2 comments:\n  1. One Reply Delete\n  2. TwoReplyDelete',
      ['1 0 - One', '2 0 - Two'],
    ],
    [
      'ends with the buttons of its last comment',
      "1 comment:\n  1. One\n\n    'Getafix\n\n    ReplyDelete\n\nAdd comment\n\nSearch this blog\n\nAbout me",
      ["1 0 'Getafix One"],
    ],
    ['has a comment without a word left out', '1 comment:\n  1.\n    ReplyDelete', []],
  ])('%s', (_, thread, comments) => {
    expect(commentsOf(thread)).toEqual(comments);
  });
});

describe('a thread headed by names', () => {
  test('begins a comment at each name and drops the time under it', () => {
    const thread =
      '2 comments:\n\nGetafix said...\n\nOne\nMr Lind said: two\n\n19 August 2021 at 10:12\n\nAnonymous said…\n\nThree\n\n20 August 2021 at 09:00\n\nPost a Comment';
    expect(commentsOf(thread)).toEqual(['1 0 Getafix One / Mr Lind said: two', '2 0 - Three']);
  });
});

describe('a thread headed by names and times', () => {
  test.each([
    [
      'hangs replies on the comment above their list, and comes back by a lone Reply',
      '4 comments:\nJo4 May 2019 at 11:02\nOne\nReplyDelete\nReplies\nAl4 May 2019 at 11:03\nTwo\nDelete\nKim4 May 2019 at 11:04\nThree\nDelete\nReply\nJo5 May 2019 at 09:00\nFour\nReplyDelete',
      ['1 0 Jo One', '2 1 Al Two', '3 1 Kim Three', '4 0 Jo Four'],
    ],
    [
      'comes back from replies by buttons that only answers to the post have',
      '3 comments:\nJo4 May 2019 at 11:02\nOne\nReply Delete\nReplies\nAl4 May 2019 at 11:03\nTwo\nDelete\nKim4 May 2019 at 11:04\nThree\nReply Delete',
      ['1 0 Jo One', '2 1 Al Two', '3 0 Kim Three'],
    ],
    [
      'nests by indentation where there is any',
      '3 Comments\n\nJo says:\nMay 4, 2019 at 11:02 am\n\nOne\n\nReply\n\n    Al says:\n    May 4, 2019 at 11:30 am\n\n    Two\n\n    Reply\n\n        Kim says:\n        May 4, 2019 at 11:31 am\n\n        Three\n\n        Reply\n\nJo says:\nMay 5, 2019 at 9:00 am\n\nFour\n\nReply\n\nLeave a Reply\n\nYour name',
      ['1 0 Jo One', '2 1 Al Two', '3 2 Kim Three', '4 0 Jo Four'],
    ],
    [
      'takes a header inside a comment for its words, where comments have buttons',
      '2 comments:\nJo4 May 2019 at 11:02\nOne\n\nAl3 May 2019 at 10:00\nQuoted\nReplyDelete\nKim4 May 2019 at 11:04\nTwo\nReplyDelete',
      ['1 0 Jo One / Al3 May 2019 at 10:00 / Quoted', '2 0 Kim Two'],
    ],
    [
      'takes a header of another form for words',
      '2 comments:\n\nJo said...\n\nOne\n\nNadia Bloom\n4 May 2019 at 06:00\n\nA cutting\n\nAl said...\n\nTwo',
      ['1 0 Jo One / Nadia Bloom / 4 May 2019 at 06:00 / A cutting', '2 0 Al Two'],
    ],
    [
      'reads names over lines of their own with date and time',
      '2 comments:\n\nJo Lind\n4 May 2019 at 11:02\n\nOne\n\nReply\n\nDelete\n\nAnonymous\n4 May 2019 at 11:04\n\nTwo\n\nReply\n\nDelete',
      ['1 0 Jo Lind One', '2 0 - Two'],
    ],
    [
      'reads who wrote and when in one line with words between',
      '2 comments\n\nJo on 4 May 2019 at 11:02 said:\nOne\n\nAl Lind - Sat, 4 May 2019 11:04:30 p.m.\nTwo',
      ['1 0 Jo One', '2 0 Al Lind Two'],
    ],
    [
      'needs no count above it',
      'Jo wrote:\n4 May 2019 at 11:02\n\nOne\n\nAl wrote:\n4 May 2019 at 11:04\n\nTwo',
      ['1 0 Jo One', '2 0 Al Two'],
    ],
    [
      'is not made less by a count that is too low',
      '1 comment:\nJo said...\nOne\nAl said...\nTwo',
      ['1 0 Jo One', '2 0 Al Two'],
    ],
    [
      'ends where another comment is asked for',
      '1 comment:\nJo said...\nOne\nPost a Comment\nLinks to this post\nAbout me',
      ['1 0 Jo One'],
    ],
  ])('%s', (_, thread, comments) => {
    expect(commentsOf(thread)).toEqual(comments);
  });

  test.each([
    ['between ornaments', '--oo00oo--\n\nJo3 May 2019 at 09:15\n\nQuoted\n\n*****\n\nThe post goes on.'],
    ['under the head of a cutting', 'A Cutting\n\nNadia Bloom\n3 May 2019 10:12\n\nIt rained.'],
  ])('is not seen %s in a post without a count', (_, quoted) => {
    const text = `Saturday, 4 May 2019\n\nA Title\n\n${PROSE}\n\n${quoted}`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts[0]!.comments).toEqual([]);
    expect(posts[0]!.body.text).toBe(`${PROSE}\n\n${quoted}`);
  });
});

describe('the lines around a text', () => {
  test('give its labels and its writer, and are no part of it', () => {
    const text = `Saturday, 4 May 2019\n\nA Title\n\n${PROSE}\n\nShare this:\nTwitter\nLike Loading...\nPosted in Ferries, Tea\nTagged boats | Leave a comment\nPosted by Jo Lind at 10:15 2 comments:\n\nAl said...\n\nOne`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts[0]).toMatchObject({
      labels: ['Ferries', 'Tea', 'boats'],
      byline: { name: 'Jo Lind' },
      body: { text: PROSE },
      comments: [{ signature: { name: 'Al' }, body: { text: 'One' } }],
    });
  });

  test('are words of a text where they stand inside it', () => {
    const body = `Share\n\n${PROSE}\n\nTwitter\n\nThe sign says Continue reading\n\n${PROSE}`;
    const text = `Saturday, 4 May 2019\n\nA Title\n\n${body}`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts.map((post) => post.body.text)).toEqual([body]);
  });

  test.each([
    'Newer Post Older Post Home',
    'Older Posts',
    '← Older posts',
    'Newer Post | Home | Older Post',
    'Subscribe to: Post Comments (Atom)',
  ])('end the page with %j', (wayOn) => {
    expect(commentsOf(`1 comment:\n\nJo said...\n\nOne\n\n${wayOn}\n\nAbout me`)).toEqual(['1 0 Jo One']);
  });
});

describe('a count of comments', () => {
  test('that nothing follows ends the post', () => {
    expect(commentsOf('12 comments:\n')).toEqual([]);
    expect(commentsOf('1,204 comments:\n')).toEqual([]);
    expect(commentsOf('No comments:\n\nPost a Comment\n\nOlder Posts')).toEqual([]);
  });

  test('is the last one above the buttons, so that a post may quote one', () => {
    const text = `Thursday, 19 August 2021\n\nA Title\n\n2 comments:\n\n1. Quoted\n2. Quoted too\n\n1 comment:\n\n  1. One\n    ReplyDelete`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts[0]!.body.text).toBe('2 comments:\n\n1. Quoted\n2. Quoted too');
    expect(posts[0]!.comments.map(({ body }) => body.text)).toEqual(['One']);
  });
});

describe('a thread of a blog of the government', () => {
  test('knows who wrote however they are called', () => {
    const thread =
      '2 comments\n\nComment by Jim posted on 20 August 2021\n\nGood.\n\nComment by A worried parent of two children posted on\n\nBetter.';
    expect(commentsOf(thread)).toEqual(['1 0 Jim Good.', '2 0 A worried parent of two children Better.']);
  });
});

describe('a thread under names that say something', () => {
  test('is known without any day', () => {
    expect(commentsOf('2 comments\n\nJim Brown says:\n\nGood.\n\nsue says:\n\nBetter.')).toEqual([
      '1 0 Jim Brown Good.',
      '2 0 sue Better.',
    ]);
  });
});

describe('a list of days in a text', () => {
  test.each([
    [
      'of meetings',
      '  • Committee, 12 June 2019 at 18:30\n  • Bring your own tea\n  • Fête, 14 June 2019 at 12:00',
    ],
    [
      'with what happens on them',
      '  • 12 June 2019\n    Meeting on the quay\n\n  • 14 July 2019\n    Fête in the hall',
    ],
  ])('%s is neither comments nor posts', (_, list) => {
    const text = `Saturday, 4 May 2019\n\nWinter Meetings\n\n${PROSE} And so on, as it does, for another line.\n\nCome to these:\n\n\n${list}\n`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts).toMatchObject([{ title: 'Winter Meetings', comments: [] }]);
    expect(posts[0]!.body.text).toContain('14 J');
  });
});
