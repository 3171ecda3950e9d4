import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { edgeRules } from '../../src/model/edges.ts';
import { ENTITY_KINDS, type EntityKind } from '../../src/model/entities.ts';
import { Loaders } from '../../src/read/loaders.ts';
import { frontierOf, neighboursOf, relationsAmong } from '../../src/read/neighbourhood.ts';
import { findPaths } from '../../src/read/paths.ts';
import { TRAVERSALS } from '../../src/read/traversals.ts';
import { type Hop, type Step, traverse } from '../../src/read/traverse.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';

const PLENTY = 10_000;
const LIMITS = { default: 20, most: 1000 };
const EVERY: Step = { direction: 'both', least: 1, most: 1 };

let database: Database;

beforeAll(async () => {
  database = await testDatabase();
});

interface Entity {
  readonly id: number;
  readonly kind: EntityKind;
}
interface Edge {
  readonly id: number;
  readonly kind: string;
  readonly source: number;
  readonly target: number;
}
interface Graph {
  readonly entities: readonly Entity[];
  readonly edges: readonly Edge[];
}

/** A small graph as drawn: the kinds of its entities, and pairs of them with a number that picks a rule. */
const drawn = fc.record({
  kinds: fc.array(fc.constantFrom(...(Object.keys(ENTITY_KINDS) as EntityKind[])), {
    minLength: 2,
    maxLength: 9,
  }),
  edges: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.nat(100)), { maxLength: 24 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

const RULES = edgeRules();

/** Stores a drawn graph beside those before it; pairs that no kind of edge allows are left out. */
async function stored({ kinds, edges }: Drawn): Promise<Graph> {
  const { statements } = database;
  const entities = await rowsOf<Entity>(
    statements,
    sql`insert into entities (kind, slug, name, sort_name)
    select kind, gen_random_uuid(), 'x', 'x' from unnest(${sql.param(kinds)}::text[]) kind returning id, kind`,
  );
  const pairs = edges.flatMap(([one, other, pick]) => {
    const [source, target] = [entities[one % kinds.length]!, entities[other % kinds.length]!];
    const rules = RULES.filter(
      ({ sourceKind, targetKind }) => sourceKind === source.kind && targetKind === target.kind,
    );
    const rule = rules[pick % rules.length];
    return rule && source.id !== target.id ? [{ source, target, rule }] : [];
  });
  const rows = await rowsOf<Edge>(
    statements,
    sql`insert into edges (kind, source_id, source_kind, target_id, target_kind, confidence, method)
    select kind, source, source_kind, target, target_kind, 1, 'link' from unnest(
      ${sql.param(pairs.map(({ rule }) => rule.kind))}::text[],
      ${sql.param(pairs.map(({ source }) => source.id))}::bigint[],
      ${sql.param(pairs.map(({ source }) => source.kind))}::text[],
      ${sql.param(pairs.map(({ target }) => target.id))}::bigint[],
      ${sql.param(pairs.map(({ target }) => target.kind))}::text[]
    ) as x(kind, source, source_kind, target, target_kind)
    on conflict do nothing
    returning id, kind, source_id as source, target_id as target`,
  );
  return { entities, edges: rows };
}

/** The hops that lead on from a node. */
const waysFrom = ({ edges }: Graph, node: number) =>
  edges.flatMap(({ id, kind, source, target }) => {
    if (node === source) return [{ edge: id, kind, to: target, backward: false }];
    return node === target ? [{ edge: id, kind, to: source, backward: true }] : [];
  });

/** Every path from a node without a node twice, as its edges, by trying all: what the short ways must equal. */
function everyPath(
  graph: Graph,
  from: number,
  longest: number,
  passed = [from],
): { edges: number[]; to: number }[] {
  if (longest === 0) return [];
  return waysFrom(graph, from)
    .filter(({ to }) => !passed.includes(to))
    .flatMap(({ edge, to }) => [
      { edges: [edge], to },
      ...everyPath(graph, to, longest - 1, [...passed, to]).map((rest) => ({
        edges: [edge, ...rest.edges],
        to: rest.to,
      })),
    ]);
}

/** Shortest first, then edge by edge. */
const inOrder = (paths: number[][]) =>
  paths.toSorted(
    (one, other) =>
      one.length - other.length ||
      (one.map((id, i) => id - other[i]!).find((difference) => difference !== 0) ?? 0),
  );

const edgesOf = (hops: readonly Hop[]) => hops.map(({ edge }) => edge);

/** Whether a path starts where it should, each hop leads on along an edge that is there, and nothing comes twice. */
function expectWalkable(graph: Graph, from: number, hops: readonly Hop[]): void {
  const passed = [from];
  for (const hop of hops) {
    expect(hop.from).toBe(passed.at(-1));
    passed.push(waysFrom(graph, hop.from).find(({ edge }) => edge === hop.edge)!.to);
  }
  expect(new Set(passed).size).toBe(passed.length);
}

const overGraphs = (check: (graph: Graph, draw: Drawn) => Promise<void>, numRuns = 12) =>
  fc.assert(
    fc.asyncProperty(drawn, async (draw) => check(await stored(draw), draw)),
    { numRuns: runs(numRuns) },
  );

describe('over generated graphs', () => {
  test('one step of a walk leads where the relations of the entity lead', () =>
    overGraphs(async ({ entities }) => {
      const loaders = new Loaders(database.statements, LIMITS, 0);
      for (const from of entities) {
        const [{ rows }, page] = await Promise.all([
          traverse(
            database.statements,
            { from: [from], steps: [EVERY], page: { first: 1000 } },
            LIMITS,
            PLENTY,
          ),
          loaders.connections.page(
            { name: 'relations', traversal: TRAVERSALS.entity.relations, selection: {} },
            'OCCURRED_ON_DESC',
            { first: 1000 },
            from.id,
          ),
        ]);
        const ends = (rows: readonly { edge: number; node: number }[]) =>
          rows.map(({ edge, node }) => `${edge} ${node}`).toSorted();
        expect(ends(rows.map(({ hops, node }) => ({ edge: hops[0]!.edge, node: node.id })))).toEqual(
          ends(page.rows.map(({ edge, node }) => ({ edge: edge!, node }))),
        );
      }
    }, 20));

  test('a repeated step finds every path once, in order, on pages of any size', () =>
    fc.assert(
      fc.asyncProperty(
        drawn,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        async (draw, most, size) => {
          const graph = await stored(draw);
          const from = graph.entities[0]!;
          const expected = inOrder(everyPath(graph, from.id, most).map(({ edges }) => edges));
          const steps = [{ ...EVERY, most }];
          const walked: number[][] = [];
          // Enough to see order and edges of pages, where paths are many.
          for (let after: string | null = null; walked.length < 10 * size; ) {
            const page: Awaited<ReturnType<typeof traverse>> = await traverse(
              database.statements,
              { from: [from], steps, page: { first: size, after } },
              LIMITS,
              PLENTY,
            );
            expect(page.totalCount).toBe(expected.length);
            expect(page.truncated).toBe(false);
            for (const { hops } of page.rows) expectWalkable(graph, from.id, hops);
            walked.push(...page.rows.map(({ hops }) => edgesOf(hops)));
            if (!page.hasNextPage()) break;
            after = page.rows.at(-1)!.cursor;
          }
          expect(walked).toEqual(expected.slice(0, 10 * size));
        },
      ),
      { numRuns: runs(12) },
    ));

  test('steps with kinds, directions and ends make the paths that all of them allow', () =>
    fc.assert(
      fc.asyncProperty(
        drawn,
        fc.array(
          fc.record({
            direction: fc.constantFrom('forward' as const, 'backward' as const, 'both' as const),
            kinds: fc.option(fc.uniqueArray(fc.constantFrom(...new Set(RULES.map(({ kind }) => kind))))),
            types: fc.option(fc.uniqueArray(fc.constantFrom(...(Object.keys(ENTITY_KINDS) as EntityKind[])))),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async (draw, chosen) => {
          const graph = await stored(draw);
          const kindOf = new Map(graph.entities.map(({ id, kind }) => [id, kind]));
          const allowed = (i: number, from: number, edge: number) => {
            const { direction, kinds, types } = chosen[i]!;
            const way = waysFrom(graph, from).find((way) => way.edge === edge)!;
            return (
              (direction === 'both' || (direction === 'backward') === way.backward) &&
              (kinds?.some((kind) => kind === way.kind) ?? true) &&
              (types?.includes(kindOf.get(way.to)!) ?? true)
            );
          };
          for (const from of graph.entities.slice(0, 3)) {
            const expected = everyPath(graph, from.id, chosen.length)
              .map(({ edges }) => edges)
              .filter((edges) => {
                let node = from.id;
                return (
                  edges.length === chosen.length &&
                  edges.every((edge, i) => {
                    const fits = allowed(i, node, edge);
                    node = waysFrom(graph, node).find((way) => way.edge === edge)!.to;
                    return fits;
                  })
                );
              });
            const steps = chosen.map((step) => ({ ...EVERY, ...step }));
            const { rows } = await traverse(
              database.statements,
              { from: [from], steps, page: { first: 1000 } },
              LIMITS,
              PLENTY,
            );
            expect(rows.map(({ hops }) => edgesOf(hops))).toEqual(inOrder(expected).slice(0, 1000));
          }
        },
      ),
      { numRuns: runs(12) },
    ));

  test('paths are the shortest that there are, by whatever end they are sought', () =>
    fc.assert(
      fc.asyncProperty(
        drawn,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        async (draw, maxHops, first) => {
          const graph = await stored(draw);
          const [from, to] = [graph.entities[0]!, graph.entities.at(-1)!];
          const { paths, cut } = await findPaths(database.statements, { from, to, maxHops, first }, PLENTY);
          for (const hops of paths) expectWalkable(graph, from.id, hops);
          const expected = everyPath(graph, from.id, maxHops).filter((path) => path.to === to.id);
          expect(paths.map(edgesOf)).toEqual(inOrder(expected.map(({ edges }) => edges)).slice(0, first));
          expect(cut).toEqual([]);
        },
      ),
      { numRuns: runs(25) },
    ));

  test('a search that was not cut short misses nothing, and one that was finds only what is there', () =>
    fc.assert(
      fc.asyncProperty(drawn, fc.integer({ min: 1, max: 8 }), async (draw, relationsPerStep) => {
        const graph = await stored(draw);
        const [from, to] = [graph.entities[0]!, graph.entities.at(-1)!];
        const { paths, cut } = await findPaths(
          database.statements,
          { from, to, maxHops: 4, first: 5 },
          relationsPerStep,
        );
        const expected = inOrder(
          everyPath(graph, from.id, 4)
            .filter((path) => path.to === to.id)
            .map(({ edges }) => edges),
        );
        for (const hops of paths) expectWalkable(graph, from.id, hops);
        if (cut.length === 0) expect(paths.map(edgesOf)).toEqual(expected.slice(0, 5));
      }),
      { numRuns: runs(16) },
    ));

  test('a neighbourhood has the nearest entities, all relations among them, and those that lead on', () =>
    fc.assert(
      fc.asyncProperty(
        drawn,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 10 }),
        async (draw, depth, limit) => {
          const graph = await stored(draw);
          const middle = graph.entities[0]!;
          const { statements } = database;
          const taken = await neighboursOf(statements, middle, { depth, kinds: null, limit }, PLENTY);
          const distances = new Map([[middle.id, 0]]);
          for (const [node, distance] of distances) {
            for (const { to } of waysFrom(graph, node))
              if (!distances.has(to)) distances.set(to, distance + 1);
          }
          const within = [...distances.values()].filter((distance) => distance <= depth);
          expect(taken.map(({ distance }) => distance)).toEqual(within.toSorted().slice(0, limit));
          for (const { id, distance } of taken) expect(distance).toBe(distances.get(id));
          const ids = new Set(taken.map(({ id }) => id));
          expect(ids.size).toBe(taken.length);
          const among = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
          expect(await relationsAmong(statements, taken, null, PLENTY)).toEqual({
            edges: among.map(({ id }) => id).toSorted((one, other) => one - other),
            truncated: false,
          });
          expect((await frontierOf(statements, taken, null)).map(({ id }) => id)).toEqual(
            taken.map(({ id }) => id).filter((id) => waysFrom(graph, id).some(({ to }) => !ids.has(to))),
          );
        },
      ),
      { numRuns: runs(16) },
    ));
});
