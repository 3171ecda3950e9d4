import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depths, mergeThreads } from '../../src/store/thread.ts';

const thread = (keys: string) => [...keys].map((key) => ({ key, parent: null }));
const keys = (merged: readonly { key: string }[]) => merged.map(({ key }) => key).join('');

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
    expect(keys(mergeThreads(thread(known), thread(read)))).toBe(merged);
  });
});

test('merging loses nothing, doubles nothing, and merging again changes nothing', () => {
  const reading = fc
    .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
    .map((letters) => thread(letters.join('')));
  fc.assert(
    fc.property(reading, reading, (known, read) => {
      const merged = mergeThreads(known, read);
      expect([...keys(merged)].sort()).toEqual([...new Set([...keys(known), ...keys(read)])].sort());
      expect(mergeThreads(merged, read)).toEqual(merged);
      expect(mergeThreads(merged, known)).toEqual(merged);
    }),
    { numRuns: 1000 },
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
