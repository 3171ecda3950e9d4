import { type Written, writeFile } from '../../src/export/export.ts';
import { FILES } from '../../src/export/files.ts';
import { type Given, readSelection } from '../../src/export/parameters.ts';
import { inSnapshot } from '../../src/read/snapshot.ts';
import type { Database } from '../../src/store/database.ts';

/** One file of a graph, whole, and what is said of it. */
export async function exported(
  database: Database,
  name: string,
  given: Given = [],
): Promise<Written & { readonly content: Buffer }> {
  const file = FILES.find((file) => file.name === name)!;
  const chunks: Uint8Array[] = [];
  const written = await inSnapshot(database.statements, (snapshot) =>
    writeFile(snapshot, file, readSelection(file.what, given), (chunk) => void chunks.push(chunk)),
  );
  return { ...written, content: Buffer.concat(chunks) };
}

/** A row has the columns of its table. */
// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
type TableRow = any;

/** The rows of a table, as JSON Lines say them. */
export async function exportedRows(database: Database, table: string, given: Given = []) {
  const { content } = await exported(database, `${table}.jsonl`, given);
  return content
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line): TableRow => JSON.parse(line));
}

/** A graph with everything that is hard to write down: quotes, formulas, markup, control characters, far planes. */
export const HARD_NAMES: Readonly<Record<string, string>> = {
  storms: '=HYPERLINK("http://x"), “Storms” & <Tides>',
  tides: 'Two\nlines\r\nand a\ttab; \u0001\u001f and \u{1f30a} \uffff',
  ada: '-2+3 ]]> \\ "ada" \'s',
};

export const STORY = `
  author ada
  organisation yard
  policy rafts 2018-02-01
  report storms 2019-05-01
  report gales
  post tides 2021-03-02
  post foam 2020-01-01
  comment gulls on tides
  comment terns under gulls
  ada wrote tides
  tides cites storms
  tides cites gales
  foam cites storms
  gulls cites storms
  tides mentions rafts
  yard implements rafts
  gales is part of storms
`;
