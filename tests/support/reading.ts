import { sql } from 'drizzle-orm';
import { link } from '../../src/link/link.ts';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { loadGazetteer } from '../../src/store/gazetteer.ts';
import { type Receipt, store } from '../../src/store/store.ts';
import { storeVocabulary, type VocabularyReceipt } from '../../src/store/vocabulary.ts';
import { readVocabulary } from '../../src/vocabulary/vocabulary.ts';

/** Reads the text of a page into a graph, down the whole road. */
export async function readPage(database: Database, text: string, file = 'page.txt'): Promise<Receipt> {
  const page = decode(new TextEncoder().encode(text), { file, url: null });
  return store(database, link(parse(page), await loadGazetteer(database.statements)));
}

/** Loads one vocabulary file, given as text. */
export async function learn(
  database: Database,
  text: string,
  path = 'words.yaml',
): Promise<VocabularyReceipt> {
  return storeVocabulary(database, readVocabulary([{ path, text }]));
}

/** Everything public that a graph says, in one order: two graphs that say the same are equal. */
export async function wholeGraph(database: Database) {
  const { statements } = database;
  const end = (side: string) => sql.raw(`(select kind || ':' || slug from entities where id = e.${side}_id)`);
  return {
    entities: await rowsOf(statements, sql`select kind, slug, name from entities order by 1, 2`),
    posts: await rowsOf(
      statements,
      sql`
      select slug, title, published_on, labels, body from posts join entities using (id) order by slug`,
    ),
    comments: await rowsOf(
      statements,
      sql`
      select n.slug, c.position, c.depth, c.author_name, c.body, c.published_on, p.slug as parent
      from comments c join entities n on n.id = c.id left join entities p on p.id = c.parent_id
      order by (select slug from entities where id = c.post_id), c.position`,
    ),
    edges: await rowsOf(
      statements,
      sql`
      select ${end('source')} as source, kind, ${end('target')} as target, method, confidence, occurred_on
      from edges e order by 1, 2, 3`,
    ),
    evidence: await rowsOf(
      statements,
      sql`
      select ${end('source')} as source, e.kind, ${end('target')} as target, c.sha256, v.start, v."end", v.exact
      from evidence v join edges e on e.id = v.edge_id join captures c on c.id = v.capture_id
      order by 1, 2, 3, 4, 5`,
    ),
  };
}

/** How many pieces of evidence there are, and how many stand where they say, with what stands before and behind. */
export async function evidenceStanding({ statements }: Database) {
  const captures = await rowsOf<{ id: number; text: string }>(statements, sql`select id, text from captures`);
  const texts = new Map(captures.map(({ id, text }) => [id, Array.from(text)]));
  const evidence = await rowsOf<Evidence>(
    statements,
    sql`select capture_id as "captureId", start, "end", exact, prefix, suffix from evidence`,
  );
  const standing = evidence.filter(({ captureId, start, end, exact, prefix, suffix }) => {
    const part = (from: number, to: number) => texts.get(captureId)!.slice(from, to).join('');
    return (
      part(start, end) === exact &&
      part(start - Array.from(prefix).length, start) === prefix &&
      part(end, end + Array.from(suffix).length) === suffix
    );
  });
  return { all: evidence.length, standing: standing.length };
}

interface Evidence {
  readonly captureId: number;
  /** Where the quote begins and ends in the text of its capture, in characters. */
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}
