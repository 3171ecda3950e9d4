/**
 * Gives posts whose slugs spell an erased name others: those that they would have if they were read only now. What was
 * cited by the former ones is found by them still, though only their fingerprints are kept.
 */
import { type SQL, sql } from 'drizzle-orm';
import { slugify } from '../model/slug.ts';
import { rowsOf, type Statements } from './database.ts';
import { withoutErased } from './erased-names.ts';
import type { Erased } from './erased-texts.ts';
import { hears } from './heard-names.ts';
import { freeSlugs } from './post-rows.ts';

/** How a former slug is kept of which nobody is to read the words. */
export const fingerprintOfSlug = (slug: SQL): SQL => sql`encode(sha256(convert_to(${slug}, 'UTF8')), 'hex')`;

/** Renames posts, with the comments under them, whose slugs spell a name; also where writers were answered with them. */
export async function forgetSlugs(tx: Statements, { names, fingerprints }: Erased): Promise<void> {
  const heard = await rowsOf<{ id: number; slug: string; opening: string }>(
    tx,
    sql`/* slugs_with_names */
    select n.id, n.slug, p.opening from entities n join posts p on p.id = n.id
    where n.kind = 'post' and ${hears([sql`n.slug`], names)} order by n.id`,
  );
  const posts = heard
    .map((post) => ({ ...post, rest: withoutErased(post.slug, fingerprints) }))
    .filter(({ slug, rest }) => slug !== rest);
  if (posts.length === 0) return;
  const slugs = await freeSlugs(
    tx,
    posts.map(({ rest, opening }) => [slugify(rest), `${slugify(rest)}-${opening}`]),
  );
  const given = posts.map(({ id, slug: former }, i) => ({ id, former, slug: slugs[i]! }));
  await tx.execute(sql`/* rename_posts */
    with renamed as (
      select n.id, n.kind, n.slug as former, g.slug || substr(n.slug, length(g.former) + 1) as slug
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id bigint, former text, slug text)
      join entities n on n.id = g.id or n.id in (select id from comments where post_id = g.id)
      where n.id = g.id or starts_with(n.slug, g.former || '.')
    ), kept as (
      insert into past_slugs (kind, slug, entity_id) select kind, ${fingerprintOfSlug(sql`former`)}, id from renamed
    )
    update entities n set slug = r.slug from renamed r where n.id = r.id`);
  await tellAnew(tx, new Map(given.map(({ former, slug }) => [former, slug])));
}

/** Renames posts in what was answered to writers, should they ask again. */
async function tellAnew(tx: Statements, slugs: ReadonlyMap<string, string>): Promise<void> {
  type Answer = { posts: string[]; similar: { post: string; to: string }[] };
  const now = (slug: string) => slugs.get(slug) ?? slug;
  const former = sql`${sql.param([...slugs.keys()])}::text[]`;
  const answers = await rowsOf<{ token_id: string; key: string; answer: Answer }>(
    tx,
    sql`/* answers_with_slugs */
    select token_id, key, answer from answered_writes
    where answer -> 'posts' ?| ${former} or jsonb_path_query_array(answer, '$.similar[*].*') ?| ${former}`,
  );
  const told = answers.map(({ answer, ...write }) => ({
    ...write,
    answer: {
      ...answer,
      posts: answer.posts.map(now),
      similar: answer.similar.map(({ post, to, ...more }) => ({ ...more, post: now(post), to: now(to) })),
    },
  }));
  await tx.execute(sql`/* answer_with_slugs */
    update answered_writes w set answer = t.answer
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t(token_id text, key text, answer jsonb)
    where (w.token_id, w.key) = (t.token_id, t.key)`);
}
