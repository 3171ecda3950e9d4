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
  ['author:old-hand', 'Old Hand', { until: '2015-12-31' }],
  ['author:new-hand', 'Old Hand', { from: '2016-01-01' }],
];
const gazetteer = gazetteerOf(names);

describe('a comment', () => {
  const signed = (signature: string, date?: string) => {
    const linked = link(
      written({ ...(date ? { date } : {}), comments: [{ text: 'Well said.', signature }] }),
      gazetteer,
    );
    return said(linked, postOf(linked).comments[0]);
  };

  test.each([
    ["'Getafix", 'authored_by author:getafix "\'Getafix"'],
    ['getafix', 'authored_by author:getafix "getafix"'],
    ['‘Getafix.', 'authored_by author:getafix "‘Getafix."'],
    ['GETAFIX', 'authored_by author:getafix "GETAFIX"'],
    ['ada  bell', 'authored_by author:ada-bell "ada  bell"'],
    ['Napo HQ', 'authored_by organisation:napo "Napo HQ"'],
  ])('signed %s is written by whom that names', (signature, expected) => {
    expect(signed(signature)).toEqual([expected]);
  });

  test.each(['Getafix’s friend', 'Bell', 'DIP', 'Somebody', '...'])(
    'signed %s has no known author',
    (signature) => {
      expect(signed(signature)).toEqual([]);
    },
  );

  test('is signed with a name as of its date', () => {
    expect(signed('Old Hand', '2014-01-01')).toEqual(['authored_by author:old-hand "Old Hand"']);
    expect(signed('Old Hand', '2020-01-01')).toEqual(['authored_by author:new-hand "Old Hand"']);
    expect(signed('Old Hand')).toEqual([]);
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
