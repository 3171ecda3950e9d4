import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluation.ts';
import { readGold } from '../../src/evaluate/gold.ts';
import type { GraphEdge } from '../../src/evaluate/graph.ts';
import { goldEdge, goldWith, graphEdge, graphWith, writtenGold } from './harbour.ts';

const score = (gold: readonly object[], graph: readonly GraphEdge[]) =>
  evaluate(goldWith(...gold), graphWith(graph));

/** Counts as `found of gold, right, wrong, unjudged`. */
const counts = (gold: readonly object[], graph: readonly GraphEdge[], kind: string) => {
  const result = score(gold, graph).kinds.find((one) => one.kind === kind);
  const of = (measure: { gold: number; found: number; right: number; wrong: number } | undefined) =>
    measure && `${measure.found} of ${measure.gold}, ${measure.right} right, ${measure.wrong} wrong`;
  return [of(result?.all), of(result?.unmarked), result?.unjudged];
};

const REVIEW = goldEdge('post:tides', 'cites', 'report:harbour-review');
const PORT = goldEdge('post:tides', 'mentions', 'organisation:port');

describe('what counts as found, right and wrong', () => {
  test.each<
    [string, object[], GraphEdge[], string, [string | undefined, string | undefined, number | undefined]]
  >([
    [
      'a name of one is an alias of the other, case, quotes and no-break spaces aside: right',
      [REVIEW],
      [graphEdge('post:tides', 'cites', 'report:review')],
      'cites',
      ['1 of 1, 1 right, 0 wrong', '1 of 1, 1 right, 0 wrong', 0],
    ],
    [
      'nothing extracted: a miss',
      [REVIEW],
      [],
      'cites',
      ['0 of 1, 0 right, 0 wrong', '0 of 1, 0 right, 0 wrong', 0],
    ],
    [
      'a known entity that the document does not refer to: wrong',
      [REVIEW],
      [graphEdge('post:tides', 'cites', 'report:review'), graphEdge('comment:1', 'cites', 'report:review')],
      'cites',
      ['1 of 1, 1 right, 1 wrong', '1 of 1, 1 right, 1 wrong', 0],
    ],
    [
      'an entity that the gold does not know: neither',
      [PORT],
      [graphEdge('post:tides', 'mentions', 'organisation:pilots')],
      'mentions',
      ['0 of 1, 0 right, 0 wrong', '0 of 1, 0 right, 0 wrong', 1],
    ],
    [
      'an unknown entity named by words that the gold lists as none, on that line: wrong',
      [],
      [graphEdge('post:tides', 'mentions', 'organisation:pilots', { quote: 'Port' })],
      'mentions',
      ['0 of 0, 0 right, 1 wrong', '0 of 0, 0 right, 1 wrong', 0],
    ],
    [
      'the same words on another line: neither',
      [],
      [graphEdge('post:tides', 'mentions', 'organisation:pilots', { quote: 'Port', line: 8 })],
      'mentions',
      ['0 of 0, 0 right, 0 wrong', '0 of 0, 0 right, 0 wrong', 1],
    ],
    [
      'words that the gold lists as no entity anywhere: wrong on every line',
      [],
      [graphEdge('post:tides', 'mentions', 'organisation:pilots', { quote: 'wall', line: 99 })],
      'mentions',
      ['0 of 0, 0 right, 1 wrong', '0 of 0, 0 right, 1 wrong', 0],
    ],
    [
      'the same name for another kind of entity: a miss, and unknown',
      [PORT],
      [graphEdge('post:tides', 'mentions', 'policy:pa')],
      'mentions',
      ['0 of 1, 0 right, 0 wrong', '0 of 1, 0 right, 0 wrong', 1],
    ],
    [
      'another kind that the entity may have: right, under the kind of relation that the gold has',
      [goldEdge('post:tides', 'mentions', 'policy:dredging')],
      [graphEdge('post:tides', 'cites', 'report:dredging')],
      'mentions',
      ['1 of 1, 1 right, 0 wrong', '1 of 1, 1 right, 0 wrong', 0],
    ],
    [
      'another kind of relation between the same ends: a miss',
      [goldEdge('post:tides', 'authored_by', 'organisation:port')],
      [graphEdge('post:tides', 'mentions', 'organisation:port')],
      'authored_by',
      ['0 of 1, 0 right, 0 wrong', '0 of 1, 0 right, 0 wrong', 0],
    ],
    [
      'a relation marked as a matter of judgement: counts with marked ones, and neither way without',
      [{ ...REVIEW, judgement: true }],
      [graphEdge('post:tides', 'cites', 'report:review')],
      'cites',
      ['1 of 1, 1 right, 0 wrong', '0 of 0, 0 right, 0 wrong', 0],
    ],
    [
      'a marked relation that was missed: no miss without marked ones',
      [{ ...REVIEW, minor: true }],
      [],
      'cites',
      ['0 of 1, 0 right, 0 wrong', '0 of 0, 0 right, 0 wrong', 0],
    ],
    [
      'a relation to an entity that is generic is marked',
      [goldEdge('post:tides', 'mentions', 'organisation:state')],
      [graphEdge('post:tides', 'mentions', 'organisation:state')],
      'mentions',
      ['1 of 1, 1 right, 0 wrong', '0 of 0, 0 right, 0 wrong', 0],
    ],
    [
      'a generic entity where the gold has no relation to it: wrong both ways',
      [],
      [graphEdge('post:tides', 'mentions', 'organisation:state')],
      'mentions',
      ['0 of 0, 0 right, 1 wrong', '0 of 0, 0 right, 1 wrong', 0],
    ],
    [
      'an accepted target beside the target: both right, one found',
      [{ ...REVIEW, accept_targets: ['report:harbour-series'] }],
      [graphEdge('post:tides', 'cites', 'report:series'), graphEdge('post:tides', 'cites', 'report:review')],
      'cites',
      ['1 of 1, 2 right, 0 wrong', '1 of 1, 2 right, 0 wrong', 0],
    ],
    [
      'an accepted source: right',
      [{ ...PORT, accept_sources: ['comment:tides#2'] }],
      [graphEdge('comment:2', 'mentions', 'organisation:port')],
      'mentions',
      ['1 of 1, 1 right, 0 wrong', '1 of 1, 1 right, 0 wrong', 0],
    ],
    [
      'a relation between two of the posts: right',
      [goldEdge('post:fog', 'cites', 'post:tides')],
      [graphEdge('post:fog', 'cites', 'post:tides')],
      'cites',
      ['1 of 1, 1 right, 0 wrong', '1 of 1, 1 right, 0 wrong', 0],
    ],
    [
      'what a post reproduces, told under the post: right',
      [],
      [graphEdge('post:tides', 'reproduces', 'report:letter')],
      'reproduces',
      ['1 of 1, 1 right, 0 wrong', '1 of 1, 1 right, 0 wrong', 0],
    ],
    [
      'what a comment reproduces, for which a gold has no place: left out',
      [],
      [graphEdge('comment:1', 'reproduces', 'report:letter')],
      'reproduces',
      ['0 of 1, 0 right, 0 wrong', '0 of 1, 0 right, 0 wrong', 0],
    ],
    [
      'what follows from the place of a comment: left out',
      [],
      [graphEdge('comment:1', 'comments_on', 'post:tides')],
      'comments_on',
      [undefined, undefined, undefined],
    ],
  ])('%s', (_, gold, graph, kind, expected) => {
    expect(counts(gold, graph, kind)).toEqual(expected);
  });
});

test('a miss and a false hit are told with place, words and what was expected', () => {
  const { misses, falseHits } = score(
    [{ ...PORT, accept_targets: ['organisation:state'] }],
    [
      graphEdge('comment:1', 'cites', 'report:review', { line: 11, quote: 'Lovelace’s report' }),
      graphEdge('post:fog', 'mentions', 'organisation:pilots', { line: 20, quote: 'wall' }),
    ],
  );
  expect(misses).toContainEqual({
    place: { file: 'harbour.txt', line: 7 },
    quote: 'the words',
    source: 'post:tides',
    kind: 'mentions',
    target: 'organisation:port or organisation:state',
    marked: false,
    known: true,
  });
  expect(falseHits).toEqual([
    expect.objectContaining({
      place: { file: 'harbour.txt', line: 11 },
      quote: 'Lovelace’s report',
      source: 'comment:tides#1',
      target: 'report:review',
      expected: 'no relation of this kind to report:harbour-review',
    }),
    expect.objectContaining({ source: 'post:fog', expected: 'no entity: too general' }),
  ]);
});

test('what was missed to an entity that the graph lacks is told apart from what a rule could have found', () => {
  const edges = [REVIEW, goldEdge('post:tides', 'cites', 'report:sea-level'), PORT];
  const { entities, ...gold } = writtenGold(edges);
  const lacking = [{ id: 'report:sea-level', kind: 'report', name: 'The Level of the Sea', aliases: [] }];
  const { kinds, misses } = evaluate(
    readGold('gold.json', JSON.stringify({ ...gold, entities: [...entities, ...lacking] })),
    graphWith([graphEdge('post:tides', 'mentions', 'organisation:port')]),
  );
  expect(kinds.map(({ kind, all, known }) => [kind, all.gold, known])).toEqual([
    ['cites', 2, { gold: 1, found: 0 }],
    ['mentions', 1, { gold: 1, found: 1 }],
    ['reproduces', 1, { gold: 1, found: 0 }],
  ]);
  expect(misses.filter(({ kind }) => kind === 'cites').map(({ target, known }) => [target, known])).toEqual([
    ['report:harbour-review', true],
    ['report:sea-level', false],
  ]);
});

test('what the gold does not know is listed with place and words', () => {
  const { unjudged } = score(
    [],
    [graphEdge('comment:1', 'mentions', 'organisation:pilots', { line: 11, quote: 'the pilots' })],
  );
  expect(unjudged).toEqual([
    {
      place: { file: 'harbour.txt', line: 11 },
      quote: 'the pilots',
      source: 'comment:tides#1',
      kind: 'mentions',
      target: 'organisation:pilots',
    },
  ]);
});

test('relations between entities stand apart, and what the vocabulary has beyond the gold is not counted', () => {
  const gold = [
    goldEdge('report:harbour-review', 'authored_by', 'author:ada'),
    goldEdge('author:ada', 'affiliated_with', 'organisation:port'),
  ];
  const { standing, standingMisses, kinds } = score(gold, [
    graphEdge('report:review', 'authored_by', 'author:ada'),
    graphEdge('report:review', 'published_by', 'organisation:port'),
  ]);
  expect(standing).toEqual([
    { kind: 'authored_by', gold: 1, found: 1 },
    { kind: 'affiliated_with', gold: 1, found: 0 },
  ]);
  expect(standingMisses.map(({ source }) => source)).toEqual(['author:ada']);
  expect(kinds.map(({ kind }) => kind)).toEqual(['reproduces']);
});

test('kinds that take judgement are measured and not averaged in', () => {
  const { kinds, together } = score(
    [PORT, goldEdge('post:tides', 'criticises', 'organisation:port')],
    [
      graphEdge('post:tides', 'mentions', 'organisation:port'),
      graphEdge('post:tides', 'reproduces', 'report:letter'),
    ],
  );
  expect(kinds.find(({ kind }) => kind === 'criticises')?.all).toMatchObject({ gold: 1, f1: 0 });
  expect(together.all).toMatchObject({ gold: 2, found: 2, f1: 1 });
});

test('a post that is not found takes its relations with it', () => {
  const graph = graphWith([graphEdge('post:tides', 'cites', 'report:review')], ({ tides }) => ({
    tides: { ...tides, title: 'Tides and Ebbs' },
  }));
  expect(evaluate(goldWith(REVIEW), graph).kinds[0]?.all).toMatchObject({
    gold: 1,
    found: 0,
    right: 0,
    wrong: 0,
  });
});
