/**
 * What search reads. The database keeps both tables itself, by triggers on what they describe: see the
 * migration `search_upkeep`. Nothing else writes to them.
 */
import { type SQL, sql } from 'drizzle-orm';
import { bigint, customType, index, pgTable, text } from 'drizzle-orm/pg-core';
import { entities } from './identity.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const tsquery = customType<{ data: string }>({ dataType: () => 'tsquery' });

/**
 * Entries go into the index as they come. A list of those that wait would be read from end to end by every
 * search until the database cleans up, which an embedded one does not do by itself.
 */
const atOnce = { fastupdate: false };

/** How each entity can be found. */
export const searchEntries = pgTable(
  'search_entries',
  {
    entityId: bigint('entity_id', { mode: 'number' })
      .primaryKey()
      .references(() => entities.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** Name and aliases, folded. Empty for comments: theirs are made from the names of their posts. */
    names: text('names').array().notNull(),
    /** Stems: of names and the year weighted A, of summaries B, of comments' names C, of bodies D. */
    words: tsvector('words').notNull(),
  },
  (t) => [
    index('search_entries_by_name').using('gin', t.names).with(atOnce),
    index('search_entries_by_word').using('gin', t.words).with(atOnce),
    index('search_entries_by_name_word').using('gin', sql`ts_filter(${t.words}, '{a}')`).with(atOnce),
  ],
);

/**
 * The words that any entry has or had, folded: what a word with a typing error may have meant. Two writers
 * may both bring a new word; that it then stands here twice does no harm, and neither waits for the other.
 */
export const searchWords = pgTable(
  'search_words',
  {
    word: text('word').notNull(),
    /** What finds the word in entries: its stem. */
    term: tsquery('term')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`plainto_tsquery('english', word)`),
  },
  (t) => [
    index('search_words_by_term').on(t.term, t.word),
    index('search_words_by_word').using('hash', t.word),
    index('search_words_by_likeness').using('gin', t.word.op('gin_trgm_ops')).with(atOnce),
  ],
);
