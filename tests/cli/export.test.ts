import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { destinationsOf } from '../../src/cli/export-destinations.ts';
import { FILES, filesNamed } from '../../src/export/files.ts';

const scratch = mkdtempSync(join(tmpdir(), 'citetrail-export-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const [entities, edges] = [filesNamed('entities.csv'), filesNamed('edges.csv')];
const MANIFEST = { formatVersion: 1, takenAt: 'now', snapshot: '1:1:', filters: {}, files: [] };

test.each([
  ['graph.gexf', ['graph.gexf']],
  ['csv', ['entities.csv', 'edges.csv', 'evidence.csv']],
  ['nq', ['graph.nq']],
])('%s means %j', (name, files) => {
  expect(filesNamed(name).map(({ name }) => name)).toEqual(files);
});

test('what there is none of is told with all that there is', () => {
  expect(() => filesNamed('graph.csv')).toThrow(
    `There is no “graph.csv” to export; expected one of ${FILES.map(({ name }) => name).join(', ')}.`,
  );
});

test('a file has its name only when it is whole; one that is given up leaves nothing', async () => {
  const folder = join(scratch, 'whole');
  const destinations = await destinationsOf([...entities, ...edges], folder);
  const file = await destinations.open('entities.csv');
  await file.write(Buffer.from('half'));
  expect(readdirSync(folder)).not.toContain('entities.csv');
  await file.write(Buffer.from(' and half'));
  await file.finish();
  expect(readFileSync(join(folder, 'entities.csv'), 'utf8')).toBe('half and half');
  const other = await destinations.open('edges.csv');
  await other.write(Buffer.from('half'));
  await other.abandon();
  await destinations.describe(MANIFEST);
  expect(readdirSync(folder).sort()).toEqual(['entities.csv', 'manifest.json']);
});

test.each<[string, typeof entities, string, string[]]>([
  ['one file', entities, 'one.csv', ['one.csv', 'one.csv.manifest.json']],
  ['one file in a folder', entities, 'folder/', ['folder/entities.csv', 'folder/manifest.json']],
  ['two files', [...entities, ...edges], 'two', ['two/entities.csv', 'two/manifest.json']],
])('%s to --out %s', async (_, files, out, made) => {
  const destinations = await destinationsOf(files, `${scratch}/${out}`);
  await (await destinations.open('entities.csv')).finish();
  await destinations.describe(MANIFEST);
  for (const path of made) expect(() => readFileSync(join(scratch, path)), path).not.toThrow();
});

test('what cannot be written to is told', async () => {
  const file = join(scratch, 'taken');
  writeFileSync(file, '');
  await expect(destinationsOf([...entities, ...edges], file)).rejects.toThrow('is a file; expected a folder');
  await expect(destinationsOf(entities, join(file, 'below', 'x.csv'))).rejects.toThrow(
    `Cannot write to ${file}`,
  );
});
