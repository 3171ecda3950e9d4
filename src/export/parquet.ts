import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Column, ColumnType } from '../read/columns.ts';
import type { Batches, Row } from './format.ts';

/** Rows are held until there are this many, or this many characters in them: then they are written as one group. */
const ROWS_IN_GROUP = 10_000;
const CHARACTERS_IN_GROUP = 8_000_000;

/** A table as Parquet, a group of rows at a time. */
export async function* parquet(columns: readonly Column[], batches: Batches): AsyncGenerator<Uint8Array> {
  const flat = columns.filter(({ type }) => type !== 'rows');
  const bytes = new ByteWriter();
  const schema = [{ name: 'root', num_children: flat.length }, ...flat.flatMap(schemaOf)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'citetrail' });
  let held: Row[] = [];
  let characters = 0;
  const writeGroup = () => {
    writer.write({
      columnData: flat.map(({ name, type }) => ({
        name,
        data: held.map((row) => parquetValue(type, row[name])),
        offsetIndex: false,
      })),
      rowGroupSize: held.length,
    });
    held = [];
    characters = 0;
    return taken(bytes);
  };
  for await (const rows of batches) {
    for (const row of rows) {
      held.push(row);
      for (const { name } of flat) characters += String(row[name] ?? '').length;
      if (held.length >= ROWS_IN_GROUP || characters >= CHARACTERS_IN_GROUP) yield writeGroup();
    }
  }
  if (held.length > 0) yield writeGroup();
  writer.finish();
  yield taken(bytes);
}

/** What was written since the last time. The writer goes on counting where in the file it stands. */
function taken(bytes: ByteWriter): Uint8Array {
  const chunk = bytes.getBytes().slice();
  bytes.index = 0;
  return chunk;
}

const TYPES: Readonly<Record<Exclude<ColumnType, 'list' | 'rows'>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  moment: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
};

function schemaOf({ name, type }: Column): SchemaElement[] {
  if (type === 'rows') return [];
  if (type !== 'list') return [{ ...TYPES[type], name, repetition_type: 'OPTIONAL' }];
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { ...TYPES.text, name: 'element', repetition_type: 'OPTIONAL' },
  ];
}

function parquetValue(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return type === 'date' || type === 'moment' ? new Date(value as string) : value;
}
