/**
 * What of an operation's variables shapes its statement, and what only fills it. Truth values, enums and
 * numbers of rows shape it, as does which values are there at all; text, ids, dates and measures fill it.
 */
import { Placeholder } from 'drizzle-orm';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A variable of an operation, with its type. */
export interface Declared {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** The part of a public id that says what it is the id of. */
export function kindOfId(id: string): string {
  return /^[a-z]{1,20}(?=:)/.exec(id)?.[0] ?? '';
}

/** Variables with the same shape have the same statement. */
export function shapeOf(declared: readonly Declared[], variables: Variables): string {
  return declared
    .map(({ name, type }) => (name in variables ? shape(variables[name], type) : '-'))
    .join('\n');
}

function shape(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return 'null';
  const of = getNullableType(type);
  if (isInputObjectType(of)) {
    const fields = of.getFields();
    const shapes = Object.entries(value).map(
      ([name, inner]) => `${name}:${shape(inner, fields[name]!.type)}`,
    );
    return `{${shapes.join()}}`;
  }
  if (!onlyFills(of)) return JSON.stringify(value);
  return isListType(of) || of.name !== 'ID' ? '$' : `${kindOfId(String(value))}:`;
}

/** Whether values of a type, and lists of such, leave the statement as it is. */
function onlyFills(type: GraphQLInputType): boolean {
  const of = getNamedType(type);
  return !isInputObjectType(of) && !isEnumType(of) && of.name !== 'Boolean' && of.name !== 'Int';
}

/** The values that fill a statement, each under the name of its placeholder. */
export class Filling {
  readonly #values = new Map<string, (variables: Variables) => unknown>();

  /** Variables with a placeholder for each value that only fills the statement. */
  placeholders(declared: readonly Declared[], variables: Variables): Variables {
    return Object.fromEntries(
      declared
        .filter(({ name }) => name in variables)
        .map(({ name, type }) => [name, this.#held(variables[name], type, (all) => all[name])]),
    );
  }

  #held(value: unknown, type: GraphQLInputType, read: (variables: Variables) => unknown): unknown {
    if (value === null || value === undefined) return value;
    const of = getNullableType(type);
    if (!isInputObjectType(of)) return onlyFills(of) ? this.#placeholder(read) : value;
    const fields = of.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        this.#held(inner, fields[name]!.type, (all) => (read(all) as Variables)[name]),
      ]),
    );
  }

  #placeholder(read: (variables: Variables) => unknown): Placeholder {
    const name = String(this.#values.size);
    this.#values.set(name, read);
    return new Placeholder(name);
  }

  /** What is read from a value: a placeholder again where that is one. */
  derived(value: unknown, read: (value: string) => string): unknown {
    if (!(value instanceof Placeholder)) return read(value as string);
    const source = this.#values.get(value.name)!;
    return this.#placeholder((variables) => read(source(variables) as string));
  }

  /** A value as it is for these variables. */
  valueOf(value: unknown, variables: Variables): unknown {
    return value instanceof Placeholder ? this.#values.get(value.name)!(variables) : value;
  }

  /** All values for these variables, by the names of their placeholders; throws what their reading throws. */
  all(variables: Variables): Record<string, unknown> {
    return Object.fromEntries(Array.from(this.#values, ([name, read]) => [name, read(variables)]));
  }
}
