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
}

/** A relation that the graph has and the gold rules out. */
export interface FalseHit {
  readonly place: Place;
  readonly quote: string;
  /** The gold's id. */
  readonly source: string;
  readonly kind: EdgeKind;
  /** The graph's id. */
  readonly target: string;
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
}

/** How many relations between entities, which stand in the vocabulary, the gold has as well. */
export interface StandingResult {
  readonly kind: EdgeKind;
  readonly gold: number;
  readonly found: number;
}

export interface ComparedRelations {
  /** What posts and comments say, in the order of the model; kinds that the gold does not have are left out. */
  readonly kinds: readonly KindResult[];
  readonly misses: readonly Miss[];
  readonly falseHits: readonly FalseHit[];
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
  const hits = unmatched.flatMap((relation): FalseHit[] => {
    const hit = falseHit(relation, gold.traps);
    if (!hit) return [];
    const { kind, slug } = entities.get(relation.edge.target)!;
    return [{ ...hit, source: relation.sources[0]!, kind: relation.edge.kind, target: `${kind}:${slug}` }];
  });

  const tally = (kind: EdgeKind, counts: (edge: GoldEdge) => boolean): Tally => {
    const ofKind = (edge: GoldEdge) => edge.kind === kind && counts(edge);
    return {
      gold: said.filter(ofKind).length,
      found: said.filter((edge) => ofKind(edge) && found.has(edge)).length,
      right: extracted.filter(({ matches }) => matches.find(counts)?.kind === kind).length,
      wrong: hits.filter((hit) => hit.kind === kind).length,
    };
  };
  const kinds = edgeKinds.map((kind): KindResult => {
    const all = tally(kind, () => true);
    const others = unmatched.filter(({ edge }) => edge.kind === kind).length;
    return {
      kind,
      all: measureOf(all),
      unmarked: measureOf(tally(kind, ({ marked }) => !marked)),
      unjudged: others - all.wrong,
    };
  });
  const missesAmong = (edges: readonly GoldEdge[]) => edges.filter((edge) => !found.has(edge)).map(missOf);
  return {
    kinds: kinds.filter(({ all, unjudged }) => all.gold + all.wrong + unjudged > 0),
    misses: missesAmong(said),
    falseHits: hits,
    standing: [...Map.groupBy(standing, ({ kind }) => kind)].map(([kind, edges]) => ({
      kind,
      gold: edges.length,
      found: edges.filter((edge) => found.has(edge)).length,
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

/** Where and why an unmatched relation is wrong; undefined where the gold cannot say that it is. */
function falseHit({ edge, targets }: Matched, traps: readonly Trap[]) {
  for (const place of edge.evidence) {
    const trap = traps.find((trap) => catches(trap, place));
    if (trap) return { place, quote: place.quote, expected: `no entity: ${trap.why || trap.text}` };
  }
  const [place] = edge.evidence;
  if (targets.length === 0 || !place) return undefined;
  return { place, quote: place.quote, expected: `no relation of this kind to ${targets.join(' or ')}` };
}

function catches({ text, places }: Trap, { file, line, quote }: GraphEdge['evidence'][number]): boolean {
  const isMeant = places.length === 0 || places.some((at) => file.startsWith(at.file) && line === at.line);
  return isMeant && ` ${fold(text)} `.includes(` ${fold(quote)} `);
}

function missOf({ place, evidence, sources, kind, targets, marked }: GoldEdge): Miss {
  return { place, quote: evidence, source: sources[0], kind, target: targets.join(' or '), marked };
}
