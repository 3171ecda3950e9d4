import { describe, expect, test } from 'vitest';
import { evaluate, inexactness } from '../../src/evaluate/evaluation.ts';
import { goldWith, graphWith } from './harbour.ts';

type Change = Parameters<typeof graphWith>[1];

const after = (change?: Change) => evaluate(goldWith(), graphWith([], change));
const told = ({ posts, comments }: ReturnType<typeof after>) =>
  [...posts.faults, ...comments.faults].map(({ id, found, expected }) => `${id}: ${found} → ${expected}`);

test('posts and comments that agree are exact, the post without title and date too', () => {
  const evaluation = after();
  expect(evaluation.posts).toEqual({ gold: 2, exact: 2, found: 2, beyond: 0, faults: [] });
  expect(evaluation.comments).toEqual({ gold: 2, exact: 2, found: 2, beyond: 0, faults: [] });
  expect(inexactness(evaluation)).toEqual([]);
});

describe('every difference is told', () => {
  test.each<[string, Change, RegExp[]]>([
    [
      'another date: not found, and one too many',
      ({ tides }) => ({ tides: { ...tides, date: '2021-03-03' } }),
      [
        /^post:tides: nothing → Tides, 2021-03-02: “The tide came/,
        /^null: TIDES, 2021-03-03: “the tide came .*→ no post/,
        /^comment:tides#1: nothing/,
        /^comment:tides#2: nothing/,
      ],
    ],
    [
      'a body that begins too late',
      ({ tides }) => ({ tides: { ...tides, body: tides.body.slice(4) } }),
      [/^post:tides: “tide came in .*…” → “The tide came in/],
    ],
    [
      'a body that ends too early',
      ({ fog }) => ({ fog: { ...fog, body: fog.body.replace(/ \S+$/, '') } }),
      [/^post:fog: “… .* along the” → “… .* along the mole\.”/],
    ],
    [
      'a neighbour’s words in the midst of a body',
      ({ tides, first }) => ({
        tides: { ...tides, body: tides.body.replace('again,', `again, ${first.body}`) },
      }),
      [/^post:tides: “I was on .*in it → these words in comment:tides#1 alone/],
    ],
    [
      'a signature left in the body',
      ({ first }) => ({ first: { ...first, signature: null, body: `${first.body} Old Salt` } }),
      [/^comment:tides#1: signature none → signature Old Salt/, /^comment:tides#1: “… .*old salt”/],
    ],
    [
      'a reply at top level',
      ({ reply }) => ({ reply: { ...reply, parent: null } }),
      [/^comment:tides#2: parent none → parent 1$/],
    ],
    [
      'comments in another order: found by their words, at another position',
      ({ first, reply }) => ({
        first: { ...first, position: 2 },
        reply: { ...reply, position: 1 },
      }),
      [/^comment:tides#1: position 2 → position 1$/, /^comment:tides#2: position 1 → position 2$/],
    ],
    [
      'a comment that is missing',
      ({ first }) => ({ comments: [first] }),
      [/^comment:tides#2: nothing → “Then the keeper/],
    ],
    [
      'a comment too many',
      ({ first, reply }) => ({
        comments: [first, reply, { ...reply, id: 99, position: 3, body: 'Buy ropes at my shop.' }],
      }),
      [/^null: “buy ropes at my shop\. …” → no post or comment of its own/],
    ],
  ])('%s', (_, change, expected) => {
    const evaluation = after(change);
    const faults = told(evaluation);
    expect(faults).toHaveLength(expected.length);
    for (const [i, pattern] of expected.entries()) expect(faults[i]).toMatch(pattern);
    expect(inexactness(evaluation)).not.toEqual([]);
  });
});

test('of two posts with the same title and date, each is known by its first words', () => {
  const { posts } = after(({ tides, fog }) => ({
    posts: [{ ...fog, id: 98, body: 'Another page.' }, fog, tides],
  }));
  expect(posts).toMatchObject({ exact: 2, beyond: 1 });
});
