import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { documentColumns, type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';

export const posts = pgTable(
  'posts',
  {
    ...kindColumns('post'),
    ...documentColumns(),
    /** The site the post stands on, where the page names it. */
    site: text('site'),
    /** As printed; null where the page gives none. The entity's name then is the post's opening words. */
    title: text('title'),
    byline: text('byline'),
    labels: text('labels').array().notNull().default(sql`'{}'::text[]`),
    /** Fingerprint of the first words of the body: how the same post is known again on another page. */
    opening: text('opening').notNull(),
  },
  (t) => [
    ...kindConstraints('posts', 'post', t),
    index('posts_by_date').on(t.orderedOn, t.id),
    index('posts_by_opening').on(t.opening),
  ],
);

export const post = {
  kind: 'post',
  typeName: 'Post',
  plural: 'posts',
  description: 'An item of a site, with a body and comments.',
  iri: 'schema:BlogPosting',
  document: true,
  date: 'published_on',
  table: posts,
} as const satisfies EntityKindSpec;
