import { ENTITY_KINDS, entityKinds } from '../../model/entities.ts';
import { ALL_RELATIONS, listOf } from '../../read/traversals.ts';
import { builder } from '../builder.ts';
import { traversalField } from '../traversal-fields.ts';

for (const kind of entityKinds) {
  const { plural } = ENTITY_KINDS[kind];
  builder.queryField(plural, (t) => traversalField(t, plural, listOf(kind)));
}

builder.queryField('relations', (t) => traversalField(t, 'relations', ALL_RELATIONS, true));
