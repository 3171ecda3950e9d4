import type { InputFieldMap } from '@pothos/core';
import { FILTERS, type FilterField, type FilterName, type FilterValues } from '../read/filters.ts';
import { builder } from './builder.ts';
import { DirectionEnum, EntityKindEnum, FILTER_ENUMS, RelationKindEnum } from './enums.ts';

const RelationTestInput = builder.inputType('RelationTest', {
  description:
    'A sort of relation that an entity may have or lack; one relation must pass all that is given.',
  fields: (t) => ({
    kinds: t.field({ type: [RelationKindEnum], description: 'The relation is of one of these kinds.' }),
    direction: t.field({
      type: DirectionEnum,
      defaultValue: 'both',
      description: 'From which of its ends it is read.',
    }),
    types: t.field({ type: [EntityKindEnum], description: 'The other end is of one of these kinds.' }),
    other: t.id({ description: 'The other end is this entity.' }),
    occurredFrom: t.field({ type: 'Date', description: 'A document of this day or later says it.' }),
    occurredTo: t.field({ type: 'Date', description: 'A document of this day or earlier says it.' }),
  }),
});

/** The types, beside scalars, that filter fields name. */
const KNOWN_TYPES = { ...FILTER_ENUMS, RelationTest: RelationTestInput };

/** The input types of the filters that connections take. */
export const FILTER_INPUTS = Object.fromEntries(
  (Object.keys(FILTERS) as FilterName[]).map((name) => {
    const ref = builder.inputRef<FilterValues>(name);
    ref.implement({
      description: 'Conditions on rows; all that are given must hold.',
      fields: (t) =>
        Object.fromEntries(
          Object.entries<FilterField>(FILTERS[name]).map(([field, { type, description }]) => {
            const [, list, element] = /^(\[)?(\w+)/.exec(type)!;
            const known = KNOWN_TYPES[element as keyof typeof KNOWN_TYPES] ?? element;
            return [field, t.field({ type: (list ? [known] : known) as never, description })];
          }),
        ) as InputFieldMap as never,
    });
    return [name, ref];
  }),
);
