import { csv } from './csv.ts';
import type { GraphFormat, TableFormat } from './format.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { jsonl } from './jsonl.ts';
import { jsonld } from './jsonld.ts';
import { nquads } from './nquads.ts';
import { parquet } from './parquet.ts';

/** The formats of tables, by the ending of their files. */
export const TABLE_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', description: 'for spreadsheets, R and scripts', write: csv },
  jsonl: {
    mediaType: 'application/jsonl',
    description: 'for scripts; relations with all evidence',
    write: jsonl,
  },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    description: 'for DuckDB, pandas and Polars; smallest',
    write: parquet,
  },
} as const satisfies Record<string, TableFormat>;

/** The formats of whole graphs, by the ending of their files. */
export const GRAPH_FORMATS = {
  graphml: {
    mediaType: 'application/graphml+xml',
    description: 'for NetworkX, igraph, yEd and Cytoscape',
    write: graphml,
  },
  gexf: { mediaType: 'application/gexf+xml', description: 'for Gephi', write: gexf },
  jsonld: { mediaType: 'application/ld+json', description: 'for linked data, as JSON', write: jsonld },
  nq: { mediaType: 'application/n-quads', description: 'for triple stores', write: nquads },
} as const satisfies Record<string, GraphFormat>;
