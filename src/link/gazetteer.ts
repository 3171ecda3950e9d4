import type { AliasRule } from '../model/alias.ts';
import type { ErasedName } from '../model/curation.ts';
import type { REPORT_GENRES } from '../model/entities/report.ts';
import type { EntityKind } from '../model/entities.ts';
import type { PartialDate } from '../model/partial-date.ts';

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

/** What a report is, by which texts may call it without its name: whose it is, its sort and its date. */
export interface KnownReport {
  readonly entity: EntityRef;
  readonly genre: keyof typeof REPORT_GENRES;
  readonly published: PartialDate | null;
  /** Who wrote or led it. */
  readonly authors: readonly EntityRef[];
  /** Who published it, and what those are part of. */
  readonly publishers: readonly EntityRef[];
  /** The report that it is a part of; null for none. */
  readonly series: EntityRef | null;
}

/** All that linking has to know about the entities there are. */
export interface Gazetteer {
  /** Fingerprint of all that follows: differs whenever linking the same page could differ. */
  readonly version: string;
  readonly names: readonly Name[];
  readonly addresses: readonly Address[];
  readonly reports: readonly KnownReport[];
  /** Names that pages are read without. */
  readonly erased: readonly ErasedName[];
}
