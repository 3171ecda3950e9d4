import { ParameterError } from '../errors.ts';
import {
  BODY_COLUMN,
  type Column,
  ENTITY_COLUMNS,
  EVIDENCE_COLUMNS,
  RELATION_COLUMNS,
} from '../read/columns.ts';
import type { GraphFormat, TableFormat } from './format.ts';
import { GRAPH_FORMATS, TABLE_FORMATS } from './formats.ts';

/** What can be exported. */
export type What = 'entities' | 'edges' | 'evidence' | 'graph';

/** The tables, with their columns. */
export const TABLES = {
  entities: ENTITY_COLUMNS,
  edges: RELATION_COLUMNS,
  evidence: EVIDENCE_COLUMNS,
} as const satisfies Record<Exclude<What, 'graph'>, readonly Column[]>;

/** One file that can be exported: a table or the graph, in one of its formats. */
export type ExportFile = { readonly name: string } & (
  | { readonly what: keyof typeof TABLES; readonly format: TableFormat }
  | { readonly what: 'graph'; readonly format: GraphFormat }
);

const tables = Object.keys(TABLES) as (keyof typeof TABLES)[];

/** Every file that can be exported. */
export const FILES: readonly ExportFile[] = [
  ...tables.flatMap((what) =>
    Object.entries(TABLE_FORMATS).map(([ending, format]) => ({ name: `${what}.${ending}`, what, format })),
  ),
  ...Object.entries(GRAPH_FORMATS).map(([ending, format]) => ({
    name: `graph.${ending}`,
    what: 'graph' as const,
    format,
  })),
];

/** The files that a name means: one by its name, or all of a format by its ending. Throws ParameterError for none. */
export function filesNamed(name: string): readonly ExportFile[] {
  const found = FILES.filter((file) => file.name === name || file.name.endsWith(`.${name}`));
  if (found.length > 0) return found;
  throw new ParameterError(
    `There is no “${name}” to export; expected one of ${FILES.map(({ name }) => name).join(', ')}.`,
  );
}

/** The columns of a table, the texts of documents among them where they are asked for. */
export function columnsOf(what: keyof typeof TABLES, body: boolean): readonly Column[] {
  return what === 'entities' && body ? [...TABLES[what], BODY_COLUMN] : TABLES[what];
}
