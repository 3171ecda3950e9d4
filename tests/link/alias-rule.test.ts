import { describe, expect, test } from 'vitest';
import { VocabularyError } from '../../src/errors.ts';
import { compileRule } from '../../src/link/alias-rule.ts';
import { link } from '../../src/link/link.ts';
import type { AliasRule } from '../../src/model/alias.ts';
import { type Entry, gazetteerOf, postOf, said, wordsNamed, written } from './written-page.ts';

/** How often a name with this rule counts in a body. */
function times(name: string, rule: AliasRule, body: string, date?: string): number {
  return wordsNamed(body, [['organisation:it', name, rule]], date ? { date } : {}).length;
}

describe('the words before a name', () => {
  test.each([
    ['must be asked ones', { after: ['an'] }, 'an HMI report, the HMI report', 1],
    ['may be several words', { after: ['according to'] }, 'According  to HMI, and HMI', 1],
    ['may stand on the line above', { after: ['by'] }, 'inspected by\nHMI', 1],
    ['may be split off by quotes and brackets', { after: ['the'] }, 'the “HMI” and the (HMI)', 2],
    ['may have a possessive', { after: ['government'] }, "the government's HMI", 1],
    [
      'may have a hyphen, or a space for it',
      { after: ['half-hearted'] },
      'a half-hearted HMI, half hearted HMI',
      2,
    ],
    ['do not reach across a sentence', { after: ['said'] }, 'he said. HMI came', 0],
    ['do not reach across a paragraph', { after: ['by'] }, 'inspected by\n\nHMI', 0],
    ['must be whole words', { after: ['an'] }, 'Japan HMI', 0],
    ['with a capital must have it', { after: ['Her'] }, 'her HMI, Her HMI, HER HMI', 2],
    ['must not be forbidden ones', { notAfter: ['an'] }, 'an HMI report, the HMI report', 1],
    ['can be a person’s name', { after: ['<Name> of'] }, 'Ada Bell of HMI, Bell of HMI', 1],
    ['can be any of several', { after: ['an', 'the'] }, 'an HMI, the HMI, this HMI', 2],
  ])('%s', (_, rule, body, expected) => {
    expect(times('HMI', rule, body)).toBe(expected);
  });
});

describe('the words behind a name', () => {
  test.each([
    ['must be asked ones', { before: ['report'] }, 'the HMI report, the HMI rules', 1],
    ['may have a possessive between', { before: ['report'] }, 'HMI’s report', 1],
    ['may begin with a possessive', { before: ["'s report"] }, 'HMI’s report, HMI report', 1],
    ['may be punctuation', { before: [', the inspector'] }, 'HMI, the inspector', 1],
    ['must be whole words', { before: ['report'] }, 'HMI reporters', 0],
    ['must not be forbidden ones', { notBefore: ['officer'] }, 'HMI officer, HMI Officers, HMI', 2],
    [
      'must not be a person’s name where it is a rank',
      { notBefore: ['<Name>'] },
      'HMI Ada Bell asked; an HMI report; HMI Bell',
      2,
    ],
    ['do not reach across a paragraph', { before: ['report'] }, 'HMI\n\nreport', 0],
  ])('%s', (_, rule, body, expected) => {
    expect(times('HMI', rule, body)).toBe(expected);
  });

  test.each([
    ["O'Brien Smith", 1],
    ['Ada McDonald-Bell', 1],
    ['J. B. Smith', 1],
    ['Zoë Ångström', 1],
    ['Ada\nBell', 1],
    ['Ada', 0],
    ['Ada bell', 0],
    ['PROBATION REPORT', 0],
    ['Ada, Bell', 0],
  ])('<Name> behind a rank and "%s": %i', (words, expected) => {
    expect(times('HMI', { before: ['<Name>'] }, `HMI ${words} spoke`)).toBe(expected);
  });
});

describe('<Country>', () => {
  const rule = { notAfter: ['<Country>'], notBefore: ['of <Country>', 'in <Country>'] };

  test.each([
    ['the Irish Board', 0],
    ["Ireland's Board", 0],
    ['the Northern Ireland Board', 0],
    ['the US Board', 0],
    ['a U.S. Board', 0],
    ['the Board of the United States', 0],
    ['the Board in New Zealand', 0],
    ['the British Board, the Board of England and Wales', 2],
    ['at us Board members look', 1],
    ['he went to Ireland. Board members stayed', 1],
    ['the Board of Portuguesia', 1],
  ])('beside a name: %s', (body, expected) => {
    expect(times('Board', rule, body)).toBe(expected);
  });

  test('cannot be looked for everywhere', () => {
    expect(() => compileRule({ with: ['the <Country> case'] })).toThrow('as <Country> stands only for');
  });
});

describe('a rank and a body of the same name', () => {
  const names: Entry[] = [
    ['organisation:inspectorate', 'HMI', { notBefore: ['<Name>'] }],
    ['author:ada-bell', 'Ada Bell'],
    ['organisation:probation-service', 'probation officer', { notAfter: ['former'] }],
  ];

  test('are told apart by the name that follows', () => {
    const linked = link(
      written({ body: 'What HMI Ada Bell wrote is in that HMI report.' }),
      gazetteerOf(names),
    );
    expect(said(linked)).toEqual([
      'mentions author:ada-bell "Ada Bell"',
      'mentions organisation:inspectorate "HMI"',
    ]);
  });
});

describe('a role code', () => {
  const rule = { notBefore: ['<Name>', 'job', 'grade'], notAfter: ['my', 'a'] };
  test.each([
    ['the PO told me', 1],
    ['PO grade', 0],
    ['ask a PO', 0],
    ['my PO’s job', 0],
  ])('in "%s" counts %i times', (body, expected) => {
    expect(times('PO', rule, body)).toBe(expected);
  });
});

describe('words elsewhere', () => {
  const surname: Entry = ['author:ada-bell', 'Bell', { with: ['Ada Bell'] }];
  const names: Entry[] = [['author:ada-bell', 'Ada Bell'], surname];

  test('a surname counts where the whole name stands in the document, before or behind', () => {
    expect(wordsNamed('Bell asked. Then Ada Bell left, and Bell rang.', names)).toEqual([
      'Bell',
      'Ada Bell',
      'Bell',
    ]);
  });

  test('a surname alone does not count', () => {
    expect(wordsNamed('Bell asked, and the bell rang.', names)).toEqual([]);
  });

  test.each([
    ['title', { title: 'Meeting Ada Bell' }],
    ['byline', { byline: 'Ada Bell' }],
    ['note', { note: 'Ada Bell is an inspector.' }],
  ])('the whole name may stand in the %s', (_, more) => {
    expect(wordsNamed('Bell asked.', [surname], more)).toContain('Bell');
  });

  test('a comment is read with its post and the other comments, a post without its comments', () => {
    const gazetteer = gazetteerOf(names);
    const inPost = link(written({ body: 'Ada Bell spoke.', comments: [{ text: 'Bell again!' }] }), gazetteer);
    expect(said(inPost, postOf(inPost).comments[0])).toEqual(['mentions author:ada-bell "Bell"']);
    const inThread = link(
      written({ body: 'Bell spoke.', comments: [{ text: 'Bell again!' }, { text: 'Who is Ada Bell?' }] }),
      gazetteer,
    );
    expect(said(inThread)).toEqual([]);
    expect(said(inThread, postOf(inThread).comments[0])).toEqual(['mentions author:ada-bell "Bell"']);
  });

  test('phrases are found like names: their capitals count, and addresses do not', () => {
    expect(times('Checkpoint', { with: ['Durham'] }, 'Checkpoint in durham')).toBe(0);
    expect(times('Checkpoint', { with: ['police'] }, 'Checkpoint and the POLICE')).toBe(1);
    expect(times('Checkpoint', { with: ['police'] }, 'Checkpoint: https://police.example.org/')).toBe(0);
  });

  test('<Name> cannot be looked for everywhere', () => {
    expect(() => compileRule({ with: ['Inspector <Name>'] })).toThrow(VocabularyError);
    expect(() => compileRule({ with: ['Inspector <Name>'] })).toThrow(
      'found "Inspector <Name>"; expected plain words',
    );
  });
});

describe('dates', () => {
  test.each([
    ['of the first day', '2017-07-14', 1],
    ['of the last day', '2021-12-05', 1],
    ['of a day between', '2020-02-29', 1],
    ['of the day before', '2017-07-13', 0],
    ['of the day after', '2021-12-06', 0],
    ['of no day', undefined, 0],
  ])('a dated name in a document %s', (_, date, expected) => {
    expect(
      times('drug strategy', { from: '2017-07-14', until: '2021-12-05' }, 'the drug strategy', date),
    ).toBe(expected);
  });

  test.each([
    ['2018-01-01', 'cites report:strategy-2017 "drug strategy"'],
    ['2022-01-01', 'cites report:strategy-2021 "drug strategy"'],
  ])('the same words mean another report in %s', (date, expected) => {
    const gazetteer = gazetteerOf([
      ['report:strategy-2017', 'drug strategy', { from: '2017-07-14', until: '2021-12-05' }],
      ['report:strategy-2021', 'drug strategy', { from: '2021-12-06' }],
    ]);
    expect(said(link(written({ date, body: 'a new drug strategy' }), gazetteer))).toEqual([expected]);
  });

  test('a comment has the date of its post', () => {
    const gazetteer = gazetteerOf([['report:strategy-2021', 'drug strategy', { from: '2021-12-06' }]]);
    const linked = link(
      written({ date: '2022-01-01', comments: [{ text: 'that drug strategy' }] }),
      gazetteer,
    );
    expect(said(linked, postOf(linked).comments[0])).toHaveLength(1);
  });
});

test('all parts of a rule must hold', () => {
  const rule = { after: ['the'], with: ['Durham'], from: '2020-01-01' };
  expect(times('Checkpoint', rule, 'the Checkpoint in Durham', '2020-02-02')).toBe(1);
  expect(times('Checkpoint', rule, 'a Checkpoint in Durham', '2020-02-02')).toBe(0);
  expect(times('Checkpoint', rule, 'the Checkpoint in Kent', '2020-02-02')).toBe(0);
  expect(times('Checkpoint', rule, 'the Checkpoint in Durham', '2019-02-02')).toBe(0);
});
