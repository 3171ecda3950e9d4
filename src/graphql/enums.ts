import { EDGE_KINDS, type EdgeKind, edgeKinds } from '../model/edges.ts';
import { AUTHOR_TYPES } from '../model/entities/author.ts';
import { POLICY_TYPES } from '../model/entities/policy.ts';
import { REPORT_GENRES } from '../model/entities/report.ts';
import { ENTITY_KINDS, entityKinds } from '../model/entities.ts';
import { EXTRACTION_METHODS } from '../model/methods.ts';
import { ARRIVING } from '../read/arrivals.ts';
import { GROUP_KEYS, type GroupKey } from '../read/groups.ts';
import { ORDERS, type Order, type OrderName } from '../read/orders.ts';
import { TIME_UNITS } from '../read/timeline.ts';
import { builder } from './builder.ts';

/** An enum whose values are the keys of a description of each, in capitals; inside, the keys as they are. */
function enumOf<Key extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Key, string>>,
) {
  const entries = Object.entries(values) as [Key, string][];
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      entries.map(([value, description]) => [value.toUpperCase(), { value, description }]),
    ) as Record<string, { value: Key; description: string }>,
  });
}

const described = <Key extends string>(keys: readonly Key[], text: (key: Key) => string) =>
  Object.fromEntries(keys.map((key) => [key, text(key)])) as Record<Key, string>;

export const EntityKindEnum = enumOf(
  'EntityKind',
  'What sort of thing an entity is.',
  described(entityKinds, (kind) => ENTITY_KINDS[kind].description),
);

export const ArrivingKindEnum = enumOf(
  'PageDocumentKind',
  'What sort of document a page brings.',
  described(ARRIVING, (kind) => ENTITY_KINDS[kind].description),
);

export const RelationKindEnum = enumOf(
  'RelationKind',
  'What a relation says, read from source to target.',
  described(edgeKinds, (kind: EdgeKind) => EDGE_KINDS[kind].description),
);

export const ExtractionMethodEnum = enumOf(
  'ExtractionMethod',
  'How a relation was found, from the surest to the least sure.',
  EXTRACTION_METHODS,
);

export const AuthorTypeEnum = enumOf(
  'AuthorType',
  'Who or what stands behind an author’s name.',
  AUTHOR_TYPES,
);

export const ReportGenreEnum = enumOf(
  'ReportGenre',
  'What sort of published document a report is.',
  REPORT_GENRES,
);

export const PolicyTypeEnum = enumOf('PolicyType', 'What sort of thing a policy is.', POLICY_TYPES);

export const DirectionEnum = enumOf('Direction', 'From which of its ends a relation is read.', {
  forward: 'From source to target: the entity is the source.',
  backward: 'From target to source: the entity is the target.',
  both: 'Either way.',
});

export const DatePrecisionEnum = enumOf('DatePrecision', 'How much of a date is known.', {
  day: 'The day is known.',
  month: 'Month and year are known; the date names the first day of the month.',
  year: 'The year is known; the date names the first day of the year.',
});

export const TimeUnitEnum = enumOf('TimeUnit', 'How finely time is cut.', TIME_UNITS);

/** The enums that filter inputs name in their types. */
export const FILTER_ENUMS = {
  RelationKind: RelationKindEnum,
  ExtractionMethod: ExtractionMethodEnum,
  AuthorType: AuthorTypeEnum,
  ReportGenre: ReportGenreEnum,
  PolicyType: PolicyTypeEnum,
};

/** The enum of a connection's orders; its values are their names. */
export const ORDER_ENUMS = Object.fromEntries(
  (Object.keys(ORDERS) as OrderName[])
    .filter((name) => Object.keys(ORDERS[name]).length > 1)
    .map((name) => [
      name,
      builder.enumType(name, {
        description: 'In which order rows come.',
        values: Object.fromEntries(
          Object.entries<Order>(ORDERS[name]).map(([key, { description }]) => [
            key,
            { value: key, description },
          ]),
        ),
      }),
    ]),
);

/** The enum of what a connection's rows can be counted by; its values are their names. */
export const GROUP_ENUMS = Object.fromEntries(
  Object.entries<Readonly<Record<string, GroupKey>>>(GROUP_KEYS).map(([name, keys]) => [
    name,
    builder.enumType(name, {
      description: 'What rows are counted by.',
      values: Object.fromEntries(
        Object.entries(keys).map(([key, { description }]) => [key, { value: key, description }]),
      ),
    }),
  ]),
);
