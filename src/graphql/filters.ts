import type { InputFieldMap } from '@pothos/core';
import { FILTERS, type FilterField, type FilterName, type FilterValues } from '../read/filters.ts';
import { builder } from './builder.ts';
import { FILTER_ENUMS } from './enums.ts';

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
            const known = FILTER_ENUMS[element as keyof typeof FILTER_ENUMS] ?? element;
            return [field, t.field({ type: (list ? [known] : known) as never, description })];
          }),
        ) as InputFieldMap as never,
    });
    return [name, ref];
  }),
);
