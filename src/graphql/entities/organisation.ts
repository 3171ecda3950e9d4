import { ENTITY_KINDS } from '../../model/entities.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';

ENTITY_REFS.organisation.implement({
  description: ENTITY_KINDS.organisation.description,
  interfaces: [NodeRef, EntityRef],
  fields: (t) => traversalFields(t, TRAVERSALS.organisation),
});
