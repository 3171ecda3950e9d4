import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { spelledOut } from '../../src/link/spelling.ts';
import { type Entry, gazetteerOf, said, wordsNamed, written } from './written-page.ts';

/** The words of a body that say this one policy. */
const matches = (name: string, body: string) => wordsNamed(body, [['policy:it', name]]);

describe('a name is found', () => {
  test.each([
    // Page 001 has requirements and reports, page 003 orders, that other pages write with hyphens.
    ['with a hyphen for a space', 'drug rehabilitation requirement', 'a drug-rehabilitation requirement'],
    ['with a space for a hyphen', 'ring-fenced funding', 'the ring fenced funding'],
    ['joined where it has a hyphen', 'pre-sentence report', 'a presentence report'],
    ['with a hyphen behind re', 'reunification of probation', 'the re-unification of probation'],
    // Page 002 names forces with &, page 000 a service without its apostrophe.
    ['with & for and', 'drug treatment and testing order', 'a drug treatment & testing order'],
    ['with and for &', 'Devon & Cornwall', 'in Devon and Cornwall'],
    ['without its apostrophe', 'Magistrates’ Association', 'the Magistrates Association'],
    ['in American letters', 'decriminalisation of drugs', 'the decriminalization of drugs'],
    ['as an American program', 'accredited programme', 'an accredited program'],
    ['as a ministry for what it is of', 'Ministry of Tides', 'the Ministry for Tides'],
    ['as a department of what it is for', 'Department for Tides', 'the Department of Tides'],
    ['under a king', "Her Majesty's Prison Service", 'His Majesty’s Prison Service'],
    // A magistrate's blog writes acronyms with dots, a forum programmes without capitals.
    ['with dots in an acronym', 'CRC', 'what the C.R.C. would do'],
    [
      'without capitals when it is long',
      'Individual Placement and Support',
      'Individual placement and support',
    ],
    ['under either', 'HM Prison Service', 'Her Majesty’s Prison Service'],
  ])('%s', (_, name, body) => {
    expect(matches(name, body)).toHaveLength(1);
  });
});

describe('a policy of several words', () => {
  test.each([
    ['drug rehabilitation requirement', 'drug rehabilitation requirements'],
    ['Drug Rehabilitation Requirement', 'Drug Rehabilitation Requirements'],
    ['electronic tags', 'an electronic tag'],
    ['community penalty', 'community penalties'],
    ['recall boxes', 'a recall box'],
    ['supervision process', 'supervision processes'],
  ])('%s is found in %s', (name, body) => {
    expect(matches(name, body)).toHaveLength(1);
  });

  test('is one among others when it is dated: their plural means them all', () => {
    const rule = { from: '2020-07-01' };
    const dated = wordsNamed('the spending reviews', [['policy:it', 'spending review', rule]], {
      date: '2020-11-26',
    });
    expect(dated).toEqual([]);
  });

  test('of one word has no other number, nor has what is no policy', () => {
    expect(matches('diversion', 'diversions')).toEqual([]);
    expect(wordsNamed('the drug strategies', [['report:it', 'drug strategy']])).toEqual([]);
  });
});

test('another way of writing a name is not taken from whose name it is', () => {
  const names = spelledOut([
    { entity: { kind: 'policy', slug: 'one' }, text: 'test order', rule: {} },
    { entity: { kind: 'policy', slug: 'other' }, text: 'test orders', rule: {} },
  ]);
  expect(names.map(({ entity, text }) => `${entity.slug} ${text}`)).toEqual([
    'one test order',
    'other test orders',
  ]);
});

test('words that do not change are left alone', () => {
  const names = spelledOut([{ entity: { kind: 'organisation', slug: 'napo' }, text: 'Napo', rule: {} }]);
  expect(names).toHaveLength(1);
});

describe('fewer capitals', () => {
  test.each([
    ['of a long title', 'report', 'Waves at Night in Winter', 'I read Waves at night in winter.', 1],
    [
      'but not of its first word',
      'report',
      'Waves at Night in Winter',
      'There are waves at night in winter.',
      0,
    ],
    ['not of a short title', 'report', 'Waves at Night', 'Waves at night are cold.', 0],
    ['of a body', 'organisation', 'Tide Reform Trust', 'the tide reform trust', 1],
    ['of a body of two words that tell', 'organisation', 'Home Office', 'the home office', 1],
    ['not of a body that may be words', 'organisation', 'Women in Prison', 'women in prison', 0],
    ['of a policy', 'policy', 'Tide Level Bill', 'the tide level bill', 1],
    ['of more than one', 'policy', 'Tide Level Order', 'under tide level orders', 1],
    ['not of a policy of two words', 'policy', 'Tide Order', 'a tide order', 0],
    ['nor of one whose last word does not tell', 'policy', 'Through the Gate', 'through the gate', 0],
    ['nor of two words that do not tell', 'organisation', 'Victim Support', 'victim support', 0],
  ])('%s', (_, kind, name, body, times) => {
    expect(wordsNamed(body, [[`${kind}:it`, name]])).toHaveLength(times);
  });

  test('not where they are the name of another', () => {
    const entries: Entry[] = [
      ['organisation:it', 'Tide Reform Trust'],
      ['policy:other', 'tide reform trust'],
    ];
    const linked = link(written({ body: 'the tide reform trust' }), gazetteerOf(entries));
    expect(said(linked)).toEqual(['mentions policy:other "tide reform trust"']);
  });
});

describe('a prison', () => {
  test.each(['Quayside prison', 'HM Prison Quayside', 'HMYOI Quayside', 'HMP/YOI Quayside', 'Quayside Jail'])(
    'named HMP Quayside is found as %s',
    (body) => {
      expect(wordsNamed(`in ${body} today`, [['organisation:it', 'HMP Quayside']])).toHaveLength(1);
    },
  );

  test('is not found by its place alone', () => {
    expect(wordsNamed('in Quayside today', [['organisation:it', 'HMP Quayside']])).toEqual([]);
  });
});

describe('a report called by who led it', () => {
  const led: Entry[] = [
    ['author:bell', 'Ada Bell'],
    ['report:it', 'Bell Review'],
    ['report:wave', 'Wave Review'],
  ];
  test.each([
    ['in lower case', 'the Bell review', ['Bell review']],
    ['as a report', 'the Bell Report', ['Bell Report']],
    ['not where it is called by no person', 'the Wave report', []],
  ])('%s', (_, body, expected) => {
    expect(wordsNamed(body, led)).toEqual(expected);
  });

  test('is not what another is called', () => {
    const linked = link(
      written({ body: 'the Bell report' }),
      gazetteerOf([...led, ['report:other', 'Bell report']]),
    );
    expect(said(linked)).toEqual(['cites report:other "Bell report"']);
  });
});
