import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

test('all faults are told at once, with what was found and what was expected', () => {
  expect(() => readConfig({ PORT: 'x', CITETRAIL_LOG: 'loud', CITETRAIL_METRICS: '10.0.0.0/99' })).toThrow(
    [
      'PORT is “x”; expected a whole number from 0 to 65535',
      'CITETRAIL_LOG is “loud”; expected one of auto, silent, error, warn, info',
      'CITETRAIL_METRICS is “10.0.0.0/99”; expected addresses, or networks such as 10.0.0.0/8, separated by commas',
    ].join('\n'),
  );
});

test('what may hold a password is not told', () => {
  const reading = () => readConfig({ DATABASE_REPLICA_URLS: 'postgres://ann:hunter2@replica:port/x' });
  expect(reading).toThrow('DATABASE_REPLICA_URLS is wrong; expected addresses such as postgres://');
  expect(reading).not.toThrow(/hunter2/);
});

test('settings that do not go together are told of', () => {
  expect(() =>
    readConfig({
      DATABASE_REPLICA_URLS: 'postgres://replica/graph',
      CITETRAIL_POINTS: '10',
      CITETRAIL_COST: '20',
    }),
  ).toThrow(
    /CITETRAIL_POINTS is 10; expected .* 20\nDATABASE_REPLICA_URLS names replicas; expected DATABASE_URL/,
  );
});

test.each([
  ['off', null],
  ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
  ['', ['loopback']],
])('who may read metrics, given %j, is %j', (given, readers) => {
  expect(readConfig({ CITETRAIL_METRICS: given }).metricsReaders).toEqual(readers);
});
