import { describe, expect, test } from 'vitest';
import { wordsNamed } from './written-page.ts';

/** The words that a body of this text says under this one name. */
const matches = (name: string, text: string) => wordsNamed(text, [['organisation:it', name]]);

describe('a name', () => {
  test.each([
    ['as it stands', 'Home Office', 'asked the Home Office again', ['Home Office']],
    ['at every place', 'Napo', 'Napo asked Napo.', ['Napo', 'Napo']],
    ['with a no-break space', 'Channel 4', 'on Channel\u00a04 last night', ['Channel\u00a04']],
    [
      'across a line break',
      'Safer Community Partnership',
      'a Safer Community\nPartnership',
      ['Safer Community\nPartnership'],
    ],
    [
      'with a typographic apostrophe',
      "Children's Commissioner",
      'the Children’s Commissioner',
      ['Children’s Commissioner'],
    ],
    [
      'written with a typographic apostrophe',
      'Children’s Commissioner',
      "the Children's Commissioner",
      ["Children's Commissioner"],
    ],
    ['with a no-break hyphen', 'pre-sentence report', 'a pre‑sentence report', ['pre‑sentence report']],
    ['without its accent', 'Café Central', 'the Cafe Central', ['Cafe Central']],
    ['with an accent of its own', 'Cafe Central', 'the Cafe\u0301 Central', ['Cafe\u0301 Central']],
    ['before a possessive', 'Napo', "Napo’s view and Napo's vote", ['Napo', 'Napo']],
    ['in quotes', 'The Thief Catchers', "called 'The Thief Catchers', and", ['The Thief Catchers']],
    ['in brackets', 'ACMD', 'the council (ACMD) said', ['ACMD']],
    ['beginning with an apostrophe', "'Getafix", 'as ‘Getafix put it', ['‘Getafix']],
    ['ending in punctuation', 'Is it work?', 'Is it work? No', ['Is it work?']],
  ])('is found %s', (_, name, text, expected) => {
    expect(matches(name, text)).toEqual(expected);
  });

  test.each([
    ['inside a longer word', 'Napo', 'Napoleon and ProNapo'],
    ['inside a word with an apostrophe', 'Brien', 'said O’Brien'],
    ['before a contraction', 'Don', 'We don’t. Don’t!'],
    ['across an empty line', 'Home Office', 'went Home\n\nOffice hours'],
    ['with other spacing inside a word', 'Napo', 'Na po'],
    ['inside a web address', 'Napo', 'see https://www.example.org/Napo/news'],
    ['inside a host', 'Napo', 'see Napo.org.uk today'],
    ['inside an e-mail address', 'Napo', 'write to info@Napo.example or Napo@mail.example.org'],
    ['inside an underscored word', 'Napo', 'the Napo_News account'],
  ])('is not found %s', (_, name, text) => {
    expect(matches(name, text)).toEqual([]);
  });

  test('is found beside an address and where a sentence was run into the next', () => {
    expect(matches('Napo', 'Napo https://example.org/Napo,Napo Napo (napo.org.uk) rang Napo.They')).toEqual([
      'Napo',
      'Napo',
      'Napo',
    ]);
  });
});

describe('the letters of a name', () => {
  test.each([
    ['capitals ask for capitals', 'DIP', 'a DIP worker took a dip', ['DIP']],
    [
      'lower case takes either',
      'harm reduction',
      'harm reduction, Harm reduction, HARM REDUCTION',
      ['harm reduction', 'Harm reduction', 'HARM REDUCTION'],
    ],
    [
      'each letter for itself',
      'Durham constabulary',
      'Durham Constabulary or durham constabulary',
      ['Durham Constabulary'],
    ],
    ['a text in capitals', 'Drug Policy', 'DRUG POLICY', ['DRUG POLICY']],
    ['digits are no letters', 'Channel 4', 'Channel 4 and channel 4', ['Channel 4']],
  ])('%s', (_, name, text, expected) => {
    expect(matches(name, text)).toEqual(expected);
  });
});

test('a hyphen and a space are one, though two words with a dash between are not', () => {
  expect(matches('stop and search', 'stop-and-search, stop - and - search')).toEqual(['stop-and-search']);
});

describe('the plural of an acronym', () => {
  test.each([
    ['takes an s', 'CRC', 'the CRCs and CRCs’ staff', ['CRCs', 'CRCs']],
    ['takes an s at the end of a longer name', 'local CRC', 'Local CRCs', ['Local CRCs']],
    ['takes no capital s', 'CRC', 'the CRCS', []],
    ['is only for acronyms', 'Trust', 'the Trusts', []],
    ['is only for acronyms of two letters and more', 'X', 'Xs', []],
  ])('%s', (_, name, text, expected) => {
    expect(matches(name, text)).toEqual(expected);
  });
});
