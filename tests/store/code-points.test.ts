import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodePoints } from '../../src/store/code-points.ts';
import { runs } from '../support/runs.ts';

test('an offset counts the code points before it, in any well-formed text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const codePoints = new CodePoints(text);
      let units = 0;
      for (const [i, character] of [...text].entries()) {
        expect(codePoints.at(units)).toBe(i);
        units += character.length;
      }
      expect(codePoints.at(units)).toBe([...text].length);
    }),
    { numRuns: runs(1000) },
  );
});
