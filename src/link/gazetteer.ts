import type { AliasRule } from '../model/alias.ts';
import type { EntityKind } from '../model/entities.ts';

/** An entity by its public identity. */
export interface EntityRef {
  readonly kind: EntityKind;
  readonly slug: string;
}

/** An entity's public identity in one word: `report:review-of-drugs`. */
export function entityKey({ kind, slug }: EntityRef): string {
  return `${kind}:${slug}`;
}

/** A name by which texts call an entity, and when it counts. */
export interface Name {
  readonly entity: EntityRef;
  readonly text: string;
  readonly rule: AliasRule;
}

/** The web address of an entity. */
export interface Address {
  readonly entity: EntityRef;
  readonly url: string;
}

/** All that linking has to know about the entities there are. */
export interface Gazetteer {
  /** Fingerprint of the names and addresses: differs whenever linking the same page could differ. */
  readonly version: string;
  readonly names: readonly Name[];
  readonly addresses: readonly Address[];
}
