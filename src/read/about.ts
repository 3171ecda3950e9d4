/**
 * What can be asked about rows besides their columns, as queries: of many rows, when `whose` is `any(…)`, or
 * of the one that a surrounding statement gives. Answers carry the `id` of the row they are about.
 */
import { type SQL, sql } from 'drizzle-orm';
import { type EdgeKind, kindsAt } from '../model/edges.ts';
import { type EntityKind, entityKinds } from '../model/entities.ts';
import { fingerprintOfSlug } from '../store/erased-slugs.ts';
import { among, constant } from './sql-parts.ts';

/** The id of the entity of a kind that has a slug, or else of one that had it once; null where there is none. */
export function entityNamed(kind: SQL, slug: SQL): SQL {
  return sql`(select named.id from (
    select has.id from entities has where has.kind = ${kind} and has.slug = ${slug}
    union all
    select had.entity_id from past_slugs had
    where had.kind = ${kind} and had.slug in (${slug}, ${fingerprintOfSlug(slug)})
  ) named limit 1)`;
}

/** The id of the entity that a public id names, by its slug or one that it once had; null where there is none. */
export function entityWithId(id: string): SQL {
  return entityNamed(sql`split_part(${id}, ':', 1)`, sql`split_part(${id}, ':', 2)`);
}

/** The other names of entities, in order of writing, as `text`. */
export function aliasesOf(whose: SQL): SQL {
  return sql`
    select a.entity_id as id, a.text from aliases a join entities w on w.id = a.entity_id
    where a.entity_id = ${whose} and a.text <> w.name
    group by a.entity_id, a.text order by min(a.id)`;
}

/**
 * The entities at the other end of edges of a kind, as `other` and `kind`, in the order in which they were
 * recorded; with `kinds`, those of these kinds.
 */
export function othersOf(
  edge: EdgeKind,
  direction: 'forward' | 'backward',
  whose: SQL,
  kinds: readonly EntityKind[] = entityKinds,
): SQL {
  const [near, far] =
    direction === 'forward' ? (['source', 'target'] as const) : (['target', 'source'] as const);
  const other: SQL = sql.raw(`x.${far}_kind`);
  return sql`
    select ${sql.raw(`x.${near}_id as id, x.${far}_id as other, x.${far}_kind as kind`)} from edges x
    where x.kind = ${constant(edge)} and ${sql.raw(`x.${near}_id`)} = ${whose}
      ${sql.join(among(other, kinds, kindsAt(far, [edge]), null).map((condition) => sql`and ${condition}`))}
    order by x.id`;
}

/** The captures that show posts or comments, oldest first, as `capture_id`. */
export function capturesOf(whose: SQL): SQL {
  return sql`
    select entity_id as id, capture_id from appearances where entity_id = ${whose} order by capture_id`;
}

/** How much of a text is looked at together, in code points: to find a place in a text is to count up to it. */
export const STRETCH = 2 ** 18;

/**
 * Whether the words of pieces of evidence stand where they say, now, in the stored text, as `verified`. Each text is
 * read once for all words in it, or where it is longer than a stretch, once for each stretch that has some.
 */
export function verifiedEvidence(whose: SQL): SQL {
  const size = sql.raw(String(STRETCH));
  return sql`
    with words as materialized (
      select id, capture_id, start / ${size} as stretch, start, "end", exact from evidence where id = ${whose}
    ), stretches as materialized (
      select w.capture_id, w.stretch, substr(c.text, w.stretch * ${size} + 1, w.length) as text
      from (
        select capture_id, stretch, max("end") - stretch * ${size} as length from words group by capture_id, stretch
      ) w join captures c on c.id = w.capture_id)
    select w.id, substr(s.text, w.start - s.stretch * ${size} + 1, w."end" - w.start) = w.exact as verified
    from words w join stretches s using (capture_id, stretch)`;
}

/** Where comments stand among those that answer the same comment or post, as `position` and `count`. */
export function siblingsOf(whose: SQL): SQL {
  return sql`
    select c.id, count(*) filter (where s.position <= c.position) as position, count(*) as count
    from comments c join comments s on s.post_id = c.post_id and s.parent_id is not distinct from c.parent_id
    where c.id = ${whose} group by c.id`;
}
