import { EDGE_KINDS } from '../model/edges.ts';
import { ENTITY_KINDS } from '../model/entities.ts';
import {
  ENTITY_COLUMNS,
  type EntityRecord,
  type EvidenceRecord,
  RELATION_COLUMNS,
  type RelationRecord,
} from '../read/columns.ts';
import { safeInIri, TERMS } from './terms.ts';

/** A date of which less than the day is known. */
export interface PartialDay {
  readonly '@value': string;
  readonly '@type': 'xsd:gYear' | 'xsd:gYearMonth';
}

/** What a key of a node has: text, a number, a partial date, a node or its id, or several of them. */
export type Value = string | number | PartialDay | LinkedNode | readonly Value[];

/** A node of the graph in our JSON-LD: its keys are those of `TERMS`. */
export interface LinkedNode {
  readonly '@id': string;
  readonly '@type'?: string;
  readonly [key: string]: Value | undefined;
}

/** An entity as a node. Its place in a thread is said by relations. */
export function entityNode(row: EntityRecord): LinkedNode {
  return {
    '@id': safeInIri(row.id),
    '@type': ENTITY_KINDS[row.kind].iri,
    ...valuesOf(row, ENTITY_COLUMNS),
  };
}

/**
 * A relation as a statement about what it says, with its evidence: quotes and positions as in the Web
 * Annotation model. Its subject carries what is said, so that the plain triple is there as well.
 */
export function relationNode(row: RelationRecord): LinkedNode {
  const target = safeInIri(row.target);
  return {
    '@id': safeInIri(row.id),
    '@type': 'rdf:Statement',
    subject: { '@id': safeInIri(row.source), [row.kind]: target },
    predicate: EDGE_KINDS[row.kind].iri,
    object: target,
    ...valuesOf(row, RELATION_COLUMNS),
    restsOn: row.evidence.map(evidenceNode),
  };
}

function evidenceNode({ id, capture, confidence, method, ...piece }: EvidenceRecord): LinkedNode {
  const { exact, prefix, suffix, start, end, url, file, retrievedAt } = piece;
  return {
    '@id': id,
    '@type': 'oa:SpecificResource',
    ...present({ confidence, method }),
    selectors: [
      { '@id': `${id}#quote`, '@type': 'oa:TextQuoteSelector', ...present({ exact, prefix, suffix }) },
      { '@id': `${id}#position`, '@type': 'oa:TextPositionSelector', ...present({ start, end }) },
    ],
    standsOn: {
      '@id': capture,
      '@type': 'prov:Entity',
      ...present({ sha256: capture.slice('capture:'.length), url, file, retrievedAt }),
    },
  };
}

/** The values of the columns that have a term. */
function valuesOf(
  row: EntityRecord | RelationRecord,
  columns: readonly { readonly name: string }[],
): Record<string, Value> {
  const values: Readonly<Record<string, unknown>> = { ...row };
  return present(
    Object.fromEntries(
      columns
        .filter(({ name }) => TERMS[name])
        .map(({ name }) => [name, day(values[name], values[`${name.replace(/On$/, '')}Precision`])]),
    ),
  );
}

/** A day, or as much of it as is known. */
function day(value: unknown, precision: unknown): unknown {
  if (precision === 'year') return { '@value': String(value).slice(0, 4), '@type': 'xsd:gYear' };
  return precision === 'month' ? { '@value': String(value).slice(0, 7), '@type': 'xsd:gYearMonth' } : value;
}

function present(values: Readonly<Record<string, unknown>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Record<string, Value>;
}
