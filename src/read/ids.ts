/**
 * Public ids: readable, and the same wherever the same pages were read.
 *
 * - an entity is `kind:slug`: `report:review-of-drugs-part-two`
 * - a relation is its sentence: `relation:post/a-post:cites:report/a-report`, and behind that what tells it
 *   from others between the same ends
 * - a capture is the fingerprint of its bytes: `capture:7408b325…`
 * - a piece of evidence is numbered: `evidence:17`
 */
import { quoted, RequestError } from '../errors.ts';
import { type EdgeKind, isEdgeKind } from '../model/edges.ts';
import { type EntityKind, entityKinds, isEntityKind } from '../model/entities.ts';

/** An entity as an id names it. */
export interface EntityName {
  readonly kind: EntityKind;
  readonly slug: string;
}

export type ParsedId =
  | { readonly of: 'entity'; readonly entity: EntityName }
  | {
      readonly of: 'relation';
      readonly source: EntityName;
      readonly kind: EdgeKind;
      readonly target: EntityName;
      readonly qualifier: string;
    }
  | { readonly of: 'capture'; readonly sha256: string }
  | { readonly of: 'evidence'; readonly number: number };

const SLUG = /^[a-z0-9][a-z0-9.-]*$/;

/** Reads an id of any sort; throws RequestError with BAD_ID when it is none. */
export function parseId(id: string): ParsedId {
  const [type = '', ...rest] = id.split(':');
  if (isEntityKind(type) && rest.length === 1 && SLUG.test(rest[0]!)) {
    return { of: 'entity', entity: { kind: type, slug: rest[0]! } };
  }
  if (type === 'capture' && /^[0-9a-f]{64}$/.test(rest.join(':'))) return { of: 'capture', sha256: rest[0]! };
  if (type === 'evidence' && /^[1-9]\d{0,14}$/.test(rest.join(':')))
    return { of: 'evidence', number: Number(rest[0]) };
  if (type === 'relation' && (rest.length === 3 || rest.length === 4)) {
    const [source, target] = [parseEnd(rest[0]!), parseEnd(rest[2]!)];
    const kind = rest[1]!;
    if (source && target && isEdgeKind(kind))
      return { of: 'relation', source, kind, target, qualifier: rest[3] ?? '' };
  }
  throw new RequestError(
    'BAD_ID',
    `${quoted(id)} is not an id. Expected \`kind:slug\` with one of the kinds ${entityKinds.join(', ')}, or an id from an ` +
      'earlier answer that begins with `relation:`, `evidence:` or `capture:`.',
  );
}

/** Reads the id of an entity, of one kind if it is given; throws RequestError with BAD_ID otherwise. */
export function parseEntityId(id: string, kind?: EntityKind): EntityName {
  const parsed = parseId(id);
  if (parsed.of === 'entity' && (kind === undefined || parsed.entity.kind === kind)) return parsed.entity;
  throw new RequestError(
    'BAD_ID',
    `${quoted(id)} is not the id of ${kind ? `a ${kind}` : 'an entity'}; expected \`${kind ?? 'kind'}:slug\`.`,
  );
}

/** A relation's id. */
export function relationId(
  source: EntityName,
  kind: EdgeKind,
  target: EntityName,
  qualifier: string,
): string {
  const end = (entity: EntityName) => `${entity.kind}/${entity.slug}`;
  return ['relation', end(source), kind, end(target), ...(qualifier ? [qualifier] : [])].join(':');
}

function parseEnd(text: string): EntityName | null {
  const [kind = '', slug = ''] = text.split('/');
  return isEntityKind(kind) && SLUG.test(slug) ? { kind, slug } : null;
}
