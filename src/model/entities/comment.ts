import { type AnyPgColumn, bigint, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { documentColumns, type EntityKindSpec, kindColumns, kindConstraints } from '../entity-kind.ts';
import { posts } from './post.ts';

export const comments = pgTable(
  'comments',
  {
    ...kindColumns('comment'),
    ...documentColumns(),
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => posts.id),
    /** The comment this one answers; null at top level. */
    parentId: bigint('parent_id', { mode: 'number' }).references((): AnyPgColumn => comments.id),
    /** 0 at top level. */
    depth: integer('depth').notNull(),
    /** 1-based place in thread order: as one reads down the page. */
    position: integer('position').notNull(),
    /** As signed; null when unsigned. */
    authorName: text('author_name'),
  },
  (t) => [
    ...kindConstraints('comments', 'comment', t),
    unique('comments_in_thread_order').on(t.postId, t.position),
    index('comments_by_parent').on(t.parentId, t.position),
    index('comments_by_date').on(t.orderedOn, t.id),
  ],
);

export const comment = {
  kind: 'comment',
  typeName: 'Comment',
  plural: 'comments',
  description: 'A remark under a post, possibly in answer to another comment.',
  iri: 'schema:Comment',
  document: true,
  date: 'published_on',
  table: comments,
} as const satisfies EntityKindSpec;
