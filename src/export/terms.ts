/**
 * What the graph says in the terms of published vocabularies: the keys of our JSON-LD, and the same as RDF.
 */
import { EDGE_KINDS, edgeKinds } from '../model/edges.ts';
import { entityKinds } from '../model/entities.ts';

/** What ids and terms of our own stand under. It names them and leads nowhere. */
const OWN = 'urn:citetrail:';

const STANDARD = {
  schema: 'https://schema.org/',
  cito: 'http://purl.org/spar/cito/',
  fabio: 'http://purl.org/spar/fabio/',
  dcterms: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  oa: 'http://www.w3.org/ns/oa#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  kg: `${OWN}term:`,
} as const;

/** The beginnings of names and what they stand for: those of vocabularies, and those of our ids. */
export const PREFIXES: Readonly<Record<string, string>> = {
  ...STANDARD,
  ...Object.fromEntries(
    [...entityKinds, 'relation', 'evidence', 'capture'].map((sort) => [sort, `${OWN}${sort}:`]),
  ),
};

/** A key of our JSON-LD: the standard term, and what its values are when they are no plain text. */
export interface Term {
  readonly iri: string;
  readonly type?: '@id' | `xsd:${string}`;
}

const text = (iri: string): Term => ({ iri });
const node = (iri: string): Term => ({ iri, type: '@id' });
const typed = (iri: string, type: string): Term => ({ iri, type: `xsd:${type}` });

/** Every key that a node can have. */
export const TERMS: Readonly<Record<string, Term>> = {
  name: text('schema:name'),
  url: typed('schema:url', 'anyURI'),
  summary: text('schema:description'),
  aliases: text('schema:alternateName'),
  publishedOn: typed('schema:datePublished', 'date'),
  type: text('kg:type'),
  genre: text('schema:genre'),
  rank: typed('kg:rank', 'double'),
  startedOn: typed('schema:startDate', 'date'),
  endedOn: typed('schema:endDate', 'date'),
  site: text('kg:site'),
  labels: text('schema:keywords'),
  depth: typed('kg:depth', 'integer'),
  position: typed('schema:position', 'integer'),
  authorName: text('schema:creditText'),
  recordedAt: typed('prov:generatedAtTime', 'dateTime'),
  subject: node('rdf:subject'),
  predicate: node('rdf:predicate'),
  object: node('rdf:object'),
  role: text('schema:roleName'),
  occurredOn: typed('dcterms:date', 'date'),
  validFrom: typed('schema:validFrom', 'date'),
  validTo: typed('schema:validThrough', 'date'),
  confidence: typed('kg:confidence', 'double'),
  method: text('kg:method'),
  restsOn: node('prov:wasDerivedFrom'),
  standsOn: node('oa:hasSource'),
  selectors: node('oa:hasSelector'),
  exact: text('oa:exact'),
  prefix: text('oa:prefix'),
  suffix: text('oa:suffix'),
  start: typed('oa:start', 'nonNegativeInteger'),
  end: typed('oa:end', 'nonNegativeInteger'),
  file: text('kg:file'),
  sha256: text('schema:sha256'),
  retrievedAt: typed('prov:generatedAtTime', 'dateTime'),
  ...Object.fromEntries(edgeKinds.map((kind) => [kind, node(EDGE_KINDS[kind].iri)])),
};

/** The whole IRI of a prefixed name. Characters that an IRI may not have are percent-encoded. */
export function iriOf(name: string): string {
  const colon = name.indexOf(':');
  return `${PREFIXES[name.slice(0, colon)]}${safeInIri(name.slice(colon + 1))}`;
}

/** A name such that both as JSON-LD and expanded it is a valid IRI. */
export function safeInIri(name: string): string {
  return name.replace(/[^\w\-.~:/#@!$'()*+,;=]/gu, (character) =>
    encodeURIComponent(character.toWellFormed()),
  );
}

/** The context that makes JSON-LD of our keys: part of every file, for nothing is loaded from elsewhere. */
export function jsonldContext(): Readonly<Record<string, unknown>> {
  return {
    ...PREFIXES,
    ...Object.fromEntries(
      Object.entries(TERMS).map(([key, { iri, type }]) => [key, type ? { '@id': iri, '@type': type } : iri]),
    ),
  };
}
