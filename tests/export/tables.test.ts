import { sql } from 'drizzle-orm';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, expect, test } from 'vitest';
import { ENTITY_COLUMNS, EVIDENCE_COLUMNS, kindsWith, RELATION_COLUMNS } from '../../src/read/columns.ts';
import { apiOver } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';
import { exported, exportedRows, HARD_NAMES, STORY } from './exported.ts';

const database = await testDatabase();
const { get } = apiOver(database);

beforeAll(async () => {
  await tell(database, STORY);
  for (const [slug, name] of Object.entries(HARD_NAMES)) {
    await database.statements.execute(sql`update entities set name = ${name} where slug = ${slug}`);
  }
  await database.statements.execute(sql`update posts set labels = '{Sea,"a, b"}', published_precision = 'month'
    where id = (select id from entities where slug = 'tides')`);
});

/** Reads CSV as RFC 4180 says it, with line feeds. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '\n') rows.push([]);
  }
  rows.pop();
  return rows;
}

async function parquetRows(name: string) {
  const { content } = await exported(database, name);
  return parquetReadObjects({ file: new Uint8Array(content).buffer });
}

test('a row for every entity, with what the API says of it', async () => {
  const rows = await exportedRows(database, 'entities');
  expect(Object.keys(rows[0])).toEqual(ENTITY_COLUMNS.map(({ name }) => name));
  const { nodes } = await get(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { kind slug name url summary aliases }
      ... on Document { publishedOn publishedPrecision } ... on Report { genre rank }
      ... on Policy { type startedOn startedPrecision endedOn endedPrecision } ... on Author { authorType: type }
      ... on Post { site authorName labels } ... on Comment { depth position authorName post { id } parent { id } } } }`,
    { ids: rows.map(({ id }) => id) },
  );
  expect(nodes).toHaveLength(9);
  for (const [i, node] of nodes.entries()) {
    for (const [field, value] of Object.entries(node)) {
      const said =
        typeof value === 'string' && /^(?:kind|type|authorType|genre|.*Precision)$/.test(field)
          ? value.toLowerCase()
          : value;
      const expected = ['post', 'parent'].includes(field)
        ? ((value as { id: string } | null)?.id ?? null)
        : said;
      expect(rows[i][field === 'authorType' ? 'type' : field], `${rows[i].id} ${field}`).toEqual(expected);
    }
  }
});

test('a row for every relation, with what the API says of it and all its evidence', async () => {
  const rows = await exportedRows(database, 'edges');
  expect(Object.keys(rows[0])).toEqual(RELATION_COLUMNS.map(({ name }) => name));
  const { relations } =
    await get(`{ relations(first: 100, where: {}) { totalCount nodes { id kind role confidence
    method occurredOn validFrom recordedAt source { id name } target { id name }
    evidence { totalCount nodes { id quote { exact prefix suffix } position { start end }
      capture { id url file retrievedAt } } } } } }`);
  expect(rows).toHaveLength(relations.totalCount);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const { source, target, evidence, kind, method, ...said } of relations.nodes) {
    const [piece] = evidence.nodes;
    expect(byId.get(said.id)).toMatchObject({
      ...said,
      kind: kind.toLowerCase(),
      method: method.toLowerCase(),
      methods: [method.toLowerCase()],
      source: source.id,
      sourceName: source.name,
      target: target.id,
      targetName: target.name,
      evidenceCount: evidence.totalCount,
      quote: piece.quote.exact,
      evidence: [
        {
          id: piece.id,
          ...piece.quote,
          ...piece.position,
          capture: piece.capture.id,
          file: null,
          retrievedAt: piece.capture.retrievedAt,
        },
      ],
    });
  }
});

test('evidence is a table too, each row with the relation that rests on it', async () => {
  const rows = await exportedRows(database, 'evidence');
  const nested = (await exportedRows(database, 'edges')).flatMap(({ evidence }) => evidence);
  expect(rows).toHaveLength(nested.length);
  expect(new Set(rows.map((row) => JSON.stringify(row, Object.keys(row).sort())))).toEqual(
    new Set(nested.map((row) => JSON.stringify(row, Object.keys(row).sort()))),
  );
  expect(Object.keys(rows[0])).toEqual(EVIDENCE_COLUMNS.map(({ name }) => name));
});

test('CSV read back has the same values; what a spreadsheet would run is defused', async () => {
  const [header, ...lines] = cells((await exported(database, 'entities.csv')).content.toString());
  const rows = await exportedRows(database, 'entities');
  expect(header).toEqual(ENTITY_COLUMNS.map(({ name }) => name));
  expect(lines).toHaveLength(rows.length);
  for (const [i, line] of lines.entries()) {
    expect(line).toEqual(
      ENTITY_COLUMNS.map(({ name, type }) => {
        const value = rows[i][name];
        const text = type === 'list' ? (value ?? []).join('; ') : String(value ?? '');
        return /^[=+@-]/.test(text) ? `'${text}` : text;
      }),
    );
  }
  expect(lines.map((line) => line[3])).toContain(`'${HARD_NAMES.storms}`);
  expect(lines.map((line) => line[3])).toContain(`'${HARD_NAMES.ada}`);
});

test.each(['entities', 'edges', 'evidence'])('Parquet read back has the rows of %s, typed', async (table) => {
  const rows = await exportedRows(database, table);
  const read = await parquetRows(`${table}.parquet`);
  expect(read).toHaveLength(rows.length);
  for (const [i, row] of read.entries()) {
    const { evidence: _, ...expected } = rows[i];
    const plain = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Date
          ? value.toISOString().slice(0, /On$|^valid/.test(name) ? 10 : undefined)
          : (value ?? null),
      ]),
    );
    expect(plain).toEqual(expected);
  }
});

test('Parquet says its types in its schema, and holds large tables in several groups of rows', async () => {
  const { content } = await exported(database, 'edges.parquet');
  const { schema } = parquetMetadata(new Uint8Array(content).buffer);
  const types = Object.fromEntries(
    schema.map(({ name, type, converted_type }) => [name, converted_type ?? type]),
  );
  expect(types).toMatchObject({
    id: 'UTF8',
    occurredOn: 'DATE',
    recordedAt: 'TIMESTAMP_MILLIS',
    confidence: 'DOUBLE',
    evidenceCount: 'INT32',
    methods: 'LIST',
  });
});

test('texts of documents are there when they are asked for', async () => {
  const [plain] = await exportedRows(database, 'entities', [['kinds', 'post']]);
  const [full] = await exportedRows(database, 'entities', [
    ['kinds', 'post'],
    ['body', 'true'],
  ]);
  expect(plain).not.toHaveProperty('body');
  expect(full).toEqual({ ...plain, body: 'About tides.' });
  expect(
    (await exportedRows(database, 'entities', [['body', 'true']])).find(({ kind }) => kind === 'author').body,
  ).toBe(null);
});

test('every column of entities is one that some kind has', () => {
  for (const column of ENTITY_COLUMNS) expect(kindsWith(column), column.name).not.toEqual([]);
});

test('an empty graph gives tables without rows that can be read', async () => {
  const none = [
    ['kinds', 'organisation'],
    ['nameContains', 'nobody has this'],
  ] as const;
  expect((await exported(database, 'entities.csv', none)).content.toString().split('\n')).toHaveLength(2);
  expect((await exported(database, 'entities.jsonl', none)).content).toHaveLength(0);
  const { content } = await exported(database, 'entities.parquet', none);
  expect(await parquetReadObjects({ file: new Uint8Array(content).buffer })).toEqual([]);
});
