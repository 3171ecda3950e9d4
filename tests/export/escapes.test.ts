/** Whatever an author wrote, a file read back says the same words, and nothing in it is more than words. */
import fc from 'fast-check';
import { Parser as XmlParser } from 'htmlparser2';
import { Parser as RdfParser } from 'n3';
import { expect, test } from 'vitest';
import { csvLines } from '../../src/export/csv.ts';
import { jsonld } from '../../src/export/jsonld.ts';
import { nquads } from '../../src/export/nquads.ts';
import { iriOf } from '../../src/export/terms.ts';
import { escapeXml } from '../../src/export/xml.ts';
import type { EntityRecord } from '../../src/read/columns.ts';
import { runs } from '../support/runs.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are forbidden
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Words that mean something to some format, and any others. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=1+1',
        '+cmd|"/c calc"!A0',
        '@SUM(A1)',
        '-2',
        '\t=1',
        '\r=1',
        '＝1',
        '＋1',
        '","',
        '""',
        '\n',
      ),
      fc.constantFrom(']]>', '<!--', '</data>', '&amp;', '&#0;', '<![CDATA[', '\u0001', '\uffff', '\ud800'),
      fc.constantFrom(
        '\\u003c',
        '\\',
        '"^^<x>',
        '> <a> <b> .\n<c>',
        '"@en',
        '@id',
        '\u2028',
        '\u0085',
        '\u007f',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

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

test('CSV: every cell is read back, and none begins as a formula does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 4 }), (rows) => {
      const read = cells(csvLines(rows));
      expect(read).toHaveLength(rows.length);
      for (const [i, row] of read.entries()) {
        expect(row.map((cell) => cell.replace(/^'/, ''))).toEqual(
          rows[i]!.map((cell) => cell.replace(/^'/, '')),
        );
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('XML: text and attributes are read back, but for characters that XML has not', () => {
  fc.assert(
    fc.property(words, (text) => {
      let [inside, attribute, elements] = ['', '', 0];
      const parser = new XmlParser(
        {
          onopentag(_, attributes) {
            elements++;
            attribute = attributes.a!;
          },
          ontext(piece) {
            inside += piece;
          },
        },
        { xmlMode: true },
      );
      parser.end(`<x a="${escapeXml(text)}">${escapeXml(text)}</x>`);
      const sayable = text.replace(FORBIDDEN, '\ufffd');
      expect({ inside, attribute, elements }).toEqual({ inside: sayable, attribute: sayable, elements: 1 });
    }),
    { numRuns: runs(300) },
  );
});

const entity = (name: string, url: string) =>
  ({
    id: 'post:tides',
    kind: 'post',
    slug: 'tides',
    name,
    url,
    aliases: [],
    labels: [],
  }) as unknown as EntityRecord;

async function written(write: typeof nquads, row: EntityRecord): Promise<string> {
  async function* batch() {
    yield [row];
  }
  async function* none() {}
  return (await Array.fromAsync(write({ entities: batch(), relations: none() }))).join('');
}

test('N-Quads: a name is read back as one literal, and adds no triple', async () => {
  const plain = new RdfParser({ format: 'N-Quads' }).parse(
    await written(nquads, entity('x', 'https://a.example/')),
  );
  await fc.assert(
    fc.asyncProperty(words, async (name) => {
      const quads = new RdfParser({ format: 'N-Quads' }).parse(
        await written(nquads, entity(name, 'https://a.example/')),
      );
      expect(quads).toHaveLength(plain.length);
      expect(quads.map(({ object }) => object.value)).toContain(name.toWellFormed());
    }),
    { numRuns: runs(200) },
  );
});

test('N-Quads: whatever an id or an address holds, what is written is one IRI', async () => {
  await fc.assert(
    fc.asyncProperty(words, async (end) => {
      const quads = new RdfParser({ format: 'N-Quads' }).parse(
        await written(nquads, { ...entity('x', 'https://a.example/'), id: `post:${end}` } as EntityRecord),
      );
      const subjects = new Set(quads.map(({ subject }) => subject.value));
      expect(subjects.size).toBe(1);
      expect([...subjects][0]).toMatch(
        new RegExp(`^${iriOf('post:').replaceAll(/[.?]/g, '\\$&')}[^\\s<>"{}|\\\\^\`]*$`),
      );
    }),
    { numRuns: runs(200) },
  );
});

test('JSON-LD: a name is read back as it is, and adds no key', async () => {
  const keys = (text: string) => Object.keys(JSON.parse(text)['@graph'][0]);
  const plain = keys(await written(jsonld, entity('x', 'https://a.example/')));
  await fc.assert(
    fc.asyncProperty(words, async (name) => {
      const text = await written(jsonld, entity(name, 'https://a.example/'));
      expect(keys(text)).toEqual(plain);
      expect(JSON.parse(text)['@graph'][0].name).toBe(name);
    }),
    { numRuns: runs(200) },
  );
});
