import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILES } from '../../src/export/files.ts';
import { parametersOf } from '../../src/export/parameters.ts';
import { TERMS } from '../../src/export/terms.ts';
import { EDGE_KINDS, edgeKinds } from '../../src/model/edges.ts';
import { ENTITY_KINDS, entityKinds } from '../../src/model/entities.ts';
import {
  BODY_COLUMN,
  type Column,
  ENTITY_COLUMNS,
  EVIDENCE_COLUMNS,
  kindsWith,
  RELATION_COLUMNS,
} from '../../src/read/columns.ts';

const page = readFileSync('docs/exports.md', 'utf8');

/** The rows of the first table under a heading. */
function tableUnder(heading: string): string[] {
  const section = page.split(/^#{2,3} /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const [, ...rows] = section.split('\n').filter((line) => line.startsWith('| '));
  return rows;
}

const term = (name: string) => (TERMS[name] ? `\`${TERMS[name].iri}\`` : '');

const columnRow = ({ name, type, description }: Column) =>
  `| \`${name}\` | ${type} | ${term(name)} | ${description} |`;

test.each([
  [
    'Entities',
    [...ENTITY_COLUMNS, BODY_COLUMN].map((column) => {
      const kinds = kindsWith(column);
      const has = kinds.length === entityKinds.length ? 'all' : kinds.join(', ');
      return `| \`${column.name}\` | ${column.type} | ${has} | ${term(column.name)} | ${column.description} |`;
    }),
  ],
  ['Edges', RELATION_COLUMNS.map((column) => columnRow(column))],
  ['Evidence', EVIDENCE_COLUMNS.map((column) => columnRow(column))],
  [
    'Files',
    FILES.map(({ name, format }) => `| \`${name}\` | \`${format.mediaType}\` | ${format.description} |`),
  ],
  ['Kinds of entity', entityKinds.map((kind) => `| \`${kind}\` | \`${ENTITY_KINDS[kind].iri}\` |`)],
  ['Kinds of relation', edgeKinds.map((kind) => `| \`${kind}\` | \`${EDGE_KINDS[kind].iri}\` |`)],
  [
    'Conditions on relations',
    Object.entries(parametersOf('edges')).map(
      ([name, { type, description }]) => `| \`${name}\` | \`${type}\` | ${description} |`,
    ),
  ],
])('the table of %s is that of the program, row by row', (heading, rows) => {
  expect(tableUnder(heading)).toEqual(rows);
});
