/**
 * The statements of a search. Words are looked up first: one that occurs nowhere comes with those most
 * like it. What they say together is then found, ranked and counted in the entries that the database keeps.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { EntityKind } from '../model/entities.ts';
import { groupsOf } from './group-statement.ts';
import type { Spelling } from './spelling.ts';
import type { Place } from './window.ts';

/** How many known words that share trigrams with one that occurs nowhere to weigh for it. */
const CANDIDATES = 12;

/** How many citations and mentions of an entity count: beyond, none is much better known than another. */
const CITATIONS = 1000;

/**
 * How much of the query's trigrams a name must have for the words to be in the names as they are written: by their stems
 * alone *mindfulness* would be the charity Mind.
 */
const ALIKE = 0.4;

/** A word of a query, folded. What finds it is empty for a word so common that it is not kept. */
export interface Term extends Spelling {
  /**
   * For a word that occurs nowhere, those most like it: first those that are it with two neighbouring letters swapped,
   * which in a short word leaves few trigrams, then those that share most of them.
   */
  readonly near: readonly Spelling[];
}

/** What entries are held to. */
export interface Wanted {
  /** The words as one name. */
  readonly phrase: string;
  readonly tsquery: string;
  /** Whether the tsquery asks for every word. */
  readonly everyWord: boolean;
  readonly types: readonly EntityKind[] | null;
}

/** An entry that was found. */
export interface FoundRow {
  readonly id: number;
  readonly kind: EntityKind;
  readonly rank: number;
  readonly place: Place;
}

/** The words of a query, in order. */
export function termsStatement(query: string): SQL {
  return sql`/* search_terms */
    select asked.word, asked.term::text as term, near.near
    from (
      select word, place, plainto_tsquery('english', word) as term
      from unnest(string_to_array(search_fold(${query}), ' ')) with ordinality as split(word, place)
      where word <> ''
    ) asked
    cross join lateral (
      select coalesce(json_agg(json_build_object('word', word, 'term', term::text)
        order by likeness desc, word), '[]') as near
      from (
        select word, term, max(likeness) as likeness from (
          (select s.word, s.term, similarity(s.word, asked.word) as likeness from search_words s
            where s.word % asked.word order by 3 desc, 1 limit ${CANDIDATES})
          union all
          select s.word, s.term, 1 from generate_series(1, length(asked.word) - 1) as i cross join lateral (
            select s.word, s.term from search_words s
            where s.word = left(asked.word, i - 1) || substr(asked.word, i + 1, 1)
              || substr(asked.word, i, 1) || substr(asked.word, i + 2)
            limit 1) s
        ) alike group by word, term
      ) alike
      where numnode(asked.term) > 0 and asked.word ~ '[^0-9]'
        and not exists (select from search_words known where known.term = asked.term)
    ) near
    order by asked.place`;
}

/**
 * A page of entries, best first: one more than asked, to tell whether there are more. Always at least one row, with
 * whether some were found that come before the page; where that is all, it has no entry. The rank has four
 * steps of a quarter each: the query is a name; all words are in the names; all are in the entry; some are, or words of
 * the same stems in the names.
 * Within a step it follows the likeness of the name, roughly, or the weight of the words; of equals, what is
 * cited more comes first. Weighed are so many entries at most that have the query for a name, so many that have
 * the words in their names, and so many that have them anywhere.
 */
export function foundStatement(wanted: Wanted, limit: number, after: Place | null, weighed: number): SQL {
  const { phrase, tsquery, everyWord } = wanted;
  const behind = after ? sql`(rank, id) < (${after[0]}::text::float8, ${after[1]}::text::bigint)` : sql`true`;
  return sql`/* search */
    with weighed as materialized (
      (select s.entity_id from search_entries s where ${named(wanted)} limit ${weighed}) union
      (select s.entity_id from search_entries s where ${holds(sql`ts_filter(s.words, '{a}')`, wanted)}
        limit ${weighed}) union
      (select s.entity_id from search_entries s where ${holds(sql`s.words`, wanted)} limit ${weighed})
    ), found as materialized (
      select s.entity_id as id, s.kind, (level.step
        + least(case level.step
            when 3 then 0
            when 2 then round((select max(similarity(name, ${phrase})) from unnest(s.names) name)::numeric, 1)
            else round(ts_rank(s.words, ${tsquery}::tsquery, 1)::numeric, 3)
          end, 0.998)::float8
        + 0.001 * cited.times / (cited.times + 1.0::float8)) / 4 as rank
      from weighed join search_entries s using (entity_id)
      cross join lateral (
        select case
          when s.names @> ${nameIs(phrase)} then 3
          when not ${everyWord}::boolean then 0
          when not ts_filter(s.words, '{a}') @@ ${tsquery}::tsquery then 1
          when exists (select from unnest(s.names) name where word_similarity(${phrase}, name) >= ${ALIKE}) then 2
          when ts_filter(s.words, '{b,c,d}') @@ ${tsquery}::tsquery then 1
          else 0
        end as step
      ) level
      cross join lateral (
        select count(*) as times from (
          select from edges e where e.target_id = s.entity_id and e.kind in ('cites', 'mentions')
          limit ${CITATIONS}) known
      ) cited
    )
    select w.earlier, p.id, p.kind, p.rank, array[p.rank::text, p.id::text] as place
    from (select ${after ? sql`exists (select from found where not ${behind})` : sql`false`} as earlier) w
    left join (select * from found where ${behind} order by rank desc, id desc limit ${limit + 1}) p on true
    order by p.rank desc, p.id desc`;
}

/** How many entries meet what is wanted. */
export function countStatement(wanted: Wanted): SQL {
  return sql`/* count_search */ select count(*) as count from search_entries s
    where ${named(wanted)} or ${holds(sql`s.words`, wanted)}`;
}

/** The largest groups of the entries that meet what is wanted. */
export function groupsStatement(wanted: Wanted, keys: readonly string[], limit: number): SQL {
  const from = sql`search_entries s where ${named(wanted)} or ${holds(sql`s.words`, wanted)}`;
  return sql`/* group_search */ ${groupsOf('SearchGroupKey', keys, from, limit)}`;
}

/** Whether any entry meets what is wanted, and whether more have its words than would be weighed. */
export function extentStatement(wanted: Wanted, weighed: number): SQL {
  return sql`/* search_extent */
    select words.some or exists (select from search_entries s where ${named(wanted)}) as some, words.many
    from (
      select count(*) > 0 as some, count(*) > ${weighed} as many
      from (select from search_entries s where ${holds(sql`s.words`, wanted)} limit ${weighed + 1}) held
    ) words`;
}

/** Those among spellings that an entry has: the list of words may have some of texts that are gone or hidden. */
export function occurringStatement(spellings: readonly Spelling[]): SQL {
  const [words, terms] = [spellings.map(({ word }) => word), spellings.map(({ term }) => term)];
  return sql`/* search_occurring */
    select word from unnest(${sql.param(words)}::text[], ${sql.param(terms)}::text[]) as spelled(word, term)
    where exists (select from search_entries s where s.words @@ spelled.term::tsquery)`;
}

/** Those among words, as texts have them, that a tsquery finds. */
export function matchingStatement(words: readonly string[], tsquery: string): SQL {
  return sql`/* search_matching */
    select word from unnest(${sql.param(words)}::text[]) word
    where to_tsvector('english', search_fold(word)) @@ ${tsquery}::tsquery`;
}

/** Entries of the types wanted that have the query for a name. */
const named = ({ phrase, types }: Wanted) => sql`(s.names @> ${nameIs(phrase)}${ofTypes(types)})`;

/** Entries of the types wanted that have its words, here. */
const holds = (words: SQL, { tsquery, types }: Wanted) =>
  sql`(${words} @@ ${tsquery}::tsquery${ofTypes(types)})`;

const ofTypes = (types: Wanted['types']) =>
  types ? sql` and s.kind = any(${sql.param(types)}::text[])` : sql``;

const nameIs = (phrase: string) => sql`array[left(${phrase}, 200)]::text[]`;
