import { sql } from 'drizzle-orm';
import { link } from '../../src/link/link.ts';
import { decode } from '../../src/parse/decode.ts';
import { parse } from '../../src/parse/parse.ts';
import { readVocabulary } from '../../src/parse/vocabulary.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import { loadGazetteer } from '../../src/store/gazetteer.ts';
import { type Receipt, store } from '../../src/store/store.ts';
import { storeVocabulary, type VocabularyReceipt } from '../../src/store/vocabulary.ts';

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

/** How many pieces of evidence there are, and how many stand where they say. */
export async function evidenceStanding(database: Database) {
  const [row] = await rowsOf<{ all: number; standing: number }>(
    database.statements,
    sql`select count(*) as all, count(*) filter (
        where substr(c.text, v.start + 1, v."end" - v.start) = v.exact
          and right(substr(c.text, 1, v.start), length(v.prefix)) = v.prefix
          and starts_with(substr(c.text, v."end" + 1), v.suffix)) as standing
      from evidence v join captures c on c.id = v.capture_id`,
  );
  return row!;
}
