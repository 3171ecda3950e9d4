import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestError } from '../../src/errors.ts';
import type { OrderKey } from '../../src/read/orders.ts';
import { cursorFor, type PlaceShape, readCursor, windowOf } from '../../src/read/window.ts';
import { runs } from '../support/runs.ts';

const two = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'));
const day = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), two)
  .map(([y, d]) => `${String(y).padStart(4, '0')}-02-${d}`);
const id = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String);

/** Values as the database gives them, by what an order goes by. */
const VALUES: Readonly<Record<OrderKey, fc.Arbitrary<string>>> = {
  date: day,
  name: fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
  position: id,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((n) => n.toFixed(15)),
  rank: fc.double({ min: 0, max: 1e9, noNaN: true }).map((n) => n.toFixed(12)),
  recorded: fc.tuple(day, two).map(([date, second]) => `${date} 01:02:${second}.123456+00`),
};

const places = fc
  .constantFrom(...(Object.keys(VALUES) as OrderKey[]))
  .chain((by) =>
    fc.record({
      shape: fc.record({
        name: fc.constantFrom('NEWEST', 'NAME_ASC', 'RANK_DESC'),
        by: fc.constant(by),
        ids: fc.constantFrom(1, 2),
      }),
      value: VALUES[by],
      ids: fc.array(id, { minLength: 2, maxLength: 2 }),
    }),
  )
  .map(({ shape, value, ids }) => ({ shape, place: [value, ...ids.slice(0, shape.ids)] }));

/** The code of the error that this throws, if it throws one that a client can act on; any other goes through. */
function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof RequestError) return error.code;
    throw error;
  }
}

test('a cursor gives back the place it was made for, under every order', () => {
  fc.assert(
    fc.property(places, ({ shape, place }) => {
      expect(readCursor(cursorFor(shape.name, place), shape)).toEqual(place);
    }),
    { numRuns: runs(200) },
  );
});

test('a cursor of another order, or of another number of ids, is refused', () => {
  fc.assert(
    fc.property(places, places, (one, other) => {
      const isSame = one.shape.name === other.shape.name && one.shape.ids === other.shape.ids;
      fc.pre(!isSame);
      expect(codeOf(() => readCursor(cursorFor(one.shape.name, one.place), other.shape))).toBe('BAD_CURSOR');
    }),
    { numRuns: runs(200) },
  );
});

test.each<[OrderKey, string]>([
  ['date', '0000-01-01'],
  ['date', '2021-02-30'],
  ['rank', '1e-999'],
  ['rank', '0.00001e-320'],
  ['recorded', '0000-01-01 00:00:00+00'],
  ['recorded', '2020-01-01 24:00:01+00'],
  ['recorded', '2020-01-01 99:99:99+00'],
  ['recorded', '2020-01-01 10:60:00+00'],
  ['recorded', '2020-01-01 10:00:00+99'],
  ['recorded', '2020-01-01 ::::::::+00'],
])('by %s, %s is no place, as no row can have it', (by, value) => {
  const shape = { name: 'N', by, ids: 1 };
  expect(codeOf(() => readCursor(cursorFor('N', [value, '5']), shape))).toBe('BAD_CURSOR');
});

test.each<[OrderKey, string]>([
  ['date', '0001-01-01'],
  ['rank', '5e-324'],
  ['rank', '0'],
  ['recorded', '2020-01-01 23:59:59+00'],
  ['recorded', '2020-01-01 10:00:00.5+05:30'],
])('by %s, %s is one', (by, value) => {
  expect(readCursor(cursorFor('N', [value, '5']), { name: 'N', by, ids: 1 })).toEqual([value, '5']);
});

test('any text, and any JSON in disguise, is a place of the order or BAD_CURSOR', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.array(fc.string({ unit: 'binary' })).map((parts) => cursorFor('NEWEST', parts)),
  );
  const shape: PlaceShape = { name: 'NEWEST', by: 'name', ids: 1 };
  fc.assert(
    fc.property(anything, (cursor) => {
      if (codeOf(() => readCursor(cursor, shape)) === 'BAD_CURSOR') return;
      const [name, ...ids] = readCursor(cursor, shape);
      expect(name).not.toContain('\0');
      expect(ids).toEqual([expect.stringMatching(/^\d+$/)]);
    }),
    { numRuns: runs(500) },
  );
});

test('whatever size is asked for is given within the limits, or refused', () => {
  const size = fc.option(fc.oneof(fc.integer({ min: -5, max: 105 }), fc.maxSafeInteger()), { nil: null });
  const limits = { default: 20, most: 100 };
  fc.assert(
    fc.property(size, size, (first, last) => {
      const window = () => windowOf({ first, last }, { name: 'N', by: 'name', ids: 1 }, limits);
      const isRight =
        (first === null || last === null) && [first, last].every((n) => n === null || (n >= 1 && n <= 100));
      expect(codeOf(window)).toBe(isRight ? null : 'BAD_RANGE');
      if (isRight) expect(window()).toMatchObject({ limit: first ?? last ?? 20, fromEnd: last !== null });
    }),
    { numRuns: runs(200) },
  );
});
