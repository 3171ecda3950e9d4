import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/parse/lines.ts';
import { Passage } from '../../src/parse/passage.ts';
import { runs } from '../support/runs.ts';
import { words } from './words.ts';

/** A page, and the spans of the lines that a passage takes from it. */
const pages = fc
  .array(
    fc.record({
      indent: fc.constantFrom('', '  ', '\t'),
      text: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme' })),
      ending: fc.constantFrom('\n', '\r\n', '\r', ' \n'),
      taken: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((rows) => {
    const page = rows.map(({ indent, text, ending }) => indent + text + ending).join('');
    const lines = linesOf(page).filter(({ text }) => text !== '');
    return { page, spans: lines.filter((_, at) => rows[at]?.taken).map(({ span }) => span) };
  });

describe('a passage', () => {
  test('finds each of its own lines again on the page, word for word', () => {
    fc.assert(
      fc.property(pages, ({ page, spans }) => {
        const passage = new Passage(page, spans);
        let at = 0;
        for (const span of spans) {
          const line = page.slice(span.start, span.end);
          at = passage.text.indexOf(line, at);
          expect(passage.onPage(at, at + line.length)).toEqual(span);
          at += line.length;
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('traces any stretch to the same words on the page, or says that something was cut out of it', () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.nat(), ({ page, spans }, a, b) => {
        const passage = new Passage(page, spans);
        const [start, end] = [a, b].map((n) => n % (passage.text.length + 1)).sort((x, y) => x - y);
        const span = passage.onPage(start!, end!);
        if (span)
          expect(words(page.slice(span.start, span.end))).toEqual(words(passage.text.slice(start, end)));
      }),
      { numRuns: runs(500) },
    );
  });

  test.each([
    ['neighbouring lines by one line break', 'a\r\n  b', 'a\nb'],
    ['paragraphs by an empty line', 'a\n\n\nb', 'a\n\nb'],
  ])('joins %s', (_, page, text) => {
    expect(new Passage(page, linesWithText(page)).text).toBe(text);
  });

  test('joins lines by an empty line where something was cut out, and does not trace across', () => {
    const page = 'one\nReplyDelete\ntwo';
    const passage = new Passage(page, [
      { start: 0, end: 3 },
      { start: 16, end: 19 },
    ]);
    expect(passage.text).toBe('one\n\ntwo');
    expect(passage.onPage(0, passage.text.length)).toBeNull();
    expect(passage.onPage(5, 8)).toEqual({ start: 16, end: 19 });
    expect(passage.extent).toEqual({ start: 0, end: 19 });
  });

  test('without a line is empty and stands nowhere', () => {
    const passage = new Passage('page', []);
    expect(passage.text).toBe('');
    expect(passage.extent).toBeNull();
    expect(passage.onPage(0, 1)).toBeNull();
  });
});

function linesWithText(page: string) {
  return linesOf(page)
    .filter(({ text }) => text !== '')
    .map(({ span }) => span);
}
