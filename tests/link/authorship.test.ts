import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { type Entry, gazetteerOf, postOf, said, written } from './written-page.ts';

const names: Entry[] = [
  ['author:getafix', "'Getafix"],
  ['author:ada-bell', 'Ada Bell'],
  ['author:ada-bell', 'Bell', { with: ['Ada Bell'] }],
  ['author:ben-cole', 'Ben Cole'],
  ['organisation:napo', 'Napo HQ'],
  ['policy:dip', 'DIP'],
  ['author:one', 'Anon'],
  ['author:two', 'Anon'],
  ['author:hand', 'Hand', { notBefore: ['in'] }],
];
const gazetteer = gazetteerOf(names);

describe('a comment', () => {
  const signed = (signature: string) => {
    const linked = link(written({ comments: [{ text: 'Well said.', signature }] }), gazetteer);
    return said(linked, postOf(linked).comments[0]);
  };

  test.each([
    ["'Getafix", 'authored_by author:getafix "\'Getafix"'],
    ['getafix', 'authored_by author:getafix "getafix"'],
    ['‘Getafix.', 'authored_by author:getafix "‘Getafix."'],
    ['GETAFIX', 'authored_by author:getafix "GETAFIX"'],
    ['ada  bell', 'authored_by author:ada-bell "ada  bell"'],
    ['Napo HQ', 'authored_by organisation:napo "Napo HQ"'],
    ['Hand', 'authored_by author:hand "Hand"'],
  ])('signed %s is written by whom that names', (signature, expected) => {
    expect(signed(signature)).toEqual([expected]);
  });

  test.each(['Getafix’s friend', 'Bell', 'DIP', 'Somebody', '...'])(
    'signed %s has no known author',
    (signature) => {
      expect(signed(signature)).toEqual([]);
    },
  );

  test('is not signed with a name that needs its surroundings', () => {
    const page = written({ body: 'Ada Bell spoke.', comments: [{ text: 'Quite.', signature: 'Bell' }] });
    const linked = link(page, gazetteer);
    expect(said(linked, postOf(linked).comments[0])).toEqual([]);
  });

  test('signed with a name that two have is unsure', () => {
    const linked = link(written({ comments: [{ text: 'Hm.', signature: 'anon' }] }), gazetteer);
    expect(said(linked, postOf(linked).comments[0])).toEqual([]);
    expect(postOf(linked).comments[0]!.unsure[0]!.targets.map(({ slug }) => slug)).toEqual(['one', 'two']);
  });

  test('is known by the page’s markup, with high confidence', () => {
    const linked = link(written({ comments: [{ text: 'Hm.', signature: 'Getafix' }] }), gazetteer);
    const [reference] = postOf(linked).comments[0]!.references;
    expect(reference).toMatchObject({ kind: 'authored_by', method: 'markup' });
    expect(reference!.confidence).toBeGreaterThan(0.95);
  });
});

describe('a post', () => {
  test.each([
    ['ADA BELL', ['authored_by author:ada-bell "ADA BELL"']],
    ['Napo HQ', ['authored_by organisation:napo "Napo HQ"']],
    [
      'Ada Bell and Ben Cole, DIP',
      ['authored_by author:ada-bell "Ada Bell"', 'authored_by author:ben-cole "Ben Cole"'],
    ],
    ['Someone Else', []],
  ])('by %s', (byline, expected) => {
    expect(said(link(written({ byline, body: 'Hello.' }), gazetteer))).toEqual(expected);
  });

  test('is not written by the guest whose text it carries', () => {
    const linked = link(written({ body: 'Here is what came in. It is cold.', guest: 'Napo HQ' }), gazetteer);
    expect(said(linked)).toEqual([]);
  });
});

describe('an author', () => {
  test('is not mentioned by what they wrote themselves, but by others', () => {
    const page = written({
      byline: 'Ada Bell',
      body: 'Hello.',
      note: 'Ada Bell works with Ben Cole.',
      comments: [{ text: "It is 'Getafix again, Ada Bell.", signature: 'getafix' }],
    });
    const linked = link(page, gazetteer);
    expect(said(linked)).toEqual([
      'authored_by author:ada-bell "Ada Bell"',
      'mentions author:ben-cole "Ben Cole"',
    ]);
    expect(said(linked, postOf(linked).comments[0])).toEqual([
      'mentions author:ada-bell "Ada Bell"',
      'authored_by author:getafix "getafix"',
    ]);
  });
});

describe('the writer of a post', () => {
  const calls = (text: string, { byline = 'Ada Bell', signature = 'Someone' } = {}) => {
    const linked = link(written({ byline, comments: [{ text, signature }] }), gazetteer);
    return said(linked, postOf(linked).comments[0]);
  };

  test.each([
    ['Ada, I am grateful.', 'mentions author:ada-bell "Ada"'],
    ['Well said Ada.', 'mentions author:ada-bell "Ada"'],
    ['@Ada no.', 'mentions author:ada-bell "Ada"'],
    ['I liked Ada’s piece. Thank you, Ada', 'mentions author:ada-bell "Ada"'],
  ])('is meant in a comment by the given name: %s', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
  });

  test.each([
    ['Ada Lovelace said as much.'],
    ['Dear Mary Ada, no.'],
    ['Adam is right, and so is the ADA.'],
    ['The ada compiler.'],
    ['See https://example.org/Ada/notes or write to press@Ada.example.org'],
  ])('is not meant by another name: %s', (text) => {
    expect(calls(text)).toEqual([]);
  });

  test('is not meant by a name that one of those who comment has as well', () => {
    const comments = [
      { text: 'Rubbish.', signature: 'Ada of Leeds' },
      { text: 'Ada, speak for yourself.', signature: 'Ben' },
    ];
    const linked = link(written({ byline: 'Ada Bell', comments }), gazetteer);
    expect(said(linked, postOf(linked).comments[1])).toEqual([]);
  });

  test('is meant though they comment under the post themselves', () => {
    const comments = [
      { text: 'My answer.', signature: 'Ada Bell' },
      { text: 'Fair enough, Ada.', signature: 'Ben' },
    ];
    const linked = link(written({ byline: 'Ada Bell', comments }), gazetteer);
    expect(said(linked, postOf(linked).comments[1])).toEqual(['mentions author:ada-bell "Ada"']);
  });

  test('is meant once in a comment, and not in one of their own', () => {
    const comments = [{ text: 'Ada here.', signature: 'Ada Bell' }];
    const linked = link(written({ byline: 'Ada Bell', comments }), gazetteer);
    expect(said(linked, postOf(linked).comments[0])).toEqual(['authored_by author:ada-bell "Ada Bell"']);
  });

  test('is not meant in the post itself, nor where nobody knows who wrote it', () => {
    const linked = link(
      written({ body: 'Ada was there.', comments: [{ text: 'Ada?', signature: 'Ben' }] }),
      gazetteer,
    );
    expect(said(linked)).toEqual([]);
    expect(said(linked, postOf(linked).comments[0])).toEqual([]);
  });
});
