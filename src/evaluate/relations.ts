/** Which relations of a graph are those of a gold, which contradict it, and which are missing. */
import { type EdgeKind, edgeKinds } from '../model/edges.ts';
import { fold } from '../model/slug.ts';
import type { Gold, GoldEdge, Place, Trap } from './gold.ts';
import type { Graph, GraphEdge } from './graph.ts';
import { identityIn } from './identity.ts';
import { type Measure, measureOf, type Tally } from './measure.ts';

/** A relation that the gold has and the graph does not. */
export interface Miss {
  readonly place: Place;
  readonly quote: string;
  readonly source: string;
  readonly kind: EdgeKind;
  readonly target: string;
  readonly marked: boolean;
  /** Whether the graph has the target at all: if not, what is missing is an entry of the vocabulary. */
  readonly known: boolean;
}

/** A relation that the graph has and the gold does not. */
interface Unmatched {
  readonly place: Place;
  readonly quote: string;
  /** The gold's id. */
  readonly source: string;
  readonly kind: EdgeKind;
  /** The graph's id. */
  readonly target: string;
}

/** A relation that the graph has and the gold rules out. */
interface FalseHit extends Unmatched {
  readonly expected: string;
}

/** How well relations of one kind were found. */
export interface KindResult {
  readonly kind: EdgeKind;
  readonly all: Measure;
  /** Without the relations that a careful second annotator might drop. */
  readonly unmarked: Measure;
  /** Extracted relations to what the gold does not know: neither right nor wrong. */
  readonly unjudged: number;
  /** Those to what the graph has: the others no rule could have found. */
  readonly known: Share;
}

/** How many of the gold's relations were found. */
export interface Share {
  readonly gold: number;
  readonly found: number;
}

/** How many relations between entities, which stand in the vocabulary, the gold has as well. */
interface StandingResult extends Share {
  readonly kind: EdgeKind;
}

export interface ComparedRelations {
  /** What posts and comments say, in the order of the model; kinds that the gold does not have are left out. */
  readonly kinds: readonly KindResult[];
  readonly misses: readonly Miss[];
  readonly falseHits: readonly FalseHit[];
  readonly unjudged: readonly Unmatched[];
  readonly standing: readonly StandingResult[];
  readonly standingMisses: readonly Miss[];
}

/** They follow from a comment's place and are compared with it. */
const FROM_PLACE: ReadonlySet<EdgeKind> = new Set(['comments_on', 'replies_to']);

/** Which of the two it is follows from the kind of the target. */
const REFERENCES: ReadonlySet<EdgeKind> = new Set(['cites', 'mentions']);

/** A relation of the graph in the gold's words, with those of the gold that say the same. */
interface Matched {
  readonly edge: GraphEdge;
  /** What the ends can be in the gold; none for what the gold does not know. */
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly matches: readonly GoldEdge[];
}

/** Compares the relations of a graph with those of a gold; `documents` says which posts and comments are whose. */
export function compareRelations(
  gold: Gold,
  graph: Graph,
  documents: ReadonlyMap<number, string>,
): ComparedRelations {
  const identity = identityIn(gold.entities);
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const idsOf = (id: number) => (documents.has(id) ? [documents.get(id)!] : identity(entities.get(id)!));
  const matched = graph.edges.map((edge): Matched => {
    const sources = idsOf(edge.source);
    const targets = idsOf(edge.target);
    const matches = gold.edges.filter((expected) => saysTheSame(expected, edge.kind, sources, targets));
    return { edge, sources, targets, matches };
  });
  const found = new Set(matched.flatMap(({ matches }) => matches));
  const knownIds = new Set([...documents.values(), ...graph.entities.flatMap((entity) => identity(entity))]);
  const isKnown = ({ targets }: GoldEdge) => targets.some((id) => knownIds.has(id));

  const posts = new Set(gold.posts.map(({ id }) => id));
  const comments = new Set(gold.comments.map(({ id }) => id));
  const isSaid = ({ sources: [source] }: GoldEdge) => posts.has(source) || comments.has(source);
  const said = gold.edges.filter(isSaid);
  const standing = gold.edges.filter((edge) => !isSaid(edge));
  // What a comment reproduces has no place in a gold.
  const extracted = matched.filter(
    ({ edge: { kind, source }, sources: [id] }) =>
      documents.has(source) && !FROM_PLACE.has(kind) && (kind !== 'reproduces' || posts.has(id!)),
  );

  const unmatched = extracted.filter(({ matches }) => matches.length === 0);
  const unmatchedOf = ({ edge: { kind, target, evidence }, sources }: Matched): Unmatched => {
    const entity = entities.get(target)!;
    const { quote, ...place } = evidence[0]!;
    return { place, quote, source: sources[0]!, kind, target: `${entity.kind}:${entity.slug}` };
  };
  const judged = unmatched.map((relation) => ({ relation, fault: faultOf(relation, gold.traps) }));
  const hits = judged.flatMap(({ relation, fault }) =>
    fault ? [{ ...unmatchedOf(relation), ...fault }] : [],
  );
  const unjudged = judged.flatMap(({ relation, fault }) => (fault ? [] : [unmatchedOf(relation)]));

  const tally = (kind: EdgeKind, counts: (edge: GoldEdge) => boolean): Tally => {
    const ofKind = (edge: GoldEdge) => edge.kind === kind && counts(edge);
    return {
      gold: said.filter(ofKind).length,
      found: said.filter((edge) => ofKind(edge) && found.has(edge)).length,
      right: extracted.filter(({ matches }) => matches.find(counts)?.kind === kind).length,
      wrong: hits.filter((hit) => hit.kind === kind).length,
    };
  };
  const shareOf = (edges: readonly GoldEdge[]): Share => ({
    gold: edges.length,
    found: edges.filter((edge) => found.has(edge)).length,
  });
  const kinds = edgeKinds.map(
    (kind): KindResult => ({
      kind,
      all: measureOf(tally(kind, () => true)),
      unmarked: measureOf(tally(kind, ({ marked }) => !marked)),
      unjudged: unjudged.filter((relation) => relation.kind === kind).length,
      known: shareOf(said.filter((edge) => edge.kind === kind && isKnown(edge))),
    }),
  );
  const missesAmong = (edges: readonly GoldEdge[]) =>
    edges.filter((edge) => !found.has(edge)).map((edge) => missOf(edge, isKnown(edge)));
  return {
    kinds: kinds.filter(({ all, unjudged }) => all.gold + all.wrong + unjudged > 0),
    misses: missesAmong(said),
    falseHits: hits,
    unjudged,
    standing: [...Map.groupBy(standing, ({ kind }) => kind)].map(([kind, edges]) => ({
      kind,
      ...shareOf(edges),
    })),
    standingMisses: missesAmong(standing),
  };
}

function saysTheSame(
  expected: GoldEdge,
  kind: EdgeKind,
  sources: readonly string[],
  targets: readonly string[],
): boolean {
  return (
    (expected.kind === kind || (REFERENCES.has(expected.kind) && REFERENCES.has(kind))) &&
    expected.sources.some((id) => sources.includes(id)) &&
    expected.targets.some((id) => targets.includes(id))
  );
}

/** Which of its places an unmatched relation is wrong at, and why; undefined where the gold cannot say that it is. */
function faultOf({ edge, targets }: Matched, traps: readonly Trap[]) {
  for (const words of edge.evidence) {
    const trap = traps.find((trap) => catches(trap, words));
    if (!trap) continue;
    const { quote, ...place } = words;
    return { place, quote, expected: `no entity: ${trap.why || trap.text}` };
  }
  return targets.length === 0
    ? undefined
    : { expected: `no relation of this kind to ${targets.join(' or ')}` };
}

function catches({ text, places }: Trap, { file, line, quote }: GraphEdge['evidence'][number]): boolean {
  const isMeant = places.length === 0 || places.some((at) => file.startsWith(at.file) && line === at.line);
  return isMeant && ` ${fold(text)} `.includes(` ${fold(quote)} `);
}

function missOf({ place, evidence, sources, kind, targets, marked }: GoldEdge, known: boolean): Miss {
  return { place, quote: evidence, source: sources[0], kind, target: targets.join(' or '), marked, known };
}
