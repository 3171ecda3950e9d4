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

describe('a count of comments', () => {
  test('that nothing follows ends the post', () => {
    expect(commentsOf('12 comments:\n')).toEqual([]);
    expect(commentsOf('No comments:\n\nPost a Comment\n\nOlder Posts')).toEqual([]);
  });

  test('is the last one above the buttons, so that a post may quote one', () => {
    const text = `Thursday, 19 August 2021\n\nA Title\n\n2 comments:\n\n1. Quoted\n2. Quoted too\n\n1 comment:\n\n  1. One\n    ReplyDelete`;
    const { posts } = parse(decode(new TextEncoder().encode(text), { file: null, url: null }));
    expect(posts[0]!.body.text).toBe('2 comments:\n\n1. Quoted\n2. Quoted too');
    expect(posts[0]!.comments.map(({ body }) => body.text)).toEqual(['One']);
  });
});
