import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { counted, numberIn, totalOf } from '../../src/cli/numbers.ts';

describe('a number that an option is given', () => {
  const whole = numberIn({ least: 1, most: 3650 });
  const share = numberIn({ least: 0, most: 1, parts: true });

  test.each([
    [whole, '1', 1],
    [whole, '3650', 3650],
    [whole, '007', 7],
    [share, '0', 0],
    [share, '0.25', 0.25],
    [share, '.5', 0.5],
    [share, '1', 1],
  ])('%#: %s is read', (read, written, number) => {
    expect(read(written)).toBe(number);
  });

  test.each(['', ' ', '0', '-1', '3651', '0.5', '1.', '1e2', '0x10', '1,000', 'some', 'Infinity'])(
    'is none: “%s”',
    (written) => {
      expect(() => whole(written)).toThrow(InvalidArgumentError);
      expect(() => whole(written)).toThrow(/^Expected a whole number from 1 to 3650\.$/);
    },
  );

  test.each(['', '-0.1', '1.01', '90', 'NaN'])('is no share: “%s”', (written) => {
    expect(() => share(written)).toThrow(/^Expected a number from 0 to 1\.$/);
  });
});

test('numbers are told with their nouns', () => {
  expect([0, 1, 12_000].map((count) => counted(count, 'post'))).toEqual([
    '0 posts',
    '1 post',
    '12,000 posts',
  ]);
});

test('counts are summed', () => {
  expect([totalOf({ post: 2, comment: 3 }), totalOf({})]).toEqual([5, 0]);
});
