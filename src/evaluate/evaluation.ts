/**
 * How well a graph says what a gold says. Comes in: a gold, and the graph that was read from its pages. Goes
 * out: counts, measures, and every difference with its place. Never happens here: reading pages, or deciding
 * what is good enough.
 */
import type { EdgeKind } from '../model/edges.ts';
import { compareDocuments, type Exactness } from './documents.ts';
import type { Gold } from './gold.ts';
import type { Graph } from './graph.ts';
import { type Measure, measureOf, sumOf } from './measure.ts';
import { type ComparedRelations, compareRelations } from './relations.ts';

/** Kinds over which careful readers differ: reported, and not averaged in. */
export const KINDS_OF_JUDGEMENT: ReadonlySet<EdgeKind> = new Set([
  'supports',
  'criticises',
  'recommends',
  'implements',
  'responds_to',
]);

export interface Evaluation extends ComparedRelations {
  readonly posts: Exactness;
  readonly comments: Exactness;
  /** Over all kinds that do not take judgement. */
  readonly together: { readonly all: Measure; readonly unmarked: Measure };
}

/** Holds a graph against a gold. */
export function evaluate(gold: Gold, graph: Graph): Evaluation {
  const { posts, comments, ids } = compareDocuments(gold, graph);
  const relations = compareRelations(gold, graph, ids);
  const plainKinds = relations.kinds.filter(({ kind }) => !KINDS_OF_JUDGEMENT.has(kind));
  return {
    posts,
    comments,
    ...relations,
    together: {
      all: measureOf(sumOf(plainKinds.map(({ all }) => all))),
      unmarked: measureOf(sumOf(plainKinds.map(({ unmarked }) => unmarked))),
    },
  };
}

/** What falls below a least F1 of `cites` and `mentions`, marked relations included: a sentence each. */
export function shortfalls({ kinds }: Evaluation, leastF1: number): string[] {
  return kinds.flatMap(({ kind, all: { f1 } }) =>
    (kind === 'cites' || kind === 'mentions') && f1 !== null && f1 < leastF1
      ? [`${kind}: F1 is ${f1.toFixed(3)}; expected at least ${leastF1}`]
      : [],
  );
}

/** Which posts and comments were not found exactly, or found without being in the gold: a sentence each. */
export function inexactness({ posts, comments }: Evaluation): string[] {
  return Object.entries({ posts, comments }).flatMap(([name, { gold, exact, beyond }]) =>
    exact < gold || beyond > 0
      ? [`${name}: ${exact} of ${gold} are exact, ${beyond} too many; expected all, and no other`]
      : [],
  );
}
