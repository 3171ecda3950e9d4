import { expect, test } from 'vitest';
import { evaluate, shortfalls } from '../../src/evaluate/evaluation.ts';
import { reportOf } from '../../src/evaluate/report.ts';
import { goldEdge, goldWith, graphEdge, graphWith } from './harbour.ts';

const evaluation = evaluate(
  goldWith(
    goldEdge('post:tides', 'cites', 'report:harbour-review'),
    goldEdge('post:tides', 'mentions', 'organisation:state', { line: 5, evidence: 'the State slept' }),
    goldEdge('post:tides', 'mentions', 'organisation:port'),
    goldEdge('post:tides', 'criticises', 'organisation:port'),
    goldEdge('author:ada', 'affiliated_with', 'organisation:port', { line: 9 }),
  ),
  graphWith(
    [
      graphEdge('post:tides', 'cites', 'report:review'),
      graphEdge('comment:1', 'cites', 'report:review', { line: 11, quote: 'Lovelace’s report' }),
      graphEdge('post:tides', 'mentions', 'organisation:port'),
      graphEdge('post:tides', 'mentions', 'organisation:pilots'),
    ],
    ({ reply }) => ({ reply: { ...reply, parent: null } }),
  ),
);

test('a report has exactness, a table with and without marked relations, and every difference in page order', () => {
  const lines = reportOf(evaluation, (_, words) => words).split('\n');
  expect(lines.slice(0, 2)).toEqual(['posts     2 of 2 exact', 'comments  1 of 2 exact']);
  const row = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.split(/\s+/);
  expect(row('cites')).toEqual('cites 1 1 0 1 0 0.500 1.000 0.667 0.500 1.000 0.667'.split(' '));
  expect(row('mentions')).toEqual('mentions 2 1 1 0 1 1.000 0.500 0.667 1.000 1.000 1.000'.split(' '));
  expect(row('together')).toEqual('together 4 2 2 1 1 0.667 0.500 0.571 0.667 0.667 0.667'.split(' '));
  expect(row('criticises')).toEqual('criticises 1 0 1 0 0 – 0.000 0.000 – 0.000 0.000'.split(' '));
  const known = lines.indexOf('to what the graph knows: how many of the gold were found');
  expect(lines.slice(known + 1, known + 4)).toEqual([
    'cites       1 of 1',
    'mentions    1 of 2',
    'reproduces  0 of 1',
  ]);
  expect(lines).toContain('affiliated_with  0 of 1');
  expect(lines.slice(lines.indexOf('harbour.txt') + 1)).toEqual([
    '     5  missed  “the State slept”: expected post:tides mentions organisation:state (marked)',
    '     6  missed  “A Letter on the Wall”: expected post:tides reproduces report:wall-letter',
    '     7  missed  “the words”: expected post:tides criticises organisation:port',
    '     7  unjudged “the words”: found post:tides mentions organisation:pilots, which the gold does not know',
    '     9  standing “the words”: expected author:ada affiliated_with organisation:port in the vocabulary',
    '    11  wrong   “Lovelace’s report”: found comment:tides#1 cites report:review; expected no relation of this kind to report:harbour-review',
    '    14  inexact comment:tides#2: found parent none; expected parent 1',
  ]);
});

test('colour is left to the one who asks', () => {
  const painted = reportOf(evaluation, (colour, words) => `<${colour}>${words}</${colour}>`);
  expect(painted).toContain('<red>1 of 2 exact</red>');
  expect(painted).toContain('<green>2 of 2 exact</green>');
});

test('cites and mentions fall short of a least F1, and no other kind does', () => {
  expect(shortfalls(evaluation, 0.7)).toEqual([
    'cites: F1 is 0.667; expected at least 0.7',
    'mentions: F1 is 0.667; expected at least 0.7',
  ]);
  expect(shortfalls(evaluation, 0.66)).toEqual([]);
});
