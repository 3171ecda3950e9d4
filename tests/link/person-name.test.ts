import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import { personName } from '../../src/link/person-name.ts';
import { type Entry, gazetteerOf, postOf, said, wordsNamed, written } from './written-page.ts';

describe('a person’s name taken apart', () => {
  test.each([
    ['Dame Carol Black', { whole: 'Carol Black', given: 'Carol', surname: 'Black', pronoun: 'she' }],
    ['Professor Sir Ian Gilmore', { whole: 'Ian Gilmore', given: 'Ian', surname: 'Gilmore', pronoun: 'he' }],
    [
      'Annastasia Maksymluk',
      { whole: 'Annastasia Maksymluk', given: 'Annastasia', surname: 'Maksymluk', pronoun: null },
    ],
    ["Frances O'Grady", { whole: "Frances O'Grady", given: 'Frances', surname: "O'Grady", pronoun: null }],
    ['Lucy D’Orsi', { whole: "Lucy D'Orsi", given: 'Lucy', surname: "D'Orsi", pronoun: null }],
    [
      'Dame Rachel de Souza',
      { whole: 'Rachel de Souza', given: 'Rachel', surname: 'de Souza', pronoun: 'she' },
    ],
    [
      'Anna van der Berg',
      { whole: 'Anna van der Berg', given: 'Anna', surname: 'van der Berg', pronoun: null },
    ],
    [
      'Fay McDonald-Smith',
      { whole: 'Fay McDonald-Smith', given: 'Fay', surname: 'McDonald-Smith', pronoun: null },
    ],
    ['Inspector Gadget', { whole: 'Inspector Gadget', given: 'Inspector', surname: 'Gadget', pronoun: null }],
    ['John F. Kennedy', { whole: 'John F. Kennedy', given: 'John', surname: 'Kennedy', pronoun: null }],
    ['Getafix', null],
    ["'Getafix", null],
    ['PC Dave', null],
    ['Safer lives', null],
  ])('%s', (name, expected) => {
    expect(personName(name)).toEqual(expected);
  });
});

describe('a title and a surname', () => {
  // Pages 002 and 003 name an inspector and a doctor in full and then by title.
  const names: Entry[] = [
    ['author:it', 'Dame Ada Bell'],
    ['author:it', 'Ada Bell'],
  ];
  test.each([
    ['after the whole name', 'Ada Bell came. Ms Bell spoke.', ['Ada Bell', 'Ms Bell']],
    ['before it', 'Dr Bell spoke. That is Ada Bell.', ['Dr Bell', 'Ada Bell']],
    ['with the given name where the title goes with that', 'Ada Bell and Dame Ada', ['Ada Bell', 'Dame Ada']],
    ['not without the whole name', 'Ms Bell spoke.', []],
    ['not of a man where she is a dame', 'Ada Bell met Mr Bell and Sir Ada.', ['Ada Bell']],
  ])('%s', (_, body, expected) => {
    expect(wordsNamed(body, names)).toEqual(expected);
  });
});

describe('a surname of more than plain letters', () => {
  const names: Entry[] = [
    ['author:fran', "Frances O'Grady"],
    ['author:rachel', 'Dame Rachel de Souza'],
    ['author:rachel', 'Rachel de Souza'],
    ['author:fay', 'Fay McDonald-Smith'],
    ['author:ann', 'Ann Souza'],
  ];
  test.each([
    ['with an apostrophe', 'Frances O’Grady came. Ms O’Grady left.', ['Frances O’Grady', 'Ms O’Grady']],
    ['with one, alone', 'Frances O’Grady came. O’Grady left.', ['Frances O’Grady', 'O’Grady']],
    ['with a particle', 'Rachel de Souza came. Ms de Souza left.', ['Rachel de Souza', 'Ms de Souza']],
    ['with one, alone', 'Rachel de Souza came. So did de Souza.', ['Rachel de Souza', 'de Souza']],
    [
      'with one that begins a sentence',
      'Rachel de Souza came. De Souza left.',
      ['Rachel de Souza', 'De Souza'],
    ],
    [
      'with a capital within',
      'Fay McDonald-Smith. McDonald-Smith!',
      ['Fay McDonald-Smith', 'McDonald-Smith'],
    ],
    ['that are another’s', 'Frances O’Grady met Ben O’Grady.', ['Frances O’Grady']],
    ['that are another’s, with a particle', 'Rachel de Souza met Ben de Souza.', ['Rachel de Souza']],
    ['behind a particle that is not theirs', 'Ann Souza met Ben de Souza and a de Souza.', ['Ann Souza']],
  ])('%s', (_, body, expected) => {
    expect(wordsNamed(body, names)).toEqual(expected);
  });
});

describe('a surname alone', () => {
  const names: Entry[] = [
    ['author:justin', 'Justin Russell'],
    ['author:justin', 'Russell', { with: ['Justin Russell'] }],
  ];
  test.each([
    ['in a sentence', 'as Russell says', 1],
    ['with a possessive', 'it is Russell’s view', 1],
    ['behind an office', 'Director Russell said', 1],
    [
      'behind a word that begins a sentence',
      'But Russell disagreed. When Russell speaks, yes. Sadly Russell left',
      3,
    ],
    ['before a noun of his', 'the Russell Report', 1],
    [
      'before another surname, and it is another person',
      'Russell Brand, Russell Webster, Russell & Bromley',
      0,
    ],
    ['behind another given name', 'I met Bertrand Russell', 0],
    ['in capitals like all the text', 'THIS IS RUSSELL SPEAKING', 1],
    ['at the end of a sentence before a new one', 'so said Russell. Brand was next', 1],
  ])('%s', (_, body, times) => {
    const found = wordsNamed(`${body}. It was Justin Russell who came.`, names);
    expect(found.filter((words) => words.toLowerCase() === 'russell')).toHaveLength(times);
  });
});

describe('a surname with a rule of its own', () => {
  const bell = (rule: object): Entry[] => [
    ['author:it', 'Ada Bellow'],
    ['author:it', 'Bellow', rule],
  ];
  test.each([
    [
      'that asks for words anywhere: there without the whole name',
      { with: ['tide'] },
      'Bellow and the tide',
      1,
    ],
    ['and still where the whole name stands', { with: ['tide'] }, 'Bellow spoke for Ada Bellow', 1],
    ['that asks for words around it: there alone', { before: ['tide'] }, 'Bellow spoke for Ada Bellow', 0],
  ])('%s', (_, rule, body, times) => {
    expect(wordsNamed(body, bell(rule)).filter((words) => words === 'Bellow')).toHaveLength(times);
  });
});

test('a surname is in doubt between who is named whole and whom a rule makes it mean', () => {
  const names: Entry[] = [
    ['author:it', 'Ada Bellow'],
    ['author:it', 'Bellow', { with: ['tide'] }],
    ['author:other', 'Ben Bellow'],
  ];
  expect(wordsNamed('Bellow spoke of the tide', names)).toEqual(['Bellow']);
  expect(wordsNamed('Ben Bellow came. Bellow spoke of the tide', names)).toEqual(['Ben Bellow']);
});

describe('a title before a short name', () => {
  const names: Entry[] = [
    ['author:ida', 'Dame Ida Hobhouse'],
    ['author:joe', 'Joe Farmer'],
  ];
  test.each([
    ['belongs to it', 'Ida Hobhouse came. Professor Hobhouse spoke.', 'Professor Hobhouse'],
    ['stands before a given name', 'Ida Hobhouse came. Dame Ida spoke.', 'Dame Ida'],
    ['makes a word a name', 'Joe Farmer came. Mr Farmer spoke.', 'Mr Farmer'],
    ['may have a full stop', 'Joe Farmer came. Dr. Farmer spoke.', 'Dr. Farmer'],
  ])('%s', (_, body, expected) => {
    expect(wordsNamed(body, names)).toContain(expected);
  });

  test.each([
    ['of the other sex', 'Ida Hobhouse came. Mr Hobhouse spoke.', 'Mr Hobhouse'],
    ['that is for a given name', 'Joe Farmer came. Sir Farmer spoke.', 'Sir Farmer'],
    ['without the whole name', 'Mr Farmer spoke.', 'Mr Farmer'],
  ])('is no part of it %s', (_, body, words) => {
    expect(wordsNamed(body, names)).not.toContain(words);
  });
});

describe('a surname that the vocabulary does not give', () => {
  const names: Entry[] = [
    ['author:ida', 'Dame Ida Hobhouse'],
    ['author:ann', 'Baroness Corrie'],
    ['author:ann', 'Ann Corrie'],
    ['author:joe', 'Joe Farmer'],
    ['author:amy', 'Amy Hobhouse'],
  ];
  test.each([
    ['behind the whole name', 'Dame Ida Hobhouse came. Hobhouse spoke.', ['Dame Ida Hobhouse', 'Hobhouse']],
    ['behind a title', 'Baroness Corrie came. So said Corrie.', ['Baroness Corrie', 'Corrie']],
    ['not without either', 'Hobhouse and Corrie spoke.', []],
    ['not of somebody else of that name', 'Bob Hobhouse met Bob Corrie. Corrie left.', []],
    ['not where it may be a word', 'Joe Farmer came. Farmer George left.', ['Joe Farmer']],
    [
      'not where two of that name are there',
      'Dame Ida Hobhouse, Amy Hobhouse: Hobhouse spoke.',
      ['Dame Ida Hobhouse', 'Amy Hobhouse'],
    ],
    ['not where the words say that it is another', 'Ann Corrie met Corrie Lane.', ['Ann Corrie']],
  ])('%s', (_, body, expected) => {
    expect(wordsNamed(body, names)).toEqual(expected);
  });

  test('counts in a comment under a post that has the whole name', () => {
    const linked = link(
      written({ body: 'Ann Corrie spoke.', comments: [{ text: 'Corrie was right.' }] }),
      gazetteerOf(names),
    );
    expect(said(linked, postOf(linked).comments[0])).toEqual(['mentions author:ann "Corrie"']);
  });
});
