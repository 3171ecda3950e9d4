import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datedWords, todayIn } from '../../src/parse/dated-words.ts';
import { dateStyle, parseDate, publicationDay, stampAt } from '../../src/parse/dates.ts';
import { runs } from '../support/runs.ts';

describe('todayIn', () => {
  test.each([
    ['The Port Authority published its plan today (6 December 2021).', '2021-12-06'],
    ['Today, Monday 6 December 2021, the Port Authority published its plan.', '2021-12-06'],
    ['The plan is out today, December 6, 2021.', '2021-12-06'],
  ])('knows which day it is from %j', (text, day) => {
    expect(todayIn(text)).toBe(day);
  });

  test.each([
    'The plan of 6 December 2021 is out today.',
    'Published today. On 6 December 2021 it was not.',
    'The Usatoday, 6 December 2021',
    'It is out today (31 February 2021).',
  ])('does not know from %j', (text) => {
    expect(todayIn(text)).toBeNull();
  });
});

describe('parseDate', () => {
  test.each([
    ['Thursday, 19 August 2021', '2021-08-19'],
    ['Wednesday 18 August 2021', '2021-08-18'],
    ['19 August 2021', '2021-08-19'],
    ['August 19, 2021', '2021-08-19'],
    ['Thursday, August 19, 2021', '2021-08-19'],
    ['Friday August 06 2021', '2021-08-06'],
    ['19 Aug 2021', '2021-08-19'],
    ['Thu, 19 Aug. 2021', '2021-08-19'],
    ['Sept 1, 2020', '2020-09-01'],
    ['1st May 2020', '2020-05-01'],
    ['2021-08-19', '2021-08-19'],
    ['19.8.2021', '2021-08-19'],
    ['19/08/2021', '2021-08-19'],
    ['12.3.99', '1999-03-12'],
    ['12.3.21', '2021-03-12'],
    ['3/4/2021', '2021-04-03'],
    ['2021/08/19', '2021-08-19'],
    ['19th of August 2021', '2021-08-19'],
    ['04/30/2021', '2021-04-30'],
    ['  7\u00a0March  2024 ', '2024-03-07'],
    ['29 february 2024', '2024-02-29'],
    ['29 February 2000', '2000-02-29'],
  ])('reads %j as %s', (text, day) => {
    expect(parseDate(text)).toBe(day);
  });

  test('accepts a weekday that does not fit the day', () => {
    expect(parseDate('Monday, 19 August 2021')).toBe('2021-08-19');
  });

  test.each([
    '31 February 2021',
    '2.1.10',
    '2021/08-19',
    '19 of August 2021',
    '29 February 2021',
    '29 February 1900',
    '31 April 2021',
    '0 May 2021',
    '2021-13-01',
    '2021-00-10',
    '19 Augustus 2021',
    '19 August',
    'August 2021',
    '19 August 21',
    '19/08/21',
    '31/04/2021',
    '13/13/2021',
    'Friday August 06 2021, 12.01am, The Courier',
    'on 19 August 2021',
    '19 August 2021 to 20 August 2021',
    '',
  ])('finds no day in %j', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  test('gives back every day of the calendar it is given in ISO form', () => {
    const min = new Date('1000-01-01T00:00:00Z');
    const max = new Date('9999-12-31T00:00:00Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parseDate(day)).toBe(day);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('dateStyle', () => {
  test('is one for dates written alike and another for dates written otherwise', () => {
    const written = dateStyle('Thursday, 19 August 2021');
    expect(dateStyle('Sunday, 5 December 2010')).toBe(written);
    for (const other of ['19 August 2021', 'Thursday 19 August 2021', 'Thursday, August 19, 2021']) {
      expect(dateStyle(other)).not.toBe(written);
    }
  });

  test('is null for what is no date', () => {
    expect(dateStyle('Thursday, 32 August 2021')).toBeNull();
  });
});

describe('stampAt', () => {
  test.each([
    ['Getafix 19 August 2021 at 10:12', 8],
    ['Anonymous19 August 2021 at 10:12', 9],
    ['AnonymousAugust 19, 2021 at 10:12 AM', 9],
    ['3 May 2022 10.12', 0],
    ["Getafix 4th Jan '18 - 11:17am", 8],
    ['Getafix 19/08/2021 10:12', 8],
    ['Thursday, August 19, 2021 10:12:00 AM', 0],
    ['Simon 19 August 2021 at 10:12', 6],
    ['Getafix 19 August 2021, 10:12 p.m.', 8],
    ['on 19 August 2021', -1],
    ['see you at 10:12', -1],
  ])('finds the stamp of %j at %d', (text, at) => {
    expect(stampAt(text)).toBe(at);
  });
});

describe('datedWords', () => {
  test.each([
    ['19 August 2021 – A Title', '2021-08-19', 'A Title'],
    ['Thursday, August 19, 2021 - A Title - again', '2021-08-19', 'A Title - again'],
    ['19 August 2021: A Title', '2021-08-19', 'A Title'],
    ['A Title: again | 19 August 2021', '2021-08-19', 'A Title: again'],
  ])('parts %j into %s and %s', (text, day, words) => {
    const found = datedWords(text)!;
    expect([found.day, text.slice(found.start, found.end)]).toEqual([day, words]);
  });

  test.each(['Published: 19 August 2021', 'A Title, 19 August 2021', '19 August 2021', 'A – B', ''])(
    'finds no date beside words in %j',
    (text) => {
      expect(datedWords(text)).toBeNull();
    },
  );
});

describe('publicationDay', () => {
  test.each([
    '19 August 2021',
    'Published: 19 August 2021',
    'Posted on August 19, 2021 by Jim Brown',
    '19 August 2021, 17:35 | Updated 19:02',
    'Published 19 August 2021 · Last updated 2 September 2021',
    'Thu 19 Aug 2021 21.00 BST',
    '10:57 am - August 19th 2021',
    '10:58 UK time, Thursday, 19 August 2021',
    'Volume 816: debated on Thursday 19 August 2021',
  ])('is found in %j', (text) => {
    expect(publicationDay(text)).toBe('2021-08-19');
  });

  test.each(['Posted on a wall by Jim Brown', '19 August 2021, 17:35', 'Updated 19 August 2021'])(
    'is not found in %j',
    (text) => {
      expect(publicationDay(text)).toBeNull();
    },
  );
});
