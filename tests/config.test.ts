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

test.each([
  ['DATABASE_REPLICA_URLS', 'postgres://ann:hunter2@replica:port/x', 'is wrong; expected addresses such as '],
  ['DATABASE_REPLICA_URLS', 'postgres://a/x, mysql://ann:hunter2@b/x', 'begins with “mysql://”; expected '],
  [
    'DATABASE_READ_URL',
    'mysql://ann:hunter2@b/x',
    'begins with “mysql://”; expected postgres://user:password@',
  ],
  ['DATABASE_URL', 'ann:hunter2@b/x', 'is wrong; expected postgres://user:password@host:port/database'],
])('of %s, which may hold a password, no more is told than the scheme: %s', (variable, found, told) => {
  const reading = () => readConfig({ [variable]: found });
  expect(reading).toThrow(`${variable} ${told}`);
  expect(reading).not.toThrow(/hunter2/);
});

test.each(['postgres://ann:pass@host:5432/graph', 'postgresql:///graph?host=/run/postgresql'])(
  'a database may be at %s',
  (databaseUrl) => {
    expect(readConfig({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl });
  },
);

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
