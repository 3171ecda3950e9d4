import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/parse/lines.ts';
import { closingSignature, guestSignature } from '../../src/parse/signatures.ts';
import { bylineOf, datelineOf } from '../../src/parse/text/bylines.ts';
import { commentHeader } from '../../src/parse/text/comment-headers.ts';

const ANNOUNCED = 'This from the paper:-\n\nIt rained on the day of the march.';

describe('the name under a comment', () => {
  test.each([
    ["Well said.\n'Getafix", "'Getafix"],
    ["Well said.\n'Old Bar Hand", "'Old Bar Hand"],
    ['Well said.\n’Getafix', '’Getafix'],
    ['Well said.\n\nSarah', 'Sarah'],
    ['Well said.\n\nSarah Clark', 'Sarah Clark'],
    ["It was in the paper:\n\nA long text.\n\n'Getafix", "'Getafix"],
  ])('of %j is %s', (text, name) => {
    expect(closingSignature(linesOf(text))?.text).toBe(name);
  });

  test.each([
    ['a name that does not stand apart', 'Well said.\nSarah'],
    ['a place under a name', 'Well said.\n\nSarah Clark\nBristol'],
    ['a name under a text that is announced', 'Letters to the paper:-\n\nIt rained.\n\nSarah Clark'],
    ['a name under a cutting that is linked to', 'https://example.org/a\n\nIt rained.\n\nSarah Clark'],
    ['a closing word', 'Well said.\n\nThanks'],
    ['a heading in quotes', "Well said.\n'Chronic'"],
    ['a newspaper', 'It rained.\n\nThe Courier'],
    ['a line of its own', "'Getafix"],
    ['a sentence', 'Well said.\n\nQuite right too.'],
    ['a sentence with an apostrophe', "Well said.\n'twas ever thus"],
  ])('is not %s', (_, text) => {
    expect(closingSignature(linesOf(text))).toBeNull();
  });
});

describe('the name over a comment', () => {
  test.each([
    ['Getafix said...', 'Getafix'],
    ['Tom Okafor said…', 'Tom Okafor'],
    ['probation_officer says…', 'probation_officer'],
    ['Getafix19 August 2021 at 10:12', 'Getafix'],
    ["'Getafix August 19, 2021 at 10:12 AM", "'Getafix"],
  ])('in %j is %s', (text, name) => {
    expect(commentHeader(linesOf(text)[0]!)?.signature?.name).toBe(name);
  });

  test.each(['Anonymous said...', 'Unknown19 August 2021 at 10:12'])(
    'in %j is nobody in particular',
    (text) => {
      expect(commentHeader(linesOf(text)[0]!)).toMatchObject({ signature: null });
    },
  );

  test.each([
    'Mr Russell said:',
    'he said...',
    'As my old boss said...',
    'so we said...',
    '19 August 2021 at 10:12',
  ])('is not in %j', (text) => {
    expect(commentHeader(linesOf(text)[0]!)).toBeNull();
  });
});

describe('the name under a text that a post carries', () => {
  test.each([
    ['at the end', `${ANNOUNCED}\n\nNapo HQ`, 'Napo HQ'],
    [
      'over a line of office',
      `${ANNOUNCED}\n\nMartin Jones CBE\nChief Inspector\n\n\nSummary`,
      'Martin Jones CBE',
    ],
    [
      'about its bearer',
      `${ANNOUNCED}\n\nRichard Lewis is chief constable\n\n--oo00oo--\n\nWell.`,
      'Richard Lewis',
    ],
    ['as a pen-name', "A guest writes about the march.\n\n'Getafix", "'Getafix"],
    ['last of several', `${ANNOUNCED}\n\nAda Storm\n\n***\n\nIt shone, too.\n\nOna Lind`, 'Ona Lind'],
  ])('is found %s', (_, text, name) => {
    expect(guestSignature(linesOf(text))?.name).toBe(name);
  });

  test.each([
    ['where no text is announced', 'It rained on the day of the march.\n\nMerry Christmas'],
    ['in a heading', `${ANNOUNCED}\n\nCourts and Reports\n\nThey are late.`],
    ['in a sentence about somebody', `${ANNOUNCED}\n\nRichard Lewis is a chief constable.`],
    ['in capitals', `${ANNOUNCED}\n\nSOCIAL COSTS`],
    ['under a heading', `${ANNOUNCED}\n\nWhat they want\n\nNapo HQ`],
  ])('is not seen %s', (_, text) => {
    expect(guestSignature(linesOf(text))).toBeNull();
  });
});

describe('a byline', () => {
  test.each([
    ['by Paul Hayes.', 'Paul Hayes'],
    ['By Nadia Bloom, health correspondent', 'Nadia Bloom'],
    ['Posted by Wilma Ferris at 09:15', 'Wilma Ferris'],
    ['Posted by Jim at 09:15 3 comments:', 'Jim'],
    ['Written by: Edda Storm', 'Edda Storm'],
    ['Posted on May 4, 2019 by Edda Storm', 'Edda Storm'],
    ['4 May 2019 by Edda Storm', 'Edda Storm'],
    ['By Ada Bell and Rhona Black', 'Ada Bell and Rhona Black'],
    ['By Ada Bell, Ben Cole & Rhona Black', 'Ada Bell, Ben Cole & Rhona Black'],
    ['Posted by getafix at 10:15', 'getafix'],
  ])('in %j names %s', (text, name) => {
    expect(bylineOf(linesOf(text)[0]!)?.name).toBe(name);
  });

  test.each([
    'By Christmas',
    'by the end of the day',
    'Paul Hayes',
    'Bypass Road',
    'Published by Penguin in 2019, this book tells how the ferry came to the quay.',
  ])('is not %j', (text) => {
    expect(bylineOf(linesOf(text)[0]!)).toBeNull();
  });
});

describe('a dateline', () => {
  test.each([
    ['By Ada Lovelace | Published: 19 August 2021', 'Ada Lovelace'],
    ['By Ada Lovelace | Thu 19th August 2021 - 10:05 am', 'Ada Lovelace'],
    ['By Ada Lovelace | 19 August 2021, The Times', 'Ada Lovelace'],
    ['By Ada Lovelace | 19 August 2021 | Updated 19:02', 'Ada Lovelace'],
    ['Ada Lovelace, 19 August 2021', 'Ada Lovelace'],
    ['The Sunday Times, August 19 2021', null],
    ['Posted by: Ada Lovelace, Posted on: 19 August 2021 - Categories: News', 'Ada Lovelace'],
    ['Author ada1815Posted on August 19, 2021Categories News', 'ada1815'],
    ['Submitted by ada on Thu, 19/08/2021 - 16:05', null],
  ])('in %j gives the day and the writer', (text, name) => {
    const dateline = datelineOf(linesOf(text)[0]!);
    expect([dateline?.day, dateline?.writer?.name ?? null]).toEqual(['2021-08-19', name]);
  });

  test.each(['The Peterloo Massacre, 16 August 1819', 'Ada Lovelace', 'By Ada Lovelace, The Times'])(
    'is not %j',
    (text) => {
      expect(datelineOf(linesOf(text)[0]!)).toBeNull();
    },
  );
});
