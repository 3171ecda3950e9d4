/**
 * A generated graph for the bench of requests: the same for the same number of relations. Citations fall by a power
 * law: of a million relations, about 34,000 cite the hottest report. Every post has up to four comments, some of which answer another.
 */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf, type Statements, writing } from '../../src/store/database.ts';
import { TRACES_VERSION } from '../../src/store/traces.ts';

/** How likely a citation is one of the hottest report; a post that cites it twice counts once. */
const HOTTEST = 0.092;
/** The tables that are filled by the million. */
const FILLED = ['entities', 'posts', 'comments', 'edges', 'evidence'];
/** How many words the texts are made of. */
const WORDS = 5000;
/** Of how many entities it is tried whether the database would describe them to search in the same words. */
const COMPARED = 200;

/** Where the ids of each kind begin, and how many there are. */
export interface Sizes {
  readonly reports: number;
  readonly authors: number;
  readonly posts: number;
}

export function sizesFor(relations: number): Sizes {
  const posts = Math.ceil(relations / 9.4);
  return {
    reports: Math.max(20, Math.ceil(posts / 50)),
    authors: Math.max(10, Math.ceil(posts / 100)),
    posts,
  };
}

/** Fills a migrated, empty database, for search too or not; its user must be a superuser, for checks and triggers are left out meanwhile. */
export async function fillGraph(
  { statements }: Database,
  relations: number,
  { search = true, say = () => {} }: { search?: boolean; say?: (done: string) => void } = {},
): Promise<void> {
  const { reports, authors, posts } = sizesFor(relations);
  const [author, post, comment] = [reports, reports + authors, reports + authors + posts];
  const skew = Math.log(reports) / -Math.log(HOTTEST);
  await writing(statements, async (tx) => {
    const run = (statement: SQL) => tx.execute(statement);
    await run(sql`set local session_replication_role = replica`);
    const indexAnew = await withoutIndexes(tx as unknown as Statements, FILLED);
    await run(sql`create function pg_temp.chance(n bigint, seed bigint) returns float8 language sql immutable
      return (hashint8extended(n, seed) & 1048575) / 1048576.0`);
    await run(sql`create function pg_temp.words(n bigint, count int) returns text language sql immutable
      return (select string_agg('word' || (hashint8extended(n * 1000 + k, 7) & 1048575) % ${sql.raw(String(WORDS))}, ' ')
        from generate_series(1, count) k)`);
    const entities = (kind: string, after: number, count: number) => sql`
      insert into entities (id, kind, slug, name, sort_name, summary) overriding system value
      select ${after}::bigint + i, ${kind}, ${`${kind}-`} || i, initcap(${kind}) || ' of ' || pg_temp.words(i + ${after}::bigint, 3) || ' ' || i,
        ${kind} || ' ' || i, null from generate_series(1, ${count}::int) i`;
    await run(entities('report', 0, reports));
    await run(entities('author', author, authors));
    await run(entities('post', post, posts));
    await run(sql`insert into reports (id, genre, published_on, published_precision)
      select i, 'review', date '2000-01-01' + (i % 5000)::int, 'day' from generate_series(1, ${reports}::int) i`);
    await run(
      sql`insert into authors (id, type) select ${author}::bigint + i, 'person' from generate_series(1, ${authors}::int) i`,
    );
    await run(sql`insert into posts (id, title, opening, body, published_on, published_precision, labels, traced)
      select ${post}::bigint + i, 'Post ' || i, 'p' || i, pg_temp.words(i, 40), date '2005-01-01' + (pg_temp.chance(i, 1) * 7000)::int, 'day', '{}', ${TRACES_VERSION}::smallint
      from generate_series(1, ${posts}::int) i`);
    await run(sql`create temp table thread on commit drop as
      select ${comment}::bigint + row_number() over (order by i, k) as id, ${post}::bigint + i as post, k,
        k > 1 and pg_temp.chance(i * 10 + k, 2) < 0.3 as reply
      from generate_series(1, ${posts}::int) i cross join lateral generate_series(1, (pg_temp.chance(i, 3) * 5)::int) k`);
    await run(sql`insert into entities (id, kind, slug, name, sort_name) overriding system value
      select id, 'comment', 'comment-' || id, 'Comment ' || id, 'comment ' || id from thread`);
    await run(sql`insert into comments (id, post_id, parent_id, depth, position, author_name, body, published_on, published_precision)
      select t.id, t.post, case when t.reply then t.id - t.k + 1 end, t.reply::int, t.k, 'Reader ' || t.id % 99,
        pg_temp.words(t.id, 15), p.published_on, 'day' from thread t join posts p on p.id = t.post`);
    await run(sql`insert into captures (sha256, parser, gazetteer, text, url)
      values (repeat('0', 64), 'bench/1', '', repeat('words ', 100), 'https://example.org/')`);
    say('posts and comments');
    const relation = (kind: string, rows: SQL) => sql`
      insert into edges (kind, source_id, source_kind, target_id, target_kind, occurred_on, confidence, method)
      select distinct on (r.source, r.target) ${kind}, r.source, s.kind, r.target, t.kind, r.day, 0.9, 'text_match'
      from (${rows}) r(source, target, day) join entities s on s.id = r.source join entities t on t.id = r.target`;
    const someone = sql`${author}::bigint + 1 + floor(pg_temp.chance(id, 4) * ${authors}::int)::bigint`;
    await run(
      relation(
        'cites',
        sql`select id, 1 + floor(${reports}::int * power(pg_temp.chance(id * 4 + j, 5), ${skew}::float8))::bigint, published_on
      from posts, generate_series(0, 3) j`,
      ),
    );
    await run(relation('authored_by', sql`select id, ${someone}, published_on from posts`));
    await run(relation('authored_by', sql`select id, ${someone}, published_on from comments`));
    await run(relation('comments_on', sql`select id, post_id, published_on from comments`));
    await run(
      relation(
        'replies_to',
        sql`select id, parent_id, published_on from comments where parent_id is not null`,
      ),
    );
    await run(sql`insert into evidence (edge_id, capture_id, start, "end", confidence, method, exact, prefix, suffix)
      select id, (select id from captures), 0, 5, confidence, method, 'words of ' || id, 'before ', ' behind' from edges`);
    say('relations and evidence');
    await indexAnew();
    say('their indexes');
    await run(sql`select setval(pg_get_serial_sequence('entities', 'id'), (select max(id) from entities))`);
  });
  if (search) await describeAll(statements, say);
  await statements.execute(sql`vacuum analyze`);
}

/**
 * Describes all entities to search as the database does when they are written, but all at once: what is generated has
 * nothing to fold but capitals, and no aliases. Throws when the database would have described some otherwise.
 */
async function describeAll(statements: Statements, say: (done: string) => void): Promise<void> {
  const indexAnew = await withoutIndexes(statements, ['search_entries']);
  await statements.execute(sql`
    insert into search_entries (entity_id, kind, names, words)
    select n.id, n.kind, case n.kind when 'comment' then '{}' else array[lower(n.name)] end,
      setweight(to_tsvector('english', concat_ws(' ', lower(n.name), extract(year from d.published_on))),
        case n.kind when 'comment' then 'C'::"char" else 'A'::"char" end)
      || to_tsvector('english', coalesce(d.body, ''))
    from entities n left join (
      select id, body, published_on from reports union all select id, body, published_on from posts union all
      select id, body, published_on from comments) d using (id)`);
  await statements.execute(sql`
    insert into search_words (word)
    select distinct word from (
      select unnest(string_to_array(concat_ws(' ', lower(n.name), d.body), ' ')) as word
      from entities n left join (select id, body from posts union all select id, body from comments) d using (id)
    ) said where word ~ '[^0-9]'`);
  say('described to search');
  await indexAnew();
  const some = sql`array(select entity_id from search_entries order by hashint8(entity_id), entity_id limit ${COMPARED})`;
  const held = async () =>
    JSON.stringify(
      await rowsOf(
        statements,
        sql`select entity_id, names, words::text, (select count(*) from search_words) as known
          from search_entries where entity_id = any(${some}) order by entity_id`,
      ),
    );
  const before = await held();
  await statements.execute(sql`select search_refresh(${some})`);
  if ((await held()) !== before) throw new Error('The database describes generated entities otherwise.');
}

/**
 * Takes away the indexes that no constraint needs, of tables: to make them once, from all rows,
 * takes a fraction of the time of keeping them row by row. Answers how to make them again, just as they were.
 */
async function withoutIndexes(
  statements: Statements,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const indexes = await rowsOf<{ name: string; definition: string }>(
    statements,
    sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = any(${sql.param(tables)}::regclass[])
        and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  for (const { name } of indexes) await statements.execute(sql.raw(`drop index ${name}`));
  return async () => {
    for (const { definition } of indexes) await statements.execute(sql.raw(definition));
  };
}
