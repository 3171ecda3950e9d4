import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PageError } from '../../src/errors.ts';
import { decode } from '../../src/parse/decode.ts';
import type { ParsedPage } from '../../src/parse/document.ts';
import { LAYOUTS } from '../../src/parse/layouts/registry.ts';
import { linesOf } from '../../src/parse/lines.ts';
import { parse } from '../../src/parse/parse.ts';
import { LARGE, runs } from '../support/runs.ts';
import { expectTraceable } from './spans.ts';

const RUNS = runs(100);
const ORIGIN = { file: null, url: null };

/** The document in these bytes, or null when they are refused as unreadable; any other error goes through. */
function read(bytes: Uint8Array, layout?: string): ParsedPage | null {
  try {
    return parse(decode(bytes, ORIGIN), layout);
  } catch (error) {
    if (error instanceof PageError) return null;
    throw error;
  }
}

/** Lines that mean something to some layout, in any order. */
const pieces = fc.constantFrom(
  ...[
    'Showing posts with label DIP. Show all posts',
    'Thursday, 19 August 2021',
    'Wednesday, 18 August 2021',
  ],
  ...[
    'A Title',
    'by Edda Storm.',
    '6 comments:',
    'No comments:',
    '  1. One',
    '  2. Two',
    '    1. Inner',
    '1.',
  ],
  ...[
    'ReplyDelete',
    '    ReplyDelete',
    'Reply Delete',
    '    Delete',
    '    Replies',
    'Reply',
    'ReplyDeleteglued',
  ],
  ...['Deleteglued', 'text ReplyDelete', "'Getafix", 'Getafix said…', 'Anonymous19 August 2021 at 10:12'],
  ...['Napo HQ', 'This from the paper:-', '--oo00oo--', 'Labels: a, b', 'Posted by Ona Lind at 10:00'],
  ...[
    'Getafix wrote:',
    '19 August 2021 at 10:12',
    'Getafix\n19 August 2021 at 10:12',
    '19 August 2021 – A Title',
  ],
  ...[
    'Posted on August 19, 2021 by Ona Lind',
    'Posted by Ona Lind at 10:00 2 comments:',
    'Share this:',
    'Leave a Reply',
  ],
  ...[
    'At March 15, 2007 8:42 pm, Blogger Getafix said...',
    'Comment by Getafix — April 12, 2007 @ 8:13 am',
    'Posted by: Getafix | 13 May 2012 at 10:31 AM',
    'Getafix · 7 weeks ago',
    '6:04 PM',
    'RSS feed for comments on this post.',
  ],
  ...[
    'Monthly Archives: June 2013',
    'Read More →',
    'A sentence that goes on … Continue reading →',
    'News 9th Oct 2017',
    'July 3rd, 2009 A Title',
    'a title in small letters',
    'August 28, 2008 at 11:03 am | Posted in Lamps | 2 Comments',
    'Written by Ona Lind',
    'Previous',
  ],
  ...['Older Posts', 'Last Updated (today)', '8.7%Norway', '', '', ' \u00a0', '\u2028', 'A sentence.'],
  'A paragraph that is long enough to be taken for one, since it goes on and on until it has the words that it takes.',
);

describe('any input', () => {
  test('of bytes gives a document or is refused as a page', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void read(bytes)),
      { numRuns: RUNS },
    );
  });

  test('of text gives a document that can be traced, or is refused as a page', () => {
    const texts = fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ unit: 'binary' })), {
      maxLength: 40,
    });
    const layouts = fc.constantFrom(undefined, ...LAYOUTS.map(({ name }) => name));
    fc.assert(
      fc.property(texts, fc.constantFrom('\n', '\r\n', '\r'), layouts, (lines, ending, layout) => {
        const parsed = read(new TextEncoder().encode(lines.join(ending)), layout);
        if (!parsed) return;
        expectTraceable(parsed);
        for (const { comments } of parsed.posts) {
          expect(comments.map(({ position }) => position)).toEqual(comments.map((_, at) => at + 1));
          for (const { position, parent } of comments) expect(parent ?? 0).toBeLessThan(position);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** How often any layout looks at the words of a line while it recognises and reads this text. */
function workOn(text: string): number {
  let looks = 0;
  const page = decode(new TextEncoder().encode(text), ORIGIN);
  const lines = linesOf(page.text).map((line) => ({
    ...line,
    get text() {
      looks++;
      return line.text;
    },
  }));
  for (const layout of LAYOUTS) {
    layout.recognise(lines);
    layout.read(page, lines);
  }
  return looks;
}

describe('the work on a page grows no faster than the page', () => {
  const head = 'Thursday, 19 August 2021\n\nTitle\n\nText\n\n3 comments:\n';
  const prose = `${'word '.repeat(30)}\n\n`;
  test.each([
    ['buttons', '', 'ReplyDelete\n'],
    ['glued buttons', 'Post\n', 'ReplyDeletewords\n'],
    ['buttons of replies', 'Post\n', 'words\nDelete\n'],
    ['buttons far apart', 'Post\nReplyDeletewords\n', '\n\n\n\nDelete\n'],
    ['replies to replies', head, '1. words\nReplyDelete\nReplies\n'],
    ['numbers that fit nowhere', `${head}1. words\nReplyDelete\n`, '0. words\nDelete\n'],
    ['names over comments', head, 'Getafix said...\nwords\n'],
    ['names over times', head, 'Getafix\n\n\n19 August 2021 at 10:12\nwords\n'],
    ['names with times and no count', `Title\n\n${prose}`, 'Getafix19 August 2021 at 10:12\nwords\n'],
    ['dates beside titles', '', '19 August 2021 – Title\n\nwords\n\n'],
    ['titles over dates', '', 'Title\n19 August 2021\n\nwords\n\n'],
    ['dates', '', 'Thursday, 19 August 2021\n\n'],
    ['posts', '', 'Thursday, 19 August 2021\n\nTitle\n\nwords\n\n'],
    ['counts of comments', `Title\n\n${prose}`, '6 comments:\n\n\n'],
    ['names under texts', `Title\n\nText:-\n\n${prose}`, 'Napo HQ\n\n\n'],
    [
      'names under comments',
      `Title\n\n${prose}Comments\n`,
      'words\nPosted by: Jan | 13 May 2012 at 10:31 AM\n',
    ],
    ['names and times under comments', head, '1. words\n\nJan\n\n13 May 2012 at 10:31\n\nReply\n'],
    ['times of day', head, 'Getafix said...\nwords\n6:04 PM\n'],
    ['days before titles', '', 'July 3rd, 2009 A Title\n'],
    ['days behind sections', '', 'News 9th Oct 2017\n'],
    ['captions', 'Thursday, 19 August 2021\n\nTitle\n\n', 'A boat\nA boat\n'],
    ['menus', '', 'News\nBoats\nTides\nBells\n\n'],
    ['teasers', '', `Title\n\n${prose}Read more →\n\n`],
    ['blank lines', `Title\n\n${prose}`, '\n'],
    ['bylines', 'Title\n', 'by Edda Storm\n'],
  ])('when it is %s', (_, opening, piece) => {
    const few = workOn(opening + piece.repeat(250));
    const many = workOn(opening + piece.repeat(1000));
    expect(many / few).toBeLessThan(4.5);
  });
});

describe('any large page is read to its end', () => {
  test.each([
    ['of buttons', '', 'ReplyDelete\n'],
    ['of glued buttons', 'Post\n', 'ReplyDeletewords\n'],
    ['in a line of dots', 'Showing posts with label x', ' .'],
    ['in a line of quotation marks', 'Title\n\n', '"'],
    ['in a line of names', 'by Edda ', 'Storm '],
    ['in a line of months', '', '1 may '],
    ['in a line of menus', 'Title\n\n«', ' main'],
    ['in a line of spaces', 'Title\n\nx', ' '],
    ['in a line of labels', 'Title\n\nLabels:', ' ,'],
  ])('%s', (_, opening, piece) => {
    const text = `${opening + piece.repeat(Math.ceil(LARGE / piece.length))}x\n`;
    const parsed = read(new TextEncoder().encode(text));
    expect(parsed?.posts.length).not.toBe(0);
  });
});
