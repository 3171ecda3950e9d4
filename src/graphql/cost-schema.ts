import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
} from 'graphql';
import type { Asked, AskedFields, Places } from './cost-fields.ts';

/** How many values are counted at most, each in a microsecond: what has more costs as much as this. */
const MOST = 100_000;

/**
 * Counts the values that describe the schema: objects, and texts and the like in them. What there is is known, so each
 * is gone to, and none is guessed.
 */
export class Description {
  readonly #schema: GraphQLSchema;
  readonly #asked: Asked;
  /** What was counted of a type, field or argument, by what is asked of it: types lead to each other many times over. */
  readonly #counted = new Map<AskedFields, Map<unknown, number>>();
  #left = MOST;

  constructor(schema: GraphQLSchema, asked: Asked) {
    this.#schema = schema;
    this.#asked = asked;
  }

  /** How many values a field of an object gives, with all that is asked of them. */
  values(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], of: unknown): number {
    this.#left -= 1;
    if (isLeafType(getNamedType(field.type))) return 1;
    if (this.#left <= 0) return MOST;
    const given = nodes[0]?.arguments?.map(({ name, value }) => [name.value, this.#asked.value(value)]) ?? [];
    const info = { schema: this.#schema } as never;
    const value = field.resolve!(of, Object.fromEntries(given), undefined, info);
    return Math.min(MOST, this.#within(value, field.type, nodes));
  }

  #within(value: unknown, type: GraphQLOutputType, places: Places): number {
    if (value === null || value === undefined) return 1;
    const of = getNullableType(type);
    if (!isListType(of)) return 1 + this.#below(value, of as GraphQLObjectType, places);
    let values = 0;
    for (const one of value as Iterable<unknown>) values += this.#within(one, of.ofType, places);
    return values;
  }

  #below(value: unknown, type: GraphQLObjectType, places: Places): number {
    const asked = this.#asked.fields(places, type);
    const counted = this.#counted.get(asked) ?? new Map<unknown, number>();
    this.#counted.set(asked, counted);
    const known = counted.get(value);
    if (known !== undefined) return known;
    let values = 0;
    for (const nodes of asked.values()) {
      const field = type.getFields()[nodes[0]!.name.value];
      if (field) values += this.values(field, nodes, value);
    }
    counted.set(value, values);
    return values;
  }
}
