/** The types of the schema by reference, so that the files that fill them can name one another. */
import { ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';
import type { EntityRow, RowOf } from '../read/entity-row.ts';
import type { CaptureRow, EdgeRow, EvidenceRow } from '../read/loaders.ts';
import { builder } from './builder.ts';

/** An edge as it is being read: from its source, or from its target. */
export interface RelationView {
  readonly edge: EdgeRow;
  readonly backward: boolean;
}

export type NodeShape = EntityRow | RelationView | EvidenceRow | CaptureRow;

export const isRelation = (node: NodeShape): node is RelationView => 'edge' in node;
export const isEntity = (node: NodeShape): node is EntityRow => 'slug' in node;
export const isCapture = (node: NodeShape): node is CaptureRow => 'sha256' in node;

export const NodeRef = builder.interfaceRef<NodeShape>('Node');
export const EntityRef = builder.interfaceRef<EntityRow>('Entity');
export const DocumentRef = builder.interfaceRef<RowOf<'report' | 'post' | 'comment'>>('Document');

export const RelationRef = builder.objectRef<RelationView>('Relation');
export const EvidenceRef = builder.objectRef<EvidenceRow>('Evidence');
export const CaptureRef = builder.objectRef<CaptureRow>('Capture');

/** The type of each kind of entity. */
export const ENTITY_REFS = Object.fromEntries(
  entityKinds.map((kind) => [kind, builder.objectRef(ENTITY_KINDS[kind].typeName)]),
) as unknown as { [K in EntityKind]: ReturnType<typeof builder.objectRef<RowOf<K>>> };
