import { describe, expect, test } from 'vitest';
import { spelledOutIn } from '../../src/link/definitions.ts';
import { link } from '../../src/link/link.ts';
import { type Entry, gazetteerOf, postOf, said, written } from './written-page.ts';

describe('an acronym is spelled out', () => {
  test.each([
    ['behind the words', 'the Tide and Weather Office (TWO) said', 'TWO', 'Tide and Weather Office'],
    ['before the words', 'asked TWO (the Tide and Weather Office) again', 'TWO', 'Tide and Weather Office'],
    [
      'without the small words',
      'the Council on the Misuse of Tides (CMT)',
      'CMT',
      'Council on the Misuse of Tides',
    ],
    ['with a small word’s letter', 'the Ministry of Justice (MoJ)', 'MoJ', 'Ministry of Justice'],
    [
      'by an acronym within',
      'by HM Prison and Probation Service (HMPPS)',
      'HMPPS',
      'HM Prison and Probation Service',
    ],
    ['in the plural', 'Drug Rehabilitation Requirements (DRRs)', 'DRR', 'Drug Rehabilitation Requirements'],
    ['in lower case', 'a criminal behaviour order (CBO)', 'CBO', 'criminal behaviour order'],
    [
      'with hyphens',
      'Multi-Agency Public Protection Arrangements (MAPPA)',
      'MAPPA',
      'Multi-Agency Public Protection Arrangements',
    ],
    // Page 001 writes a scheme's kind between its name and the bracket.
    [
      'with a word to spare',
      'a Prolific Priority Offender project (PPO)',
      'PPO',
      'Prolific Priority Offender project',
    ],
    ['in quotes', 'the “swift, certain and fair” (SCF) way', 'SCF', 'swift, certain and fair'],
  ])('%s', (_, text, acronym, words) => {
    const plain = text.replace(/[“”]/g, '"');
    expect(spelledOutIn(plain).map((found) => [found.acronym, plain.slice(found.start, found.end)])).toEqual([
      [acronym, words],
    ]);
  });

  test.each([
    ['an aside', 'the Tide Office (in London) said'],
    ['a number', 'the Tide Office (12) said'],
    ['other letters', 'the Tide Office (XYZ) said'],
    ['words of the sentence before', 'They left. Office (TO) hours'],
    ['an open bracket', 'the Tide Office (TO'],
  ])('not by %s', (_, text) => {
    expect(spelledOutIn(text)).toEqual([]);
  });
});

describe('in a document that spells an acronym out', () => {
  const names: Entry[] = [
    ['organisation:acmd', 'Advisory Council on the Misuse of Drugs'],
    ['policy:dip', 'Drug Interventions Programme'],
    ['policy:dip', 'DIP', { with: ['probation'] }],
    ['organisation:crcs', 'community rehabilitation company'],
    ['organisation:crcs', 'CRC'],
    ['organisation:napo', 'NAPO'],
  ];
  const saidIn = (body: string) => said(link(written({ body }), gazetteerOf(names)));

  test('it counts though no vocabulary has it, in the plural too', () => {
    // Page 000 spells out the drugs council, and names it by its letters in the note on the author.
    expect(
      saidIn('The Advisory Council on the Misuse of Drugs (ACMD) met. ACMD members; two ACMDs.'),
    ).toEqual([
      'mentions organisation:acmd "Advisory Council on the Misuse of Drugs"',
      'mentions organisation:acmd "ACMD"',
      'mentions organisation:acmd "ACMD"',
      'mentions organisation:acmd "ACMDs"',
    ]);
  });

  test('it does not count inside an address', () => {
    const council = 'The Advisory Council on the Misuse of Drugs (ACMD) met.';
    const addresses = 'See https://example.org/ACMD/minutes or ask press@ACMD.org, says the ACMD.';
    expect(saidIn(`${council} ${addresses}`)).toEqual([
      'mentions organisation:acmd "Advisory Council on the Misuse of Drugs"',
      'mentions organisation:acmd "ACMD"',
      'mentions organisation:acmd "ACMD"',
    ]);
  });

  test('it counts without what its rule asks for', () => {
    expect(saidIn('The Drug Interventions Programme (DIP) ended. DIP worked.')).toHaveLength(3);
    expect(saidIn('DIP worked.')).toEqual([]);
  });

  test('it counts by words that differ from the name in their endings only', () => {
    expect(saidIn('The Drug Intervention Programmes (DIP) ended.')).toEqual(['mentions policy:dip "DIP"']);
  });

  test('as something else, it does not mean what it usually does', () => {
    expect(saidIn('The Community Recovery Collective (CRC) met. The CRC was told.')).toEqual([]);
    expect(saidIn('The CRC met.')).toHaveLength(1);
  });

  test('as something else that is known, it means that', () => {
    const found = said(
      link(
        written({ body: 'The Coastal Rescue Club (CRC) met. CRC boats.' }),
        gazetteerOf([...names, ['organisation:club', 'Coastal Rescue Club']]),
      ),
    );
    expect(found).toEqual([
      'mentions organisation:club "Coastal Rescue Club"',
      'mentions organisation:club "CRC"',
      'mentions organisation:club "CRC"',
    ]);
  });

  test('it is left as it is where the vocabulary has no words for it', () => {
    expect(saidIn('The North Avon Pilots Office (NAPO) met.')).toEqual(['mentions organisation:napo "NAPO"']);
  });

  test('the comments know it too, and the post does not know what a comment spells out', () => {
    const linked = link(
      written({
        body: 'The Community Recovery Collective (CRC) met. DIP?',
        comments: [{ text: 'Our CRC!' }, { text: 'The Drug Interventions Programme (DIP)' }],
      }),
      gazetteerOf(names),
    );
    expect(said(linked)).toEqual([]);
    expect(said(linked, postOf(linked).comments[0])).toEqual([]);
    expect(said(linked, postOf(linked).comments[1])).toHaveLength(2);
  });
});
