import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
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
    /** As printed; null where the page does not say who wrote it. */
    authorName: text('byline'),
    labels: text('labels').array().notNull().default(sql`'{}'::text[]`),
    /** Fingerprint of the first words of the body: tells apart the slugs of posts alike in title and date. */
    opening: text('opening').notNull(),
    /** The version of the traces that are kept of it: older ones are made anew when a program starts. */
    traced: smallint('traced').notNull().default(0),
  },
  (t) => [
    ...kindConstraints('posts', 'post', t),
    index('posts_by_date').on(t.orderedOn, t.id),
    index('posts_by_trace_version').on(t.traced),
  ],
);

/**
 * What a post may be known again by on another page, as hashes: of some of its words, of its title with its
 * date, of its address. A trace that outlives its post leads nowhere, so no foreign key is paid for.
 */
export const postTraces = pgTable(
  'post_traces',
  {
    trace: integer('trace').notNull(),
    postId: bigint('post_id', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.trace, t.postId] })],
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
