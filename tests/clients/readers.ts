/**
 * Reads the exports with programs that people have for them and that had no part in writing them: DuckDB reads the
 * tables, graphology the graph files. Each must find what the manifest counts, and every relation its two ends.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { MultiDirectedGraph } from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import type { AbstractGraph } from 'graphology-types';
import type { Finding, Gate } from './gate.ts';

/** How DuckDB reads a table of each format. */
const FORMATS = {
  parquet: (file: string) => `read_parquet('${file}')`,
  csv: (file: string) => `read_csv('${file}')`,
  jsonl: (file: string) => `read_ndjson('${file}')`,
};
const GRAPHS = {
  'graph.gexf': (text: string) => gexf.parse(MultiDirectedGraph, text),
  'graph.graphml': (text: string) => graphml.parse(MultiDirectedGraph, text),
};

/** What a program found: how many entities and relations, and how many ends of relations that are no entity. */
type Found = readonly [entities: number, relations: number, loose: number];

export function readers(url: string): Gate {
  return {
    title: 'Exports in the programs that read them',
    async findings() {
      const { counts } = JSON.parse(await exportOf(url, 'manifest.json').then(String));
      const sum = (of: Record<string, number>) => Object.values(of).reduce((a, b) => a + b, 0);
      const expected: Found = [sum(counts.entities), sum(counts.relations), 0];
      const findings: Finding[] = [];
      for (const format of Object.keys(FORMATS) as (keyof typeof FORMATS)[])
        findings.push(await finding(`DuckDB: tables as ${format}`, expected, () => inDuckDB(url, format)));
      for (const [name, read] of Object.entries(GRAPHS))
        findings.push(await finding(`graphology: ${name}`, expected, () => inGraphology(url, name, read)));
      return findings;
    },
  };
}

async function finding(name: string, expected: Found, read: () => Promise<Found>): Promise<Finding> {
  try {
    const found = await read();
    const fault = `It found ${found.join(', ')}; expected ${expected.join(', ')}.`;
    return `${found}` === `${expected}` ? { name } : { name, fault };
  } catch (error) {
    return { name, fault: (error as Error).message };
  }
}

async function inDuckDB(url: string, format: keyof typeof FORMATS): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'citetrail-tables-'));
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  try {
    for (const table of ['entities', 'edges', 'evidence']) {
      const file = join(folder, `${table}.${format}`);
      writeFileSync(file, await exportOf(url, `${table}.${format}`));
      await connection.run(`create view ${table} as from ${FORMATS[format](file)}`);
    }
    // A relation's pieces of evidence are counted in one table and listed in another: both must say the same.
    const reader = await connection.runAndReadAll(`
      select (select count(*) from entities), (select count(*) from edges),
        (select count(*) from edges where source not in (select id from entities) or target not in (select id from entities))
        + abs((select sum("evidenceCount") from edges) - (select count(*) from evidence))`);
    return reader.getRows()[0]!.map(Number) as unknown as Found;
  } finally {
    connection.closeSync();
    database.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function inGraphology(
  url: string,
  name: string,
  read: (text: string) => AbstractGraph,
): Promise<Found> {
  const graph = read(String(await exportOf(url, name)));
  const loose = graph.filterNodes((_, { name, kind }) => !name || !kind).length;
  return [graph.order, graph.size, loose];
}

async function exportOf(url: string, name: string): Promise<Buffer> {
  const response = await fetch(new URL(`/export/${name}`, url));
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}
