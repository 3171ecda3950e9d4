/** What rows can be ordered by. Every order ends in the row's own id, so that no two rows share a place. */
export type OrderKey = 'date' | 'name' | 'position' | 'confidence' | 'recorded' | 'rank';

/** One way to order the rows of a connection. */
export interface Order {
  readonly by: OrderKey;
  readonly descending: boolean;
  readonly description: string;
}

const newestFirst = {
  by: 'date',
  descending: true,
  description: 'Newest first; those of unknown date last.',
} as const;
const oldestFirst = {
  by: 'date',
  descending: false,
  description: 'Oldest first; those of unknown date before all others.',
} as const;
const byName = { by: 'name', descending: false, description: 'By name, A to Z.' } as const;
const byNameBackwards = { by: 'name', descending: true, description: 'By name, Z to A.' } as const;

/** The orders that connections offer, by the name of their GraphQL enum. */
export const ORDERS = {
  RelationOrder: {
    OCCURRED_ON_DESC: newestFirst,
    OCCURRED_ON_ASC: oldestFirst,
    CONFIDENCE_DESC: { by: 'confidence', descending: true, description: 'Surest first.' },
    RECORDED_AT_DESC: { by: 'recorded', descending: true, description: 'Most recently recorded first.' },
  },
  /** By what is alike in all citations by one document, since each document counts once. */
  CitationOrder: { OCCURRED_ON_DESC: newestFirst, OCCURRED_ON_ASC: oldestFirst },
  PostOrder: {
    PUBLISHED_ON_DESC: newestFirst,
    PUBLISHED_ON_ASC: oldestFirst,
    NAME_ASC: byName,
    NAME_DESC: byNameBackwards,
  },
  ReportOrder: {
    PUBLISHED_ON_DESC: newestFirst,
    PUBLISHED_ON_ASC: oldestFirst,
    NAME_ASC: byName,
    NAME_DESC: byNameBackwards,
    RANK_DESC: { by: 'rank', descending: true, description: 'Most cited first: see `Report.rank`.' },
  },
  CommentOrder: {
    THREAD: {
      by: 'position',
      descending: false,
      description: 'As one reads down the page, thread after thread.',
    },
    PUBLISHED_ON_DESC: newestFirst,
    PUBLISHED_ON_ASC: oldestFirst,
  },
  AuthorOrder: { NAME_ASC: byName, NAME_DESC: byNameBackwards },
  OrganisationOrder: { NAME_ASC: byName, NAME_DESC: byNameBackwards },
  PolicyOrder: { NAME_ASC: byName, NAME_DESC: byNameBackwards },
  EvidenceOrder: {
    POSITION: { by: 'position', descending: false, description: 'As recorded.' },
  },
} as const satisfies Record<string, Record<string, Order>>;

export type OrderName = keyof typeof ORDERS;
