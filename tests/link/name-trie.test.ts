import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FoldedText } from '../../src/link/fold.ts';
import { NameTrie } from '../../src/link/name-trie.ts';
import { runs } from '../support/runs.ts';

function spelled(names: readonly string[], text: string, start: number): [string, number][] {
  const sorted = [...new Set(names)].sort();
  const found: [string, number][] = [];
  new NameTrie(sorted).spelledFrom(new FoldedText(text), start, (name, end) =>
    found.push([sorted[name]!, end]),
  );
  return found;
}

test('finds every name from a place on, the shortest first', () => {
  const names = ['probation', 'probation service', 'probation services', 'prison'];
  expect(spelled(names, 'The PROBATION Services', 4)).toEqual([
    ['probation', 13],
    ['probation service', 21],
    ['probation services', 22],
  ]);
});

test('finds nothing where no name begins, and nothing among no names', () => {
  expect(spelled(['napo'], 'Napo', 1)).toEqual([]);
  expect(spelled([], 'Napo', 0)).toEqual([]);
});

test('agrees with looking for each name by itself', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '’'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'") }),
      (words, text) => {
        const names = words.map((name) => new FoldedText(name).caseless);
        const folded = new FoldedText(text);
        for (let start = 0; start <= folded.length; start++) {
          const expected = [...new Set(names)].filter((name) => folded.caseless.startsWith(name, start));
          expect(spelled(names, text, start).map(([name]) => name)).toEqual(
            expected.sort((a, b) => a.length - b.length),
          );
        }
      },
    ),
    { numRuns: runs(100) },
  );
});
