import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snippetOf, wordsOf } from '../../src/read/snippet.ts';
import { runs } from '../support/runs.ts';

/** A snippet with its highlights in brackets. */
function marked(text: string, ...sought: string[]): string | null {
  const snippet = snippetOf(text, new Set(sought));
  if (!snippet) return null;
  const characters = [...snippet.text];
  for (const { start, end } of [...snippet.highlights].reverse()) {
    characters.splice(end, 0, ']');
    characters.splice(start, 0, '[');
  }
  return characters.join('');
}

test.each([
  ['Rain falls on Tuesday', ['Rain', 'falls'], '[Rain] [falls] on Tuesday'],
  ["Black’s review, Black's review", ['Black’s'], "[Black’s] review, Black's review"],
  ['Pre-Sentence\nReport', ['Sentence', 'Report'], 'Pre-[Sentence] [Report]'],
  ['🌧🌧 Rain 🌧 falls', ['falls'], '🌧🌧 Rain 🌧 [falls]'],
  ['a café, a CAFÉ', ['CAFÉ'], 'a café, a [CAFÉ]'],
  ['drained', ['rain'], null],
  ['', ['rain'], null],
])('in %j, %j are %j', (text, sought, expected) => {
  expect(marked(text, ...sought)).toBe(expected);
});

describe('of a long text', () => {
  const filler = 'one two three four five six seven eight nine ten '.repeat(20);

  test('the stretch with most of the different words is taken, cut between words', () => {
    const text = `${filler}rain rain rain ${filler}the rain falls there ${filler}`;
    expect(marked(text, 'rain', 'falls')).toMatch(
      /^…(?:one|two|three|four|five|six|seven|eight|nine|ten) .* the \[rain\] \[falls\] there one .*(?:one|two|three|four|five|six|seven|eight|nine|ten)…$/,
    );
  });

  test('its beginning and its end are not marked as cut', () => {
    expect(marked(`rain ${filler}`, 'rain')).toMatch(/^\[rain\] one .*…$/);
    expect(marked(`${filler}rain`, 'rain')).toMatch(/^….* \[rain\]$/);
  });
});

test('whatever the text, highlights are words that are sought, and the snippet is part of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.array(fc.nat({ max: 50 }), { maxLength: 5 }),
      (text, picks) => {
        const words = wordsOf(text);
        const sought = new Set(picks.flatMap((pick) => words[pick] ?? []));
        const snippet = snippetOf(text, sought);
        expect(snippet === null).toBe(sought.size === 0);
        if (!snippet) return;
        const characters = [...snippet.text];
        expect(snippet.highlights.length).toBeGreaterThan(0);
        for (const { start, end } of snippet.highlights)
          expect(sought).toContain(characters.slice(start, end).join(''));
        expect(text.replace(/\s/g, ' ')).toContain(snippet.text.replace(/^…|…$/g, ''));
      },
    ),
    { numRuns: runs(100) },
  );
});
