import type { Column, ColumnType } from '../read/columns.ts';
import type { Graph } from './format.ts';
import { attributesOf, EDGE_ATTRIBUTES, NODE_ATTRIBUTES } from './graph-attributes.ts';
import { escapeXml } from './xml.ts';

const TYPES: Readonly<Partial<Record<ColumnType, string>>> = { integer: 'int', number: 'double' };

/** The graph as GraphML, directed, its attributes declared with their types. */
export async function* graphml({ entities, relations }: Graph): AsyncGenerator<string> {
  const keys = [...keysOf('node', NODE_ATTRIBUTES), ...keysOf('edge', EDGE_ATTRIBUTES)];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
${keys.join('\n')}
<graph id="citetrail" edgedefault="directed">
`;
  for await (const batch of entities) {
    yield batch
      .map((row) => {
        const data = [['label', row.name] as const, ...attributesOf(NODE_ATTRIBUTES, row)];
        return `<node id="${escapeXml(row.id)}">${dataOf('node', data)}</node>\n`;
      })
      .join('');
  }
  for await (const batch of relations) {
    yield batch
      .map((row) => {
        const ends = `source="${escapeXml(row.source)}" target="${escapeXml(row.target)}"`;
        const data = [['label', row.kind] as const, ...attributesOf(EDGE_ATTRIBUTES, row)];
        return `<edge id="${escapeXml(row.id)}" ${ends}>${dataOf('edge', data)}</edge>\n`;
      })
      .join('');
  }
  yield '</graph>\n</graphml>\n';
}

type Of = 'node' | 'edge';

function keysOf(of: Of, attributes: readonly Column[]): string[] {
  const label: Column = { name: 'label', type: 'text', description: '' };
  return [label, ...attributes].map(
    ({ name, type }) =>
      `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${TYPES[type] ?? 'string'}"/>`,
  );
}

function dataOf(of: Of, attributes: readonly (readonly [string, string])[]): string {
  return attributes.map(([name, value]) => `<data key="${of}-${name}">${escapeXml(value)}</data>`).join('');
}
