import { sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../../model/entities.ts';
import { capturesOf } from '../../read/about.ts';
import { jsonArray } from '../../read/json.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { captureAt, compiled } from '../compile/compiled.ts';
import { CaptureRef, DocumentRef, ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';

ENTITY_REFS.post.implement({
  description: ENTITY_KINDS.post.description,
  interfaces: [NodeRef, EntityRef, DocumentRef],
  fields: (t) => ({
    site: t.exposeString('site', {
      description: 'The site it stands on; null where the page does not name it.',
      nullable: true,
    }),
    authorName: t.exposeString('authorName', {
      description:
        'Who the page says wrote it, as printed, known to the vocabulary or not; null where it does not say.',
      nullable: true,
    }),
    byline: t.exposeString('authorName', {
      description: 'Who the page says wrote it, as printed; null where it does not say.',
      deprecationReason: 'Use `authorName`, which says the same.',
      nullable: true,
    }),
    labels: t.exposeStringList('labels', {
      description: 'The labels under which the site files it, A to Z.',
    }),
    captures: t.field({
      type: [CaptureRef],
      description: 'The pages on which it was read, oldest reading first.',
      resolve: ({ id }, _args, { loaders }) => loaders.capturesOf(id),
      ...compiled((asked, row) => {
        const alias = asked.alias();
        return jsonArray(
          captureAt(asked, sql.raw(`${alias}.capture_id`)),
          sql`(${capturesOf(row.column('id')!)}) ${sql.raw(alias)}`,
        );
      }),
    }),
    ...traversalFields(t, TRAVERSALS.post),
  }),
});
