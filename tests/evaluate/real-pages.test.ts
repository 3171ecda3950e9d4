import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluatePages } from '../../src/evaluate/evaluate-pages.ts';
import { type Evaluation, inexactness } from '../../src/evaluate/evaluation.ts';
import { readGold } from '../../src/evaluate/gold.ts';
import { corpus } from '../support/corpus.ts';
import { testDatabase } from '../support/database.ts';

/** The hand annotation of real pages stands beside them, where the project is developed. */
const annotation = join(corpus, '../gold/dev-gold.json');

describe.skipIf(!existsSync(annotation))('over the real pages that were annotated by hand', () => {
  let evaluation: Evaluation;

  beforeAll(async () => {
    const gold = readGold(annotation, readFileSync(annotation, 'utf8'));
    const database = await testDatabase('vocabulary');
    const read = await evaluatePages(database, gold, corpus, 1_000_000);
    expect(read.skipped).toEqual([]);
    evaluation = read.evaluation;
  });

  test('every post and every comment is exact', () => {
    expect([...evaluation.posts.faults, ...evaluation.comments.faults]).toEqual([]);
    expect(inexactness(evaluation)).toEqual([]);
  });

  test.each(['cites', 'mentions'])('%s has an F1 of 0.90, and of 0.95 without marked relations', (kind) => {
    const { all, unmarked } = evaluation.kinds.find((result) => result.kind === kind)!;
    expect(all.f1).toBeGreaterThanOrEqual(0.9);
    expect(unmarked.f1).toBeGreaterThanOrEqual(0.95);
  });
});
