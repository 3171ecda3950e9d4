/** The kinds in the order in which they are shown: what people come for first. Colours stand in the styles. */
import type { EntityKind, RelationKind } from './api/queries.ts';

// Records, so that a kind that the schema has and the page lacks fails the type check.
const relations: Record<RelationKind, true> = {
  CITES: true,
  RESPONDS_TO: true,
  REPRODUCES: true,
  SUPPORTS: true,
  CRITICISES: true,
  RECOMMENDS: true,
  IMPLEMENTS: true,
  AUTHORED_BY: true,
  PUBLISHED_BY: true,
  COMMISSIONED_BY: true,
  AFFILIATED_WITH: true,
  PART_OF: true,
  SUPERSEDES: true,
  MENTIONS: true,
  COMMENTS_ON: true,
  REPLIES_TO: true,
};

const entities: Record<EntityKind, true> = {
  REPORT: true,
  POST: true,
  COMMENT: true,
  AUTHOR: true,
  ORGANISATION: true,
  POLICY: true,
};

export const RELATION_KINDS = Object.keys(relations) as RelationKind[];
export const ENTITY_KINDS = Object.keys(entities) as EntityKind[];

/** The name of the colour of a kind, as a custom property of the styles. */
export const colourOf = (kind: EntityKind | RelationKind) => `--${kind.toLowerCase().replaceAll('_', '-')}`;
