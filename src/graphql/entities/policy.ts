import { ENTITY_KINDS } from '../../model/entities.ts';
import { TRAVERSALS } from '../../read/traversals.ts';
import { DatePrecisionEnum, PolicyTypeEnum } from '../enums.ts';
import { ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';
import { traversalFields } from '../traversal-fields.ts';
import { firstOther } from './others.ts';

ENTITY_REFS.policy.implement({
  description: ENTITY_KINDS.policy.description,
  interfaces: [NodeRef, EntityRef],
  fields: (t) => ({
    type: t.expose('type', { type: PolicyTypeEnum, description: 'What sort of thing it is.' }),
    startedOn: t.expose('startedOn', {
      type: 'Date',
      description: 'When it was adopted or began; null where unknown. See `startedPrecision`.',
      nullable: true,
    }),
    startedPrecision: t.expose('startedPrecision', {
      type: DatePrecisionEnum,
      description: 'How much of the beginning is known; null where the date is.',
      nullable: true,
    }),
    endedOn: t.expose('endedOn', {
      type: 'Date',
      description: 'When it ended; null while it runs, or where unknown. See `endedPrecision`.',
      nullable: true,
    }),
    endedPrecision: t.expose('endedPrecision', {
      type: DatePrecisionEnum,
      description: 'How much of the end is known; null where the date is.',
      nullable: true,
    }),
    supersededBy: t.field({
      type: ENTITY_REFS.policy,
      description: 'The policy that took its place; null when there is none.',
      nullable: true,
      ...firstOther('supersedes', 'backward', 'policy'),
    }),
    ...traversalFields(t, TRAVERSALS.policy),
  }),
});
