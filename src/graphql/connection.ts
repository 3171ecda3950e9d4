/**
 * Connections as in the Relay specification, made from the declared traversals. A connection reads nothing
 * until one of its fields is asked for: rows and their number are separate questions.
 */

import { RequestError } from '../errors.ts';
import { documentKinds, ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';
import type { Selection } from '../read/arms.ts';
import { idsIn } from '../read/filters.ts';
import type { GroupRow } from '../read/group-statement.ts';
import type { GroupKeyName } from '../read/groups.ts';
import type { Loaders, Page, Question } from '../read/loaders.ts';
import type { Traversal } from '../read/traversals.ts';
import type { PageArguments } from '../read/window.ts';
import { builder } from './builder.ts';
import { DirectionEnum, EntityKindEnum, GROUP_ENUMS, ORDER_ENUMS, RelationKindEnum } from './enums.ts';
import { FILTER_INPUTS } from './filters.ts';
import { parseEntityId } from './ids.ts';
import { ENTITY_REFS, EvidenceRef, RelationRef, type RelationView } from './refs.ts';

/** One connection as asked for: the question, the stretch of rows wanted, and the row it starts from. */
interface Connection {
  readonly question: Question;
  readonly order: string;
  readonly window: PageArguments;
  readonly start: number | undefined;
}

type Row = Page['rows'][number];

const pageOf = (connection: Connection, loaders: Loaders): Promise<Page> =>
  loaders.page(connection.question, connection.order, connection.window, connection.start);

const relationOf = async ({ edge, backward }: Row, loaders: Loaders): Promise<RelationView> => ({
  edge: await loaders.edge(edge!),
  backward,
});

const entityOf = ({ kind, node }: Row, loaders: Loaders) =>
  loaders.entity({ kind: kind as EntityKind, id: node });

const PageInfo = builder.objectRef<Page>('PageInfo').implement({
  description: 'Where a page stands among all rows.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether rows follow this page.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether rows come before this page.',
    }),
    startCursor: t.string({
      description: 'The cursor of the first row; null when the page is empty.',
      nullable: true,
      resolve: ({ rows }) => rows[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description: 'The cursor of the last row; null when the page is empty.',
      nullable: true,
      resolve: ({ rows }) => rows.at(-1)?.cursor ?? null,
    }),
  }),
});

const Group = builder.objectRef<GroupRow>('Group').implement({
  description: 'Rows that have their keys in common.',
  fields: (t) => ({
    keys: t.stringList({
      description: 'What they have in common, in the order asked for; empty where they have no such thing.',
      resolve: ({ keys }) => [...keys],
    }),
    count: t.exposeInt('count', { description: 'How many rows there are in the group.' }),
  }),
});

/** The most keys that one group may have. */
const MOST_KEYS = 3;

/** Makes the types `…Connection` and `…Edge` for one sort of node. */
function connectionType(
  name: string,
  what: string,
  node: unknown,
  nodeOf: (row: Row, loaders: Loaders) => Promise<unknown>,
  groups: GroupKeyName | null,
  carriesRelation = false,
): unknown {
  const type = node as never;
  const Edge = builder.objectRef<Row>(`${name}Edge`).implement({
    description: `One of the ${what}, with its place in the order.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Opaque; pass it as `after` or `before`.' }),
      node: t.field({
        type,
        description: 'The row itself.',
        resolve: (row, _args, { loaders }) => nodeOf(row, loaders) as never,
      }),
      ...(carriesRelation && {
        relation: t.field({
          type: RelationRef,
          description: 'The relation by which the row was reached, with its evidence.',
          resolve: (row, _args, { loaders }) => relationOf(row, loaders),
        }),
      }),
    }),
  });
  return builder.objectRef<Connection>(`${name}Connection`).implement({
    description: `A page of ${what}, and how many there are in all.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: 'The rows of the page, in order, with what belongs to their place in it.',
        resolve: async (connection, _args, { loaders }) => [...(await pageOf(connection, loaders)).rows],
      }),
      nodes: t.field({
        type: [type],
        description: 'The rows of the page, in order.',
        resolve: async (connection, _args, { loaders }) => {
          const { rows } = await pageOf(connection, loaders);
          return Promise.all(rows.map((row) => nodeOf(row, loaders))) as never;
        },
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'Where the page stands among all rows.',
        resolve: (connection, _args, { loaders }) => pageOf(connection, loaders),
      }),
      totalCount: t.int({
        description: 'How many rows there are on all pages, under the same conditions.',
        resolve: ({ question, start }, _args, { loaders }) => loaders.count(question, start),
      }),
      ...(groups && {
        groupBy: t.field({
          type: [Group],
          description:
            'How many rows there are of each sort, on all pages, under the same conditions; largest groups first. All groups together have `totalCount` rows.',
          args: {
            keys: t.arg({
              type: [GROUP_ENUMS[groups]!],
              required: true,
              description: 'One to three things to count by.',
            }),
            first: t.arg.int({ defaultValue: 50, description: 'How many groups, from 1 to 1000.' }),
          },
          resolve: ({ question, start }, args, { loaders }) => {
            const [keys, first] = [args.keys as string[], args.first ?? 50];
            if (keys.length < 1 || keys.length > MOST_KEYS) {
              throw new RequestError(
                'BAD_RANGE',
                `\`keys\` has ${keys.length} keys; expected 1 to ${MOST_KEYS}.`,
              );
            }
            if (first < 1 || first > 1000) {
              throw new RequestError('BAD_RANGE', `\`first\` is ${first}; expected 1 to 1000.`);
            }
            return loaders.groups(question, keys, first, start);
          },
        }),
      }),
    }),
  });
}

const CONNECTIONS: Record<string, unknown> = Object.fromEntries([
  ...entityKinds.map((kind) => {
    const { typeName, plural } = ENTITY_KINDS[kind];
    return [typeName, connectionType(typeName, plural, ENTITY_REFS[kind], entityOf, `${typeName}GroupKey`)];
  }),
  ...documentKinds.map((kind) => {
    const { typeName } = ENTITY_KINDS[kind];
    const name = `${typeName}Relation`;
    const what = `${ENTITY_KINDS[kind].plural}, each with the relation by which it was reached`;
    return [
      name,
      connectionType(name, what, ENTITY_REFS[kind], entityOf, `${typeName}GroupKey` as GroupKeyName, true),
    ];
  }),
  ['Relation', connectionType('Relation', 'relations', RelationRef, relationOf, 'RelationGroupKey')],
  [
    'Evidence',
    connectionType(
      'Evidence',
      'pieces of evidence',
      EvidenceRef,
      ({ node }, loaders) => loaders.evidence(node),
      null,
    ),
  ],
]);

/** The connection type that a traversal's rows have. */
function connectionName({ path, orders }: Traversal): string {
  if ('children' in path) return path.children === 'comments' ? 'Comment' : 'Evidence';
  if ('all' in path) return path.all === 'relation' ? 'Relation' : ENTITY_KINDS[path.all].typeName;
  return orders in { RelationOrder: 1, CitationOrder: 1 }
    ? 'Relation'
    : `${ENTITY_KINDS[path.to[0]!].typeName}Relation`;
}

/** Everything that any traversal may be asked with; each field offers what its traversal takes. */
type Arguments = PageArguments & Selection & { readonly orderBy?: string | null };

/**
 * The part of Pothos' field builder that fields made from data use. Its own types follow each literal, which
 * declarations that are read from a registry do not have.
 */
interface DynamicFields {
  field(options: object): never;
  arg(options: object): never;
}

/** The fields that walk traversals, each under its name. */
export function traversalFields(
  t: unknown,
  traversals: Readonly<Record<string, Traversal>>,
): Record<string, never> {
  return Object.fromEntries(
    Object.entries(traversals).map(([name, traversal]) => [name, traversalField(t, name, traversal)]),
  );
}

/** The field that walks one traversal; with `filtered`, only under a condition. */
export function traversalField(t: unknown, name: string, traversal: Traversal, filtered = false): never {
  const fields = t as DynamicFields;
  return fields.field({
    type: CONNECTIONS[connectionName(traversal)],
    description: traversal.description,
    args: argumentsOf(fields, traversal, filtered),
    resolve: (start: unknown, args: Arguments): Connection => {
      const { first, after, last, before, orderBy, ...selection } = args;
      if (traversal.filter) for (const id of idsIn(traversal.filter, args.where)) parseEntityId(id);
      for (const id of idsIn('RelationFilter', args.relation)) parseEntityId(id);
      return {
        question: { name: snakeCase(name), traversal, selection },
        order: orderBy ?? traversal.order,
        window: { first, after, last, before },
        start: 'all' in traversal.path ? undefined : startId(start),
      };
    },
  });
}

/** The database's id of the row that a walk starts from. */
function startId(start: unknown): number {
  const row = start as { id: number } | RelationView;
  return 'edge' in row ? row.edge.id : row.id;
}

function argumentsOf({ arg }: DynamicFields, { path, orders, order, filter }: Traversal, filtered: boolean) {
  const along = 'along' in path;
  return {
    ...(along &&
      path.along.length > 1 && {
        kinds: arg({ type: [RelationKindEnum], description: 'Relations of these kinds only.' }),
        direction: arg({
          type: DirectionEnum,
          description: 'Relations that are read this way from the entity only.',
          defaultValue: path.direction,
        }),
      }),
    ...(along &&
      path.to.length > 1 && {
        types: arg({ type: [EntityKindEnum], description: 'Other ends of these kinds only.' }),
      }),
    ...(along &&
      path.acrossParts && {
        includeParts: arg({
          type: 'Boolean',
          description: 'Whether what reaches a part of the report counts as reaching the report, each once.',
          defaultValue: true,
        }),
      }),
    ...('children' in path &&
      path.by === 'post_id' && {
        topLevelOnly: arg({
          type: 'Boolean',
          description: 'Whether to leave out replies.',
          defaultValue: false,
        }),
      }),
    ...(filter && {
      where: arg({
        type: FILTER_INPUTS[filter],
        description: 'Conditions on the rows, the same for rows and counts.',
        required: filtered,
      }),
    }),
    ...(along &&
      filter !== 'RelationFilter' && {
        relation: arg({
          type: FILTER_INPUTS.RelationFilter,
          description: 'Conditions on the relations by which rows are reached.',
        }),
      }),
    ...(ORDER_ENUMS[orders] && {
      orderBy: arg({
        type: ORDER_ENUMS[orders],
        description: 'In which order rows come.',
        defaultValue: order,
      }),
    }),
    first: arg({
      type: 'Int',
      description:
        'How many rows from the start: 1 to 100, and 20 when neither is given, unless this server is set otherwise.',
    }),
    after: arg({ type: 'String', description: 'Only rows behind this cursor.' }),
    last: arg({ type: 'Int', description: 'How many rows from the end, instead of `first`.' }),
    before: arg({ type: 'String', description: 'Only rows before this cursor.' }),
  };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
