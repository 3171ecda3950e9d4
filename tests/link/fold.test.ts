import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FoldedText } from '../../src/link/fold.ts';
import { runs } from '../support/runs.ts';

const fold = (text: string) => new FoldedText(text).text;

const anyText = fc.string({
  unit: fc.constantFrom(...'aÉéŠ1_’“–-. \n\t\r', '\u00a0', '\u00ad', '\u0301', '\u2028', '😀'),
});

describe('folding', () => {
  test.each([
    ['runs of white space to one space', 'harm \t\u00a0 reduction', 'harm reduction'],
    ['a line break to a space', 'Safer Community\n  Partnership', 'Safer Community Partnership'],
    ['an empty line to a break', 'the Home\n \nOffice', 'the Home\nOffice'],
    ['a Windows line break to a space', 'Home\r\nOffice', 'Home Office'],
    ['an empty Windows line to a break', 'Home\r\n\r\nOffice', 'Home\nOffice'],
    ['typographic quotes to straight ones', '‘fair’ “tough” Napo’s', "'fair' \"tough\" Napo's"],
    ['dashes and non-breaking hyphens to a hyphen', 'pre‑sentence – 2014—15', 'pre-sentence - 2014-15'],
    ['diacritics to their letters', 'Café naïve Ångström', 'Cafe naive Angstrom'],
    ['combining marks to nothing', 'Cafe\u0301', 'Cafe'],
    ['invisible characters to nothing', 'drug\u00ads\u200b test\ufeff', 'drugs test'],
  ])('takes %s', (_, text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  test('keeps case, and knows it', () => {
    const text = new FoldedText('HMIP report');
    expect(text.text).toBe('HMIP report');
    expect(text.caseless).toBe('hmip report');
    expect([0, 3, 4, 5].map((at) => text.isCapital(at))).toEqual([true, true, false, false]);
  });

  test('leads back to the original, combining marks included', () => {
    const original = 'a  \n Cafe\u0301 – x';
    const text = new FoldedText(original);
    const start = text.text.indexOf('Cafe');
    const { start: from, end: to } = text.origin(start, start + 4);
    expect(original.slice(from, to)).toBe('Cafe\u0301');
  });

  test('folds what is folded already to itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text).replaceAll('\n', '\n\n');
        expect(fold(once).replaceAll('\n', '\n\n')).toBe(once);
      }),
      { numRuns: runs(100) },
    );
  });

  test('traces every unit to where one like it stands', () => {
    fc.assert(
      fc.property(anyText, (original) => {
        const text = new FoldedText(original);
        for (let at = 0; at < text.length; at++) {
          const { start, end } = text.origin(at, at + 1);
          expect(start).toBeLessThan(end);
          const unit = original.slice(start, end);
          if (unit.isWellFormed()) expect(fold(unit)).toBe(text.text[at]);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the boundaries of words', () => {
  test.each([
    ['between letters', 'Napo', 2, false],
    ['between a letter and a digit', 'PO1', 2, false],
    ['before an underscore', 'Napo_News', 4, false],
    ['at the beginning', 'Napo', 0, true],
    ['at the end', 'Napo', 4, true],
    ['before a possessive', 'Napo’s view', 4, true],
    ['before a plural possessive', 'CRCs’ view', 4, true],
    ['before a closing quote', "'DIP' team", 4, true],
    ['before an apostrophe inside a word', 'don’t', 3, false],
    ['behind an apostrophe inside a word', 'O’Brien', 2, false],
    ['behind an opening quote', 'a ‘DIP’', 3, true],
    ['before a hyphen', 'DIP-funded', 3, true],
  ])('%s', (_, text, at, expected) => {
    expect(new FoldedText(text).isBoundary(at)).toBe(expected);
  });
});
