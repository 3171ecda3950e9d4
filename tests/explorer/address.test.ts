import { expect, test } from 'vitest';
import { readAddress, START, type View, writeAddress } from '../../explorer/state/address.ts';

const VIEW: View = {
  at: 'relation:post/rain:cites:report/review',
  open: new Map([
    ['report:review', 3],
    ['post:rain', 1],
  ]),
  gone: ['author:jim'],
  without: ['MENTIONS', 'PART_OF'],
  hidden: ['COMMENT'],
  confidence: 0.75,
  years: [2019, 2022],
};

test('an address says the whole view, and is read as it was written', () => {
  const address = writeAddress(VIEW);
  expect(readAddress(address)).toEqual(VIEW);
  expect(address).toContain('at=relation:post/rain:cites:report/review&open=report:review~3&open=post:rain');
});

test('the beginning has an empty address', () => {
  expect(writeAddress(START)).toBe('');
  expect(readAddress('')).toEqual(START);
});

test.each([
  ['?confidence=2', { confidence: 0 }],
  ['?confidence=much', { confidence: 0 }],
  ['?years=2022-2019', { years: null }],
  ['?years=then', { years: null }],
  [
    '?open=a~0&open=&open=b~x&open=c~100000',
    {
      open: new Map([
        ['a', 1],
        ['b', 1],
        ['c', 400],
      ]),
    },
  ],
])('%s says nothing where it makes no sense', (address, said) => {
  expect(readAddress(address)).toMatchObject(said);
});
