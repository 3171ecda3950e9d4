import { expect, test } from 'vitest';
import type { EntityLine } from '../../explorer/api/queries.ts';
import { fileName, isCurated, nameOf, surety } from '../../explorer/words.ts';

const comment = (name: string, position: number): EntityLine => ({
  id: `comment:rain.${position}`,
  kind: 'COMMENT',
  name,
  url: null,
  publishedOn: null,
  position,
});

test('comments under one post are told apart by their place in the thread', () => {
  expect(nameOf(comment('Comment on Rain', 4))).toBe('Comment 4 on Rain');
  expect(nameOf(comment('Comment by Ada on Comment is Free', 12))).toBe(
    'Comment 12 by Ada on Comment is Free',
  );
});

test('anything else goes by its name', () => {
  const post: EntityLine = { id: 'post:c', kind: 'POST', name: 'Comment', url: null, publishedOn: null };
  expect(nameOf(post)).toBe('Comment');
});

test('a line of the vocabulary is not taken for words of a page', () => {
  expect(isCurated({ capture: { parser: 'vocabulary/2' } })).toBe(true);
  expect(isCurated({ capture: { parser: 'blogger/4' } })).toBe(false);
  expect(surety({ method: 'CURATED', confidence: 1 })).toBe('written down by a curator');
  expect(surety({ method: 'LINK', confidence: 0.95 })).toBe('95% sure');
});

test('a file goes by the last part of its path', () => {
  expect(fileName('seed/vocabulary/reports.yaml')).toBe('reports.yaml');
  expect(fileName(null)).toBe('standard input');
});
