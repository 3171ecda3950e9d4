import { expect, test } from 'vitest';
import { Progress, progressLine } from '../../src/cli/progress.ts';

test.each([
  [30, null, 10, '30 pages, 3.0 a second'],
  [30, 40, 10, '30 of 40 pages, 3.0 a second, 4 s left'],
  [12_000, 100_000, 100, '12,000 of 100,000 pages, 120 a second, 12 min 14 s left'],
  [5, 3, 1, '5 of 3 pages, 5.0 a second, 0 s left'],
])('%i pages of %s in %i seconds: %s', (pages, total, seconds, line) => {
  expect(progressLine(pages, total, seconds)).toBe(line);
});

test.each([
  ['a terminal', true, ['\r\x1b[2K', 'page\n', '\r\x1b[2K[##########----------] 1 of 2 pages', '\r\x1b[2K']],
  ['anything else', false, ['page\n']],
])('%s gets the line above which pages are told of, and loses it at the end', (_, isTTY, written) => {
  const pieces: string[] = [];
  const stream = { isTTY, write: (text: string) => pieces.push(text) } as unknown as NodeJS.WriteStream;
  const progress = new Progress(stream);
  progress.expect(2);
  progress.pageDone(() => stream.write('page\n'));
  progress.clear();
  expect(pieces.map((text) => text.split(',')[0])).toEqual(written);
});
