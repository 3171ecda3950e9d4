import { expect, test } from 'vitest';
import { measureOf, sumOf } from '../../src/evaluate/measure.ts';

test.each([
  [
    'all found, nothing wrong',
    { gold: 4, found: 4, right: 4, wrong: 0 },
    { missed: 0, precision: 1, recall: 1, f1: 1 },
  ],
  [
    'half found, half of the extracted wrong',
    { gold: 4, found: 2, right: 2, wrong: 2 },
    { missed: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
  ],
  [
    'F1 is nearer to the lesser of the two',
    { gold: 1, found: 1, right: 1, wrong: 3 },
    { missed: 0, precision: 0.25, recall: 1, f1: 0.4 },
  ],
  [
    'nothing extracted: there is no precision, and F1 is 0',
    { gold: 3, found: 0, right: 0, wrong: 0 },
    { missed: 3, precision: null, recall: 0, f1: 0 },
  ],
  [
    'nothing to find, something extracted: there is no recall, and F1 is 0',
    { gold: 0, found: 0, right: 0, wrong: 2 },
    { missed: 0, precision: 0, recall: null, f1: 0 },
  ],
  [
    'nothing to find and nothing extracted: nothing to say',
    { gold: 0, found: 0, right: 0, wrong: 0 },
    { missed: 0, precision: null, recall: null, f1: null },
  ],
])('%s', (_, tally, expected) => {
  expect(measureOf(tally)).toEqual({ ...tally, ...expected });
});

test('tallies add up', () => {
  const tally = { gold: 3, found: 2, right: 5, wrong: 1 };
  expect(sumOf([tally, tally])).toEqual({ gold: 6, found: 4, right: 10, wrong: 2 });
  expect(sumOf([])).toEqual({ gold: 0, found: 0, right: 0, wrong: 0 });
});
