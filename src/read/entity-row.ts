import type { ENTITY_KINDS, EntityKind } from '../model/entities.ts';
import type { entities } from '../model/identity.ts';

/** An entity as it is read: what all kinds have, and its own kind's columns. */
export type RowOf<K extends EntityKind> = K extends EntityKind
  ? Omit<typeof entities.$inferSelect, 'kind'> &
      Omit<(typeof ENTITY_KINDS)[K]['table']['$inferSelect'], 'kind'> & { readonly kind: K }
  : never;

export type EntityRow = RowOf<EntityKind>;

/** An entity's public id: `report:review-of-drugs-part-two`. */
export function entityId({ kind, slug }: { readonly kind: string; readonly slug: string }): string {
  return `${kind}:${slug}`;
}
