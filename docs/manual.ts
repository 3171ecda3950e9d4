import { readdirSync, readFileSync } from 'node:fs';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  print,
} from 'graphql';
import { schema } from '../src/graphql/schema.ts';

const EXAMPLES = new URL('api-examples/', import.meta.url);

const OPENING = `<!-- Written by \`npm run generate\` from the schema, docs/api-examples and the bundled graph: change those. -->

# The API

One endpoint, \`/graphql\`. Below stands every entry point, with what it takes, an example and what the bundled graph answers; then [how things are done everywhere](#conventions), and [the inputs](#inputs). Long answers are cut with \`…\`, and so are long texts in them. All types, with all their fields, are in [schema.graphql](../schema.graphql) and in the documentation pane of GraphiQL.
`;

/** The parts of the manual without answers: what is asked in the first must be answered, the second shows faults. */
export interface Manual {
  readonly entryPoints: string;
  readonly conventions: string;
  readonly inputs: string;
}

/** Writes the manual; throws when an entry point has no example, or an example no entry point. */
export function manual(): Manual {
  const fields = Object.values(schema.getQueryType()!.getFields());
  const streams = Object.values(schema.getSubscriptionType()!.getFields());
  const examples = new Map(
    readdirSync(EXAMPLES)
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => [name.replace('.graphql', ''), readFileSync(new URL(name, EXAMPLES), 'utf8').trimEnd()]),
  );
  const file = (name: string) => `docs/api-examples/${name}.graphql`;
  const missing = fields.filter(({ name }) => !examples.has(name)).map(({ name }) => file(name));
  const astray = [...examples.keys()]
    .filter((name) => !fields.some((field) => field.name === name))
    .map(file);
  if (missing.length + astray.length > 0) {
    throw new Error(
      'Expected one example for every field of Query. ' +
        `Missing: ${missing.join(', ') || 'none'}. Of no field: ${astray.join(', ') || 'none'}.`,
    );
  }
  return {
    entryPoints: [
      OPENING,
      `${[...fields, ...streams].map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(' · ')}\n`,
      '## Entry points\n',
      ...fields.map((field) => entryPoint(field, examples.get(field.name)!)),
      '## Streams\n',
      'Subscriptions, answered as server-sent events: see [live.md](live.md), which has examples.\n',
      ...streams.map((field) => entryPoint(field, null)),
    ].join('\n'),
    conventions: readFileSync(new URL('conventions.md', EXAMPLES), 'utf8'),
    inputs: ['## Inputs\n', ...inputTypes().map(inputType)].join('\n'),
  };
}

function entryPoint(field: GraphQLField<unknown, unknown>, example: string | null): string {
  return [
    `### ${field.name}\n`,
    `${field.description}\n`,
    `Answers \`${field.type}\`.\n`,
    ...(field.args.length > 0 ? [values('argument', field.args)] : []),
    ...(example === null ? [] : [`\`\`\`graphql\n${example}\n\`\`\`\n`]),
  ].join('\n');
}

/** The types of arguments that a client has to know: inputs and enums, in alphabetical order. */
function inputTypes(): GraphQLNamedType[] {
  const outputs = Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type && !isInputObjectType(type) ? Object.values(type.getFields()) : [],
  );
  const found = new Set<GraphQLNamedType>(
    outputs.flatMap(({ args }) => args.map(({ type }) => getNamedType(type))),
  );
  // What an input holds is an input as well; a set that grows is walked to its new end.
  for (const type of found) {
    if (!isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) found.add(getNamedType(field.type));
  }
  return [...found]
    .filter((type) => (isInputObjectType(type) || isEnumType(type)) && !type.name.startsWith('__'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function inputType(type: GraphQLNamedType): string {
  const rows = isInputObjectType(type)
    ? values('field', Object.values(type.getFields()))
    : isEnumType(type)
      ? table(
          ['value', 'is'],
          type.getValues().map(({ name, description }) => [`\`${name}\``, description]),
        )
      : '';
  return `### ${type.name}\n\n${type.description}\n\n${rows}`;
}

function values(what: string, all: readonly (GraphQLArgument | GraphQLInputField)[]): string {
  return table(
    [what, 'type', 'default', 'is'],
    all.map(({ name, type, defaultValue, description }) => {
      const initially = defaultValue === undefined ? null : astFromValue(defaultValue, type);
      return [`\`${name}\``, `\`${type}\``, initially ? `\`${print(initially)}\`` : '', description];
    }),
  );
}

function table(head: readonly string[], rows: readonly (string | null | undefined)[][]): string {
  const line = (cells: readonly (string | null | undefined)[]) =>
    `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
