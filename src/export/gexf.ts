import type { Column, ColumnType } from '../read/columns.ts';
import type { Graph } from './format.ts';
import { attributesOf, EDGE_ATTRIBUTES, NODE_ATTRIBUTES } from './graph-attributes.ts';
import { escapeXml } from './xml.ts';

const TYPES: Readonly<Partial<Record<ColumnType, string>>> = { integer: 'integer', number: 'double' };

/** The graph as GEXF 1.2, which more programs read than 1.3; directed, weighted by confidence. */
export async function* gexf({ entities, relations }: Graph): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>Citetrail</creator></meta>
<graph mode="static" defaultedgetype="directed">
${attributesElement('node', NODE_ATTRIBUTES)}
${attributesElement('edge', EDGE_ATTRIBUTES)}
<nodes>
`;
  for await (const batch of entities) {
    yield batch
      .map(
        (row) =>
          `<node id="${escapeXml(row.id)}" label="${escapeXml(row.name)}">${values(NODE_ATTRIBUTES, row)}</node>\n`,
      )
      .join('');
  }
  yield '</nodes>\n<edges>\n';
  for await (const batch of relations) {
    yield batch
      .map((row) => {
        const ends = `source="${escapeXml(row.source)}" target="${escapeXml(row.target)}"`;
        const weight = `weight="${row.confidence}"`;
        return `<edge id="${escapeXml(row.id)}" ${ends} label="${row.kind}" ${weight}>${values(EDGE_ATTRIBUTES, row)}</edge>\n`;
      })
      .join('');
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

function attributesElement(of: 'node' | 'edge', attributes: readonly Column[]): string {
  const declared = attributes.map(
    ({ name, type }) => `<attribute id="${name}" title="${name}" type="${TYPES[type] ?? 'string'}"/>`,
  );
  return `<attributes class="${of}">\n${declared.join('\n')}\n</attributes>`;
}

function values(...of: Parameters<typeof attributesOf>): string {
  const all = attributesOf(...of).map(
    ([name, value]) => `<attvalue for="${name}" value="${escapeXml(value)}"/>`,
  );
  return `<attvalues>${all.join('')}</attvalues>`;
}
