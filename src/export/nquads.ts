import type { Graph } from './format.ts';
import { entityNode, type LinkedNode, type PartialDay, relationNode, type Value } from './linked-data.ts';
import { iriOf, TERMS, type Term } from './terms.ts';

const TYPE = `<${iriOf('rdf:type')}>`;

/** The graph as N-Quads, all in the default graph: the triples that our JSON-LD says. */
export async function* nquads({ entities, relations }: Graph): AsyncGenerator<string> {
  for await (const batch of entities) yield batch.map((row) => quadsOf(entityNode(row))).join('');
  for await (const batch of relations) yield batch.map((row) => quadsOf(relationNode(row))).join('');
}

/** Everything that a node and the nodes in it say, a line each. */
function quadsOf({ '@id': id, '@type': type, ...keys }: LinkedNode): string {
  const subject = `<${iriOf(id)}>`;
  let lines = type ? `${subject} ${TYPE} <${iriOf(type)}> .\n` : '';
  for (const [key, values] of Object.entries(keys)) {
    const term = TERMS[key]!;
    for (const value of [values].flat() as Value[]) {
      lines += `${subject} <${iriOf(term.iri)}> ${objectOf(value, term)} .\n`;
      if (isNode(value)) lines += quadsOf(value);
    }
  }
  return lines;
}

function isNode(value: Value): value is LinkedNode {
  return typeof value === 'object' && '@id' in value;
}

function objectOf(value: Value, { type }: Term): string {
  if (isNode(value)) return `<${iriOf(value['@id'])}>`;
  if (type === '@id') return `<${iriOf(value as string)}>`;
  if (typeof value === 'object') {
    const partial = value as PartialDay;
    return `${literal(partial['@value'])}^^<${iriOf(partial['@type'])}>`;
  }
  const written = type === 'xsd:double' ? canonicalDouble(value as number) : String(value);
  return type ? `${literal(written)}^^<${iriOf(type)}>` : literal(written);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r' };

/** Text as a literal. Half a character, which UTF-8 cannot write, becomes the sign for a character that is lost. */
function literal(text: string): string {
  return `"${text.toWellFormed().replace(/[\\"\n\r]/g, (found) => ESCAPES[found]!)}"`;
}

/** A number as XML Schema has it: one digit before the point, at least one behind. */
function canonicalDouble(value: number): string {
  const [digits, exponent] = value.toExponential(15).split('e') as [string, string];
  return `${digits.replace(/(\.\d+?)0+$/, '$1')}E${Number(exponent)}`;
}
