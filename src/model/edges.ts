import { documentKinds, type EntityKind, entityKinds } from './entities.ts';

/** One kind of edge, described once. The database's rules, GraphQL labels, exports and docs follow from it. */
export interface EdgeKindSpec {
  /** Read from source to target: "cites". */
  readonly label: string;
  /** Read from target to source: "is cited by". */
  readonly inverse: string;
  readonly description: string;
  /** The standard term it stands for, as a prefixed name. */
  readonly iri: string;
  /** Which ends it allows: every source kind may stand with every target kind of the same entry. */
  readonly ends: readonly { readonly from: readonly EntityKind[]; readonly to: readonly EntityKind[] }[];
  /** Whether the same two ends may have several such edges, told apart by role and beginning. */
  readonly qualified?: true;
}

const likeToLike = (kinds: readonly EntityKind[]) => kinds.map((kind) => ({ from: [kind], to: [kind] }));

/** Every kind of edge, source to target. A new kind is one more entry here. */
export const EDGE_KINDS = {
  authored_by: {
    label: 'is written by',
    inverse: 'wrote',
    description: 'The document is written, signed or spoken by the author or organisation.',
    iri: 'schema:author',
    ends: [{ from: documentKinds, to: ['author', 'organisation'] }],
  },
  published_by: {
    label: 'is published by',
    inverse: 'published',
    description: 'The report or post is published by the organisation.',
    iri: 'schema:publisher',
    ends: [{ from: ['report', 'post'], to: ['organisation'] }],
  },
  commissioned_by: {
    label: 'is commissioned by',
    inverse: 'commissioned',
    description: 'The report is written at the request of the organisation or author.',
    iri: 'kg:commissionedBy',
    ends: [{ from: ['report'], to: ['organisation', 'author'] }],
  },
  cites: {
    label: 'cites',
    inverse: 'is cited by',
    description: 'The document names, links to or quotes the report or post.',
    iri: 'cito:cites',
    ends: [{ from: documentKinds, to: ['report', 'post'] }],
  },
  mentions: {
    label: 'mentions',
    inverse: 'is mentioned in',
    description: 'The document names the author, organisation or policy.',
    iri: 'schema:mentions',
    ends: [{ from: documentKinds, to: ['author', 'organisation', 'policy'] }],
  },
  responds_to: {
    label: 'responds to',
    inverse: 'drew the response',
    description: 'The report or post answers the report, post or policy.',
    iri: 'cito:repliesTo',
    ends: [{ from: ['report', 'post'], to: ['report', 'post', 'policy'] }],
  },
  reproduces: {
    label: 'reproduces',
    inverse: 'is reproduced in',
    description: 'The post or comment carries the text of the report, whole or in part.',
    iri: 'cito:includesQuotationFrom',
    ends: [{ from: ['post', 'comment'], to: ['report'] }],
  },
  supports: {
    label: 'supports',
    inverse: 'is supported by',
    description: 'The source speaks for the report, policy or organisation.',
    iri: 'cito:agreesWith',
    ends: [{ from: [...documentKinds, 'author', 'organisation'], to: ['report', 'policy', 'organisation'] }],
  },
  criticises: {
    label: 'criticises',
    inverse: 'is criticised by',
    description: 'The source speaks against the report, policy or organisation.',
    iri: 'cito:critiques',
    ends: [{ from: [...documentKinds, 'author', 'organisation'], to: ['report', 'policy', 'organisation'] }],
  },
  recommends: {
    label: 'recommends',
    inverse: 'is recommended by',
    description: 'The report or post asks for the policy to be adopted, kept or widened.',
    iri: 'kg:recommends',
    ends: [{ from: ['report', 'post'], to: ['policy'] }],
  },
  implements: {
    label: 'implements',
    inverse: 'is implemented by',
    description: 'The organisation runs the policy or carries it out.',
    iri: 'kg:implements',
    ends: [{ from: ['organisation'], to: ['policy'] }],
  },
  affiliated_with: {
    label: 'is affiliated with',
    inverse: 'has as member',
    description: 'The author belongs to the organisation, in a role and for a time.',
    iri: 'schema:affiliation',
    ends: [{ from: ['author'], to: ['organisation'] }],
    qualified: true,
  },
  part_of: {
    label: 'is part of',
    inverse: 'has part',
    description: 'The source is a part of the target.',
    iri: 'schema:isPartOf',
    ends: likeToLike(['report', 'organisation', 'policy']),
  },
  supersedes: {
    label: 'supersedes',
    inverse: 'is superseded by',
    description: 'The source takes the place of the target.',
    iri: 'dcterms:replaces',
    ends: likeToLike(['report', 'organisation', 'policy']),
  },
  comments_on: {
    label: 'comments on',
    inverse: 'has comment',
    description: 'The comment stands under the post, at whatever depth.',
    iri: 'schema:parentItem',
    ends: [{ from: ['comment'], to: ['post'] }],
  },
  replies_to: {
    label: 'replies to',
    inverse: 'has reply',
    description: 'The comment answers the other comment.',
    iri: 'schema:parentItem',
    ends: [{ from: ['comment'], to: ['comment'] }],
  },
} as const satisfies Record<string, EdgeKindSpec>;

export type EdgeKind = keyof typeof EDGE_KINDS;

export const edgeKinds = Object.keys(EDGE_KINDS) as EdgeKind[];

export function isEdgeKind(text: string): text is EdgeKind {
  return Object.hasOwn(EDGE_KINDS, text);
}

/** A pair of ends that a kind of edge allows. */
export interface EdgeRule {
  readonly kind: EdgeKind;
  readonly sourceKind: EntityKind;
  readonly targetKind: EntityKind;
}

/** Every allowed pair of ends, once: what the database holds stored edges to. */
export function edgeRules(): EdgeRule[] {
  return edgeKinds.flatMap((kind) => {
    const spec: EdgeKindSpec = EDGE_KINDS[kind];
    return spec.ends.flatMap(({ from, to }) =>
      from.flatMap((sourceKind) => to.map((targetKind) => ({ kind, sourceKind, targetKind }))),
    );
  });
}

/** Whether an edge of this kind may run between these ends. */
export function allowsEnds(kind: EdgeKind, sourceKind: EntityKind, targetKind: EntityKind): boolean {
  const spec: EdgeKindSpec = EDGE_KINDS[kind];
  return spec.ends.some(({ from, to }) => from.includes(sourceKind) && to.includes(targetKind));
}

/** The kind of edge by which a document refers to an entity of this kind: a citation or a mention. */
export function referenceKind(targetKind: EntityKind): 'cites' | 'mentions' {
  return allowsEnds('cites', 'comment', targetKind) ? 'cites' : 'mentions';
}

/** The kinds of entity that can stand at the other end, seen from an entity of this kind. */
export function reachableKinds(
  kind: EdgeKind,
  from: EntityKind,
  direction: 'forward' | 'backward',
): EntityKind[] {
  return entityKinds.filter((other) =>
    direction === 'forward' ? allowsEnds(kind, from, other) : allowsEnds(kind, other, from),
  );
}

/** The kinds of entity that edges of some of these kinds may have at one end. */
export function kindsAt(end: 'source' | 'target', kinds: readonly EdgeKind[]): EntityKind[] {
  const rules = edgeRules().filter(({ kind }) => kinds.includes(kind));
  return entityKinds.filter((kind) => rules.some((rule) => rule[`${end}Kind`] === kind));
}
