/** A graph with some of everything that an answer can hold, awkward values among it, the same for the same seed. */
import { type SQL, sql } from 'drizzle-orm';
import { Random } from '../../bench/random.ts';
import { edgeRules } from '../../src/model/edges.ts';
import { entityKinds } from '../../src/model/entities.ts';
import { type Database, rowsOf } from '../../src/store/database.ts';
import type { Known } from './operations.ts';
import { tell } from './story.ts';

const DAYS = ['2019-12-31', '2020-01-01', '2020-01-01', '2021-06-15', '2021-06-15', ''];

/** Tells a random graph and says what can be asked of it by name; without cursors. */
export async function tellVariedGraph(database: Database, seed: number): Promise<Omit<Known, 'cursors'>> {
  const random = new Random(seed);
  const counts = { author: 3, organisation: 3, report: 5, policy: 4, post: 7, comment: 12 };
  const slugs: Record<string, string[]> = {};
  const story: string[] = [];
  const placeOf = (comment: number) => {
    const above = random.below(comment + 1);
    return above === 0 ? `on ${random.pick(slugs.post!)}` : `under comment-${above - 1}`;
  };
  for (const kind of entityKinds) {
    slugs[kind] = Array.from({ length: counts[kind] }, (_, i) => `${kind}-${i}`);
    for (const [i, slug] of slugs[kind].entries()) {
      const dated = ['report', 'policy', 'post'].includes(kind);
      story.push(
        kind === 'comment'
          ? `comment ${slug} ${placeOf(i)}`
          : `${kind} ${slug} ${dated ? random.pick(DAYS) : ''}`,
      );
    }
  }
  await tell(database, story.join('\n'));
  await tellRelations(database, random, slugs);
  for (const statement of AWKWARD) await database.statements.execute(statement);
  const ids = await rowsOf<{ id: string }>(database.statements, PUBLIC_IDS);
  return {
    slugs: { ...slugs, report: [...slugs.report!, 'once'] },
    ids: ids.map(({ id }) => id),
  };
}

/** Relations of every kind between ends that it allows, each with words that say so. */
async function tellRelations(database: Database, random: Random, slugs: Readonly<Record<string, string[]>>) {
  const { statements } = database;
  const entities = await rowsOf<{ id: number; slug: string }>(statements, sql`select id, slug from entities`);
  const idOf = new Map(entities.map(({ id, slug }) => [slug, id]));
  const rules = edgeRules().filter(({ kind }) => kind !== 'comments_on' && kind !== 'replies_to');
  const told = new Map<string, object>();
  for (let i = 0; i < 160; i++) {
    const common = random.below(3) > 0;
    const { kind, sourceKind, targetKind } = random.pick(
      common
        ? rules.filter(({ kind }) => ['cites', 'authored_by', 'mentions', 'part_of'].includes(kind))
        : rules,
    );
    const [source, target] = [random.pick(slugs[sourceKind]!), random.pick(slugs[targetKind]!, 2)];
    if (source === target) continue;
    const qualifier = kind === 'affiliated_with' ? random.pick(['', 'chair/2019', 'it’s "x"']) : '';
    const relation = {
      kind,
      source_id: idOf.get(source),
      source_kind: sourceKind,
      target_id: idOf.get(target),
      target_kind: targetKind,
      qualifier,
      role: random.pick([null, 'chair']),
      occurred_on: random.pick(DAYS) || null,
      valid_from: random.pick([null, '2018-01-01']),
      valid_from_precision: random.pick([null, 'year']),
      confidence: random.pick([0, 1, 0.9, 0.30000000000000004, 1e-7, 0.00001234, 1 / 3]),
      method: random.pick(['link', 'curated', 'text_match']),
      recorded_at: random.below(5),
      prefix: `"${i}\n`,
      suffix: random.pick(['', '\t\\', '\u2028']),
      quotes: random.below(4),
    };
    const key = [kind, source, target, qualifier].join();
    if (!told.has(key)) told.set(key, relation);
  }
  await statements.execute(sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify([...told.values()])}::jsonb) as t (kind text,
        source_id bigint, source_kind text, target_id bigint, target_kind text, qualifier text, role text,
        occurred_on date, valid_from date, valid_from_precision text, confidence float8, method text, recorded_at int,
        prefix text, suffix text, quotes int)),
    edge as (
      insert into edges (kind, source_id, source_kind, target_id, target_kind, qualifier, role, occurred_on,
        valid_from, valid_from_precision, confidence, method, recorded_at)
      select kind, source_id, source_kind, target_id, target_kind, qualifier, role, occurred_on, valid_from,
        valid_from_precision, confidence, method,
        timestamptz '2021-01-01 00:00:00.123456+00' + recorded_at * interval '1.000999 s'
      from told returning id, kind, source_id, target_id, qualifier)
    insert into evidence (edge_id, capture_id, start, "end", confidence, method, exact, prefix, suffix)
    select edge.id, c.id, n, n + 6, 0.5, 'link', substr(c.text, n + 1, 6), prefix, suffix
    from edge join told using (kind, source_id, target_id, qualifier), (select * from captures limit 1) c,
      generate_series(1, quotes) n
    order by edge.id, n`);
}

/** Values that are easily written differently. */
const AWKWARD: readonly SQL[] = [
  sql`update entities set name = name || E' "q" \\\\ \\n\\t\\u0001\\u001f\\u007f \\U0001F426 \\u2028 </script>' where id % 4 = 0`,
  sql`update entities set name = '' where id % 11 = 0`,
  sql`update entities set sort_name = lower(name), summary = 'In "short".' where id % 3 = 0`,
  sql`update entities set url = 'https://example.org/?a=b&c=d' where id % 5 = 0`,
  sql`update reports set rank = (array[0, 1e-7, 1.5e-5, 0.1, 1::float8/3, 123456.789, 1e20, 1e21])[1 + id % 8], body = 'x'`,
  sql`update posts set labels = array['a', 'b "c"', ''] where id % 2 = 0`,
  sql`update posts set site = 'Site', byline = E'by\\r\\n' where id % 3 = 0`,
  sql`update posts set published_precision = 'month' where published_on is not null`,
  sql`update comments set author_name = 'A''s' where id % 2 = 0`,
  sql`update authors set type = 'pseudonym' where id % 2 = 0`,
  sql`insert into past_slugs (kind, slug, entity_id) select kind, 'once', id from entities where kind = 'report' order by id limit 1`,
  sql`insert into aliases (entity_id, text, rule) select id, t, r::jsonb from entities, (values ('Zed', '{}'), ('Ay', '{}'), ('Zed', '{"x":1}')) v (t, r) where id % 2 = 0`,
  sql`insert into appearances (entity_id, capture_id, start, "end") select p.id, c.id, 0, 1 from posts p, captures c where p.id % 2 = 1 on conflict do nothing`,
  sql`update captures set url = 'https://example.org', retrieved_at = '2021-03-04 05:06:07.0009+02'`,
];

const PUBLIC_IDS = sql`
  select kind || ':' || slug as id from entities union all
  select 'evidence:' || id from evidence union all
  select 'capture:' || sha256 from captures union all
  select 'relation:' || source_kind || '/' || s.slug || ':' || e.kind || ':' || target_kind || '/' || t.slug
    || case when qualifier <> '' then ':' || qualifier else '' end
  from edges e join entities s on s.id = source_id join entities t on t.id = target_id`;
