import { sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../../model/entities.ts';
import { siblingsOf } from '../../read/about.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { compiled } from '../compile/compiled.ts';
import { DocumentRef, ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';

ENTITY_REFS.comment.implement({
  description: ENTITY_KINDS.comment.description,
  interfaces: [NodeRef, EntityRef, DocumentRef],
  fields: (t) => ({
    post: t.field({
      type: ENTITY_REFS.post,
      description: 'The post it stands under.',
      resolve: ({ postId }, _args, { loaders }) => loaders.entity({ kind: 'post', id: postId }),
      ...compiled((asked, row) => asked.entity(row.column('postId')!, ['post'])),
    }),
    parent: t.field({
      type: ENTITY_REFS.comment,
      description: 'The comment it answers; null at top level.',
      nullable: true,
      resolve: ({ parentId }, _args, { loaders }) =>
        parentId === null ? null : loaders.entity({ kind: 'comment', id: parentId }),
      ...compiled((asked, row) => asked.entity(row.column('parentId')!, ['comment'])),
    }),
    depth: t.exposeInt('depth', { description: 'How many comments it stands under; 0 at top level.' }),
    position: t.exposeInt('position', {
      description: 'Its place among all comments of the post as one reads down the page, from 1.',
    }),
    siblingPosition: t.int({
      description:
        'Its place among the comments that answer the same comment or, at top level, the post; from 1.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.siblings(id)).position,
      ...compiled((_asked, row) => sql`(select position from (${siblingsOf(row.column('id')!)}) siblings)`),
    }),
    siblingCount: t.int({
      description: 'How many comments answer the same comment or, at top level, the post; itself counted.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.siblings(id)).count,
      ...compiled((_asked, row) => sql`(select count from (${siblingsOf(row.column('id')!)}) siblings)`),
    }),
    authorName: t.exposeString('authorName', {
      description: 'The name it is signed with, as signed; null when unsigned.',
      nullable: true,
    }),
    ...traversalFields(t, TRAVERSALS.comment),
  }),
});
