/**
 * Every way to walk from one thing to a page of others, declared once. The GraphQL field with its
 * arguments and the batched statement follow from it.
 */
import { type EdgeKind, edgeKinds } from '../model/edges.ts';
import { documentKinds, ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';
import type { FilterName } from './filters.ts';
import type { GroupKeyName } from './groups.ts';
import type { OrderName } from './orders.ts';

/** Along edges of these kinds to entities of these kinds. */
export interface AlongEdges {
  readonly along: readonly EdgeKind[];
  readonly direction: 'forward' | 'backward' | 'both';
  readonly to: readonly EntityKind[];
  /** Whether the walk can also start from all parts of the starting entity, taking each other end once. */
  readonly acrossParts?: true;
}

/** To the rows of a table that name the starting row in a column. */
export interface ToChildren {
  readonly children: 'comments' | 'evidence';
  readonly by: 'post_id' | 'parent_id' | 'edge_id';
}

/** To all entities of a kind, or to all relations. */
export interface ToAll {
  readonly all: EntityKind | 'relation';
}

export interface Traversal {
  readonly description: string;
  readonly path: AlongEdges | ToChildren | ToAll;
  readonly orders: OrderName;
  /** The order that rows come in when none is asked for. */
  readonly order: string;
  readonly filter: FilterName | null;
  /** What its rows can be counted by; null where there is nothing to tell them apart. */
  readonly groups: GroupKeyName | null;
}

const along = (
  along: EdgeKind,
  direction: AlongEdges['direction'],
  to: readonly EntityKind[],
  description: string,
): Traversal => ({
  description,
  path: { along: [along], direction, to },
  orders: 'RelationOrder',
  order: 'OCCURRED_ON_DESC',
  filter: 'RelationFilter',
  groups: 'RelationGroupKey',
});

const documentsBackward = (
  kind: EdgeKind,
  to: 'post' | 'comment' | 'report',
  description: string,
  parts: { acrossParts?: true } = {},
): Traversal => ({
  description,
  path: { along: [kind], direction: 'backward', to: [to], ...parts },
  orders: `${ENTITY_KINDS[to].typeName}Order` as OrderName,
  order: 'PUBLISHED_ON_DESC',
  filter: `${ENTITY_KINDS[to].typeName}Filter` as FilterName,
  groups: `${ENTITY_KINDS[to].typeName}GroupKey` as GroupKeyName,
});

const mentionedIn = (what: string): Traversal =>
  along('mentions', 'backward', documentKinds, `Every document that names the ${what}.`);

/** The traversals of each kind of entity, by the name of their GraphQL field. */
export const TRAVERSALS = {
  entity: {
    relations: {
      description: 'Every relation of the entity, in either direction.',
      path: { along: edgeKinds, direction: 'both', to: entityKinds },
      orders: 'RelationOrder',
      order: 'OCCURRED_ON_DESC',
      filter: 'RelationFilter',
      groups: 'RelationGroupKey',
    },
  },
  document: {
    cites: along('cites', 'forward', ['report', 'post'], 'The reports and posts that the document cites.'),
    mentions: along(
      'mentions',
      'forward',
      ['author', 'organisation', 'policy'],
      'The people, organisations and policies that the document names.',
    ),
  },
  report: {
    citedBy: {
      description: 'Every document that cites the report.',
      path: { along: ['cites'], direction: 'backward', to: documentKinds, acrossParts: true },
      orders: 'CitationOrder',
      order: 'OCCURRED_ON_DESC',
      filter: 'RelationFilter',
      groups: 'RelationGroupKey',
    },
    citingPosts: documentsBackward('cites', 'post', 'The posts that cite the report.', { acrossParts: true }),
    citingComments: documentsBackward('cites', 'comment', 'The comments that cite the report.', {
      acrossParts: true,
    }),
    citingReports: documentsBackward('cites', 'report', 'The reports that cite the report.', {
      acrossParts: true,
    }),
    responses: along(
      'responds_to',
      'backward',
      ['report', 'post'],
      'The reports and posts that answer the report.',
    ),
  },
  post: {
    comments: {
      description: 'The comments under the post, replies included.',
      path: { children: 'comments', by: 'post_id' },
      orders: 'CommentOrder',
      order: 'THREAD',
      filter: 'CommentFilter',
      groups: 'CommentGroupKey',
    },
    citingPosts: documentsBackward('cites', 'post', 'The posts that cite this one.'),
  },
  comment: {
    replies: {
      description: 'The comments that answer this one directly.',
      path: { children: 'comments', by: 'parent_id' },
      orders: 'CommentOrder',
      order: 'THREAD',
      filter: 'CommentFilter',
      groups: 'CommentGroupKey',
    },
  },
  author: {
    posts: documentsBackward('authored_by', 'post', 'The posts that the author wrote.'),
    reports: documentsBackward('authored_by', 'report', 'The reports that the author wrote.'),
    comments: documentsBackward('authored_by', 'comment', 'The comments that the author signed.'),
    affiliations: along(
      'affiliated_with',
      'forward',
      ['organisation'],
      'The organisations that the author belongs or belonged to, each with role and dates.',
    ),
    mentionedIn: mentionedIn('author'),
  },
  organisation: {
    publications: along('published_by', 'backward', ['report', 'post'], 'What the organisation published.'),
    people: along(
      'affiliated_with',
      'backward',
      ['author'],
      'Those who belong or belonged to the organisation.',
    ),
    policies: along(
      'implements',
      'forward',
      ['policy'],
      'The policies that the organisation runs or carries out.',
    ),
    mentionedIn: mentionedIn('organisation'),
  },
  policy: {
    recommendedBy: along(
      'recommends',
      'backward',
      ['report', 'post'],
      'The reports and posts that ask for the policy.',
    ),
    implementedBy: along(
      'implements',
      'backward',
      ['organisation'],
      'The organisations that run the policy.',
    ),
    supporters: along(
      'supports',
      'backward',
      [...documentKinds, 'author', 'organisation'],
      'Those who speak for the policy.',
    ),
    critics: along(
      'criticises',
      'backward',
      [...documentKinds, 'author', 'organisation'],
      'Those who speak against the policy.',
    ),
    mentionedIn: {
      ...mentionedIn('policy'),
      path: { along: ['mentions'], direction: 'backward', to: documentKinds, acrossParts: true },
      orders: 'CitationOrder',
    },
  },
  relation: {
    evidence: {
      description: 'The words that the relation rests on.',
      path: { children: 'evidence', by: 'edge_id' },
      orders: 'EvidenceOrder',
      order: 'POSITION',
      filter: null,
      groups: null,
    },
  },
} as const satisfies Record<string, Record<string, Traversal>>;

/** The list of all entities of a kind. */
export function listOf(kind: EntityKind): Traversal {
  const { typeName, plural, document } = ENTITY_KINDS[kind];
  return {
    description: `All ${plural}.`,
    path: { all: kind },
    orders: `${typeName}Order` as OrderName,
    order: document ? 'PUBLISHED_ON_DESC' : 'NAME_ASC',
    filter: `${typeName}Filter` as FilterName,
    groups: `${typeName}GroupKey` as GroupKeyName,
  };
}

/** All relations of the graph. */
export const ALL_RELATIONS: Traversal = {
  description: 'All relations that pass the filter.',
  path: { all: 'relation' },
  orders: 'RelationOrder',
  order: 'OCCURRED_ON_DESC',
  filter: 'RelationFilter',
  groups: 'RelationGroupKey',
};
