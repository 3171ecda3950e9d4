import { ENTITY_KINDS } from '../../model/entities.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { AuthorTypeEnum } from '../enums.ts';
import { ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';

ENTITY_REFS.author.implement({
  description: ENTITY_KINDS.author.description,
  interfaces: [NodeRef, EntityRef],
  fields: (t) => ({
    type: t.expose('type', { type: AuthorTypeEnum, description: 'Who or what stands behind the name.' }),
    ...traversalFields(t, TRAVERSALS.author),
  }),
});
