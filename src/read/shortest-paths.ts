/**
 * The shortest paths through a graph that is held in memory, by Yen's algorithm: each next path leaves one
 * found before at some hop and is the shortest that does. Its cost is bounded by the graph and the number of
 * paths, whatever the number of walks.
 */
import type { Hop } from './traverse.ts';

/** One way out of a node. */
interface Way {
  readonly edge: number;
  readonly to: number;
}

/** Edges that can be walked in either direction. */
export class EdgeSet {
  readonly #edges = new Set<number>();
  readonly #ways = new Map<number, Way[]>();

  /** Adds an edge between two nodes, once. */
  add(edge: number, one: number, other: number): void {
    if (this.#edges.has(edge)) return;
    this.#edges.add(edge);
    this.#addWay(one, { edge, to: other });
    this.#addWay(other, { edge, to: one });
  }

  waysFrom(node: number): readonly Way[] {
    return this.#ways.get(node) ?? [];
  }

  #addWay(node: number, way: Way): void {
    const ways = this.#ways.get(node);
    if (ways) ways.push(way);
    else this.#ways.set(node, [way]);
  }
}

/**
 * Up to `count` paths of at most `longest` hops without a node twice: shortest first, those of one length by
 * the ids of their edges.
 */
export function shortestPaths(
  graph: EdgeSet,
  from: number,
  to: number,
  longest: number,
  count: number,
): Hop[][] {
  const found: Hop[][] = [];
  const candidates = new Map<string, Hop[]>();
  const propose = (path: Hop[] | null) => path && candidates.set(keyOf(path), path);
  propose(shortestPath(graph, { from, to, longest, walked: [], closed: new Set() }));
  while (found.length < count && candidates.size > 0) {
    const next = [...candidates.values()].reduce((best, path) => (before(path, best) ? path : best));
    candidates.delete(keyOf(next));
    found.push(next);
    for (const [i, { from: node }] of next.entries()) {
      const walked = next.slice(0, i);
      const beginning = keyOf(walked);
      const alike = found.filter((path) => keyOf(path.slice(0, i)) === beginning);
      const closed = new Set(alike.flatMap((path) => path[i]?.edge ?? []));
      propose(shortestPath(graph, { from: node, to, longest, walked, closed }));
    }
  }
  return found;
}

const keyOf = (path: readonly Hop[]) => path.map(({ edge }) => edge).join();

function before(path: readonly Hop[], other: readonly Hop[]): boolean {
  if (path.length !== other.length) return path.length < other.length;
  const i = path.findIndex(({ edge }, i) => edge !== other[i]!.edge);
  return i >= 0 && path[i]!.edge < other[i]!.edge;
}

interface Search {
  readonly from: number;
  readonly to: number;
  readonly longest: number;
  /** The hops before `from`: what they pass is not passed again. */
  readonly walked: readonly Hop[];
  /** Edges by which `from` may not be left. */
  readonly closed: ReadonlySet<number>;
}

/** What was walked, and from there the shortest way; among those of one length, by the lowest edges. */
function shortestPath(graph: EdgeSet, { from, to, longest, walked, closed }: Search): Hop[] | null {
  const passed = new Set([...walked.map((hop) => hop.from), from]);
  const ways = graph.waysFrom(from).filter(({ edge }) => !closed.has(edge));
  const distances = distancesTo(graph, to, { passed, longest: longest - walked.length - 1, ways });
  const lowest = (ways: readonly Way[], left: number) =>
    ways
      .filter((way) => distances.get(way.to) === left && !closed.has(way.edge))
      .reduce<Way | null>((best, way) => (best && best.edge < way.edge ? best : way), null);
  let left = Math.min(...ways.map((way) => distances.get(way.to) ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(left)) return null;
  const path = [...walked];
  for (let node = from; node !== to; left--) {
    const way = lowest(graph.waysFrom(node), left)!;
    path.push({ edge: way.edge, from: node });
    node = way.to;
  }
  return path;
}

/**
 * How far nodes are from `to`, as far as `longest` hops, without the nodes that are passed; and no farther than the
 * nearest to which one of the ways leads, for beyond it is most of the graph.
 */
function distancesTo(
  graph: EdgeSet,
  to: number,
  { passed, longest, ways }: { passed: ReadonlySet<number>; longest: number; ways: readonly Way[] },
): Map<number, number> {
  const distances = new Map(longest < 0 ? [] : [[to, 0]]);
  let rim = [to];
  for (let distance = 1; distance <= longest && rim.length > 0; distance++) {
    if (ways.some((way) => distances.has(way.to))) break;
    const next: number[] = [];
    for (const node of rim) {
      for (const { to: other } of graph.waysFrom(node)) {
        if (distances.has(other) || passed.has(other)) continue;
        distances.set(other, distance);
        next.push(other);
      }
    }
    rim = next;
  }
  return distances;
}
