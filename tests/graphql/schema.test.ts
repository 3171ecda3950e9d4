import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { ENTITY_KINDS, entityKinds } from '../../src/model/entities.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Every part of the schema that a client can see, with what it says of itself. */
function* parts() {
  for (const type of types) {
    yield { part: type.name, description: type.description };
    if (isEnumType(type)) {
      for (const value of type.getValues())
        yield { part: `${type.name}.${value.name}`, description: value.description };
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const part = `${type.name}.${field.name}`;
        yield { part, description: field.description };
        if ('args' in field) {
          for (const arg of field.args) yield { part: `${part}(${arg.name})`, description: arg.description };
        }
      }
    }
  }
}

test('every type, field, argument, input field and enum value says what it is, in whole sentences', () => {
  const all = [...parts()];
  expect(all.length).toBeGreaterThan(300);
  const silent = all
    .filter(({ description }) => !/^[A-Z“`].*[.:)]$/s.test(description ?? ''))
    .map(({ part }) => part);
  expect(silent).toEqual([]);
});

test('a field that may be null says when it is', () => {
  const silent = types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => !String(field.type).endsWith('!') && !/\b[Nn]ull\b/.test(field.description ?? ''))
      .map((field) => `${type.name}.${field.name}`),
  );
  expect(silent).toEqual([]);
});

describe.each(entityKinds)('the kind %s', (kind) => {
  const { typeName, plural, document } = ENTITY_KINDS[kind];

  test('has a type that is a node, an entity and, if it can cite, a document', () => {
    const type = schema.getType(typeName);
    const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
    expect(interfaces.sort()).toEqual(document ? ['Document', 'Entity', 'Node'] : ['Entity', 'Node']);
  });

  test('can be looked up and listed', () => {
    const fields = schema.getQueryType()!.getFields();
    expect(String(fields[kind]?.type)).toBe(typeName);
    expect(String(fields[plural]?.type)).toBe(`${typeName}Connection!`);
  });
});
