import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Words } from '../../src/store/likeness.ts';
import { depths, mergeThreads, orderOf, recognise } from '../../src/store/thread.ts';
import { runs } from '../support/runs.ts';

describe('two readings of a thread give', () => {
  test.each([
    ['', 'abc', 'abc'],
    ['abc', '', 'abc'],
    ['abc', 'abc', 'abc'],
    ['abc', 'abxc', 'abxc'],
    ['ac', 'abcd', 'abcd'],
    ['abcd', 'bc', 'abcd'],
    ['abc', 'axy', 'axybc'],
    ['ab', 'xab', 'xab'],
    ['abc', 'xyz', 'xyzabc'],
  ])('%s and %s: %s', (known, read, merged) => {
    expect(mergeThreads([...known], [...read]).join('')).toBe(merged);
  });
});

test('merging loses nothing, doubles nothing, and merging again changes nothing', () => {
  const reading = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  fc.assert(
    fc.property(reading, reading, (known, read) => {
      const merged = mergeThreads(known, read);
      expect(merged.toSorted()).toEqual([...new Set([...known, ...read])].sort());
      expect(mergeThreads(merged, read)).toEqual(merged);
      expect(mergeThreads(merged, known)).toEqual(merged);
    }),
    { numRuns: runs(1000) },
  );
});

test('a reply stands one deeper than what it answers', () => {
  const replies = [
    { key: 'a', parent: null },
    { key: 'b', parent: 'a' },
    { key: 'c', parent: 'b' },
    { key: 'd', parent: 'a' },
    { key: 'e', parent: null },
  ];
  expect([...depths(replies).values()]).toEqual([0, 1, 2, 1, 0]);
});

test('the thread that many readings give does not depend on which was read first', () => {
  const readings = fc
    .array(fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 }), { maxLength: 5 })
    .map((all) => all.map((keys, i) => ({ id: `${i}`, keys })));
  fc.assert(
    fc.property(readings, (all) => {
      const order = orderOf(all);
      for (let turn = 1; turn < all.length; turn++)
        expect(orderOf([...all.slice(turn), ...all.slice(0, turn)])).toEqual(order);
    }),
    { numRuns: runs(1000) },
  );
});

describe('a comment is known again', () => {
  const LONG = 'the sea wall was built by people who had never seen the sea in winter';
  const said = (text: string, author: string | null = null) => ({ words: new Words(text), author });
  test.each([
    [
      'by its words and signature',
      said(LONG, 'gull'),
      said(`The sea  wall\nwas ${LONG.slice(17)}!`, 'gull'),
      true,
    ],
    ['without its end', said(LONG), said(LONG.slice(0, 60)), true],
    ['with more than before', said(LONG.slice(0, 60)), said(LONG), true],
    ['without its signature', said(LONG, 'gull'), said(LONG), true],
    ['but not under another name', said(LONG, 'gull'), said(LONG, 'tern'), false],
    ['but not by a few words alone', said('well said', 'gull'), said('well said'), false],
    [
      'but not when it goes on differently',
      said(LONG),
      said('the sea wall was built by no one I know of'),
      false,
    ],
  ])('%s', (_, known, read, same) => {
    expect(recognise([known], [read])).toEqual([same ? 0 : null]);
  });

  test('once: who says the same twice has said it twice', () => {
    expect(recognise([said('yes', 'gull')], [said('yes', 'gull'), said('yes', 'gull')])).toEqual([0, null]);
  });
});
