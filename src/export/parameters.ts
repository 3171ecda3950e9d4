/** Which rows are exported, said in parameters: the conditions that the API's filters have, by their names. */
import { ParameterError, RequestError } from '../errors.ts';
import { edgeKinds } from '../model/edges.ts';
import { AUTHOR_TYPES } from '../model/entities/author.ts';
import { POLICY_TYPES } from '../model/entities/policy.ts';
import { REPORT_GENRES } from '../model/entities/report.ts';
import { type EntityKind, entityKinds } from '../model/entities.ts';
import { extractionMethods } from '../model/methods.ts';
import { isDay } from '../read/day.ts';
import { FILTERS, type FilterField, type FilterValues } from '../read/filters.ts';
import { parseEntityId } from '../read/ids.ts';
import { type EntitySelection, filterOf, type RelationSelection } from '../read/whole-graph.ts';
import type { What } from './files.ts';

/** Parameters as they were given: name and value, names possibly several times. */
export type Given = readonly (readonly [name: string, value: string])[];

/** What a file holds. */
export interface Selection {
  readonly entities: EntitySelection;
  readonly relations: RelationSelection;
  /** Whether the texts of documents are wanted. */
  readonly body: boolean;
  /** The parameters that made it so, as they were understood. */
  readonly filters: FilterValues;
}

/** A parameter: the type of its value, written as in the API's filters. */
interface Parameter {
  readonly type: string;
  readonly description: string;
}

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  EntityKind: entityKinds,
  RelationKind: edgeKinds,
  ExtractionMethod: extractionMethods,
  AuthorType: Object.keys(AUTHOR_TYPES),
  PolicyType: Object.keys(POLICY_TYPES),
  ReportGenre: Object.keys(REPORT_GENRES),
  Direction: ['forward', 'backward', 'both'],
};

const KINDS: Parameter = { type: '[EntityKind!]', description: 'Entities of these kinds only.' };
const TYPES: Parameter = {
  type: '[EntityKind!]',
  description: 'Only relations between entities of these kinds; of a graph, only entities of these kinds.',
};
const BODY: Parameter = { type: 'Boolean', description: 'With the texts of documents.' };

/** The parts of a `RelationTest`. */
const TEST: Readonly<Record<string, Parameter>> = Object.fromEntries(
  Object.entries({
    kinds: '[RelationKind!]',
    direction: 'Direction',
    types: '[EntityKind!]',
    other: 'ID',
    occurredFrom: 'Date',
    occurredTo: 'Date',
  }).map(([name, type]) => [name, { type, description: '' }]),
);

/**
 * The parameters that an export takes. Those of entities are `kinds`, `body`, and every condition that all the
 * kinds chosen can be asked for; those of all others are the conditions on relations, and `types`.
 */
export function parametersOf(
  what: What,
  kinds: readonly EntityKind[] = entityKinds,
): Readonly<Record<string, Parameter>> {
  if (what !== 'entities') return { ...FILTERS.RelationFilter, types: TYPES };
  const [first, ...others] = kinds.map((kind): Record<string, FilterField> => FILTERS[filterOf(kind)]);
  const shared = Object.entries(first ?? {}).filter(([name]) => others.every((fields) => name in fields));
  return { kinds: KINDS, ...Object.fromEntries(shared), body: BODY };
}

/** Reads what an export was asked for; throws ParameterError that says what was found and what was expected. */
export function readSelection(what: What, given: Given): Selection {
  const byName = Map.groupBy(
    given.filter(([, value]) => value !== ''),
    ([name]) => name,
  );
  const values = (name: string) => byName.get(name)?.map(([, value]) => value) ?? [];
  const chosen = what === 'entities' ? values('kinds') : [];
  const kinds = chosen.length > 0 ? (read('kinds', KINDS, chosen) as EntityKind[]) : undefined;
  const parameters = parametersOf(what, kinds);
  const filters: Record<string, unknown> = {};
  for (const name of byName.keys()) {
    const parameter = own(parameters, name);
    if (!parameter) {
      const of = kinds ? ` of ${kinds.join(', ')}` : '';
      throw new ParameterError(
        `There is no parameter “${name}” for ${what}${of}; expected ${Object.keys(parameters).join(', ')}.`,
      );
    }
    filters[name] = read(name, parameter, values(name));
  }
  const { body, ...conditions } = filters;
  if (what === 'entities') {
    const { kinds: _, ...where } = conditions;
    return { entities: { ...(kinds && { kinds }), where }, relations: {}, body: body === true, filters };
  }
  const { types, ...where } = conditions as { types?: readonly EntityKind[] };
  const relations = { where, ...(types && { types }) };
  const entities = {
    ...(types && { kinds: types }),
    ...(Object.keys(where).length > 0 && { endsOf: relations }),
  };
  return { entities, relations, body: false, filters };
}

/** What stands under a name that was given: `__proto__` and `constructor` are in every object, and are no parameters. */
const own = (parameters: Readonly<Record<string, Parameter>>, name: string): Parameter | undefined =>
  Object.hasOwn(parameters, name) ? parameters[name] : undefined;

function read(name: string, { type }: Parameter, values: readonly string[]): unknown {
  const [, list, element] = /^(\[)?(\w+)/.exec(type)!;
  if (list) {
    return values.flatMap((value) => value.split(',')).map((value) => readOne(name, element!, value.trim()));
  }
  if (values.length > 1)
    throw new ParameterError(`“${name}” is given ${values.length} times; expected once.`);
  return readOne(name, element!, values[0]!);
}

function readOne(name: string, type: string, value: string): unknown {
  const refuse = (expected: string) => new ParameterError(`“${name}” is “${value}”; expected ${expected}.`);
  const known = ENUMS[type];
  if (known) {
    const found = known.find((one) => one === value.toLowerCase());
    if (!found) throw refuse(known.length > 1 ? `one of ${known.join(', ')}` : known[0]!);
    return found;
  }
  switch (type) {
    case 'Date':
      if (isDay(value)) return value;
      throw refuse('a day such as 2021-08-18');
    case 'Float':
      if (value.trim() !== '' && Number(value) >= 0 && Number(value) <= 1) return Number(value);
      throw refuse('a number from 0 to 1');
    case 'Boolean':
      if (value === 'true' || value === 'false') return value === 'true';
      throw refuse('true or false');
    case 'ID':
      return readId(value, refuse);
    case 'RelationTest':
      return readTest(name, value, refuse);
    default:
      if (!value.includes('\0')) return value;
      throw refuse('text without the character U+0000');
  }
}

function readId(value: string, refuse: (expected: string) => Error): string {
  try {
    parseEntityId(value);
    return value;
  } catch (error) {
    if (error instanceof RequestError) throw refuse('the id of an entity, `kind:slug`');
    throw error;
  }
}

/** A test of relations, as JSON: `{"kinds": ["cites"], "direction": "forward"}`. */
function readTest(name: string, value: string, refuse: (expected: string) => Error): FilterValues {
  let parts: unknown;
  try {
    parts = JSON.parse(value);
  } catch {
    parts = null;
  }
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) {
    throw refuse('an object in JSON such as {"kinds": ["cites"], "direction": "forward"}');
  }
  return Object.fromEntries(
    Object.entries(parts).map(([part, found]) => {
      const parameter = own(TEST, part);
      if (!parameter) throw refuse(`an object with ${Object.keys(TEST).join(', ')}, without “${part}”`);
      return [part, read(`${name}.${part}`, parameter, [found].flat().map(String))];
    }),
  );
}
