/**
 * The types of connections, as in the Relay specification. A connection reads nothing until one of its fields
 * is asked for: rows, their number and their groups are separate questions.
 */
import { RequestError } from '../errors.ts';
import { documentKinds, ENTITY_KINDS, type EntityKind, entityKinds } from '../model/entities.ts';
import { edges, evidence } from '../model/schema.ts';
import type { Page, Question } from '../read/connection-loaders.ts';
import type { ConnectionSql, PageRowSql } from '../read/connection-sql.ts';
import type { Group as GroupOfRows } from '../read/group-statement.ts';
import type { GroupKeyName } from '../read/groups.ts';
import type { Loaders } from '../read/loaders.ts';
import { expectRange } from '../read/range.ts';
import type { PageArguments, PageOf } from '../read/window.ts';
import { builder } from './builder.ts';
import { type Asked, type Compile, column, compiled, evidenceAt, relationAt } from './compile/compiled.ts';
import { GROUP_ENUMS } from './enums.ts';
import { ENTITY_REFS, EvidenceRef, RelationRef, type RelationView } from './refs.ts';

/** One connection as asked for: the question, the stretch of rows wanted, and the row it starts from. */
export interface Connection {
  readonly question: Question;
  readonly order: string;
  readonly window: PageArguments;
  readonly start: number | undefined;
}

type Row = Page['rows'][number];

const pageOf = (connection: Connection, loaders: Loaders): Promise<Page> =>
  loaders.connections.page(connection.question, connection.order, connection.window, connection.start);

/** How the node of a row is had: loaded, and in a compiled statement. */
interface NodeOf {
  readonly load: (row: Row, loaders: Loaders) => Promise<unknown>;
  readonly compile: Compile<PageRowSql>;
}

const relationOf = {
  load: async ({ edge, backward }: Row, loaders: Loaders): Promise<RelationView> => ({
    edge: await loaders.edge(edge!),
    backward,
  }),
  compile: (asked: Asked, row: PageRowSql) =>
    relationAt(asked, row.column('edge')!, row.column('backward')!, row.held(edges)),
};

const entityOf = (kind: EntityKind): NodeOf => ({
  load: ({ node }, loaders) => loaders.entity({ kind, id: node }),
  compile: (asked, row) => asked.entity(row.column('node')!, [kind], row.held(ENTITY_KINDS[kind].table)),
});

const evidenceOf: NodeOf = {
  load: ({ node }, loaders) => loaders.evidence(node),
  compile: (asked, row) => evidenceAt(asked, row.column('node')!, row.held(evidence)),
};

/** What a page of any connection says of its place. */
export const PageInfo = builder.objectRef<PageOf<object>>('PageInfo').implement({
  description: 'Where a page stands among all rows.',
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: 'Whether rows follow this page.',
      resolve: (page) => page.hasNextPage(),
      ...column('hasNextPage'),
    }),
    hasPreviousPage: t.boolean({
      description: 'Whether rows come before this page.',
      resolve: (page) => page.hasPreviousPage(),
      ...column('hasPreviousPage'),
    }),
    startCursor: t.string({
      description: 'The cursor of the first row; null when the page is empty.',
      nullable: true,
      resolve: ({ rows }) => rows[0]?.cursor ?? null,
      ...column('startCursor'),
    }),
    endCursor: t.string({
      description: 'The cursor of the last row; null when the page is empty.',
      nullable: true,
      resolve: ({ rows }) => rows.at(-1)?.cursor ?? null,
      ...column('endCursor'),
    }),
  }),
});

export const Group = builder.objectRef<GroupOfRows>('Group').implement({
  description: 'Rows that have their keys in common.',
  fields: (t) => ({
    keys: t.stringList({
      description: 'What they have in common, in the order asked for; empty where they have no such thing.',
      resolve: ({ keys }) => [...keys],
      ...column('keys'),
    }),
    count: t.exposeInt('count', { description: 'How many rows there are in the group.' }),
  }),
});

/** The most keys that one group may have. */
const MOST_KEYS = 3;

/** By which keys to count, and how many groups; throws RequestError with BAD_RANGE. */
export function groupsWanted(args: { keys?: unknown; first?: unknown }): [keys: string[], first: number] {
  const [keys, first] = [args.keys as string[], (args.first as number | null | undefined) ?? 50];
  if (keys.length < 1 || keys.length > MOST_KEYS) {
    throw new RequestError('BAD_RANGE', `\`keys\` has ${keys.length} keys; expected 1 to ${MOST_KEYS}.`);
  }
  expectRange('first', first, 1, 1000);
  return [keys, first];
}

/** The arguments of `groupBy`, for rows with these keys. */
export const groupArgs = (groups: GroupKeyName) =>
  builder.args((arg) => ({
    keys: arg.field({
      type: [GROUP_ENUMS[groups]!],
      required: true,
      description: 'One to three things to count by.',
    }),
    first: arg.int({ defaultValue: 50, description: 'How many groups, from 1 to 1000.' }),
  }));

/** Makes the types `…Connection` and `…Edge` for one sort of node. */
function connectionType(
  name: string,
  what: string,
  node: unknown,
  nodeOf: NodeOf,
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
        resolve: (row, _args, { loaders }) => nodeOf.load(row, loaders) as never,
        ...compiled(nodeOf.compile),
      }),
      ...(carriesRelation && {
        relation: t.field({
          type: RelationRef,
          description: 'The relation by which the row was reached, with its evidence.',
          resolve: (row, _args, { loaders }) => relationOf.load(row, loaders),
          ...compiled(relationOf.compile),
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
        ...compiled((asked, connection: ConnectionSql) => connection.rows((row) => asked.object(row))),
      }),
      nodes: t.field({
        type: [type],
        description: 'The rows of the page, in order.',
        resolve: async (connection, _args, { loaders }) => {
          const { rows } = await pageOf(connection, loaders);
          return Promise.all(rows.map((row) => nodeOf.load(row, loaders))) as never;
        },
        ...compiled((asked, connection: ConnectionSql) =>
          connection.rows((row) => nodeOf.compile(asked, row)),
        ),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'Where the page stands among all rows.',
        resolve: (connection, _args, { loaders }) => pageOf(connection, loaders),
        ...compiled((asked, connection: ConnectionSql) => asked.object(connection.pageInfo)),
      }),
      totalCount: t.int({
        description: 'How many rows there are on all pages, under the same conditions.',
        resolve: ({ question, start }, _args, { loaders }) => loaders.connections.count(question, start),
        ...compiled((_asked, connection: ConnectionSql) => connection.count),
      }),
      ...(groups && {
        groupBy: t.field({
          type: [Group],
          description:
            'How many rows there are of each sort, on all pages, under the same conditions; largest groups first. All groups together have `totalCount` rows.',
          args: groupArgs(groups),
          resolve: ({ question, start }, args, { loaders }) => {
            const [keys, first] = groupsWanted(args);
            return loaders.connections.groups(question, keys, first, start);
          },
          ...compiled((asked, connection: ConnectionSql) => {
            const [keys, first] = groupsWanted(asked.args);
            return connection.groups(keys, first, (row) => asked.object(row));
          }),
        }),
      }),
    }),
  });
}

/** The connection types, by name without the word. */
export const CONNECTIONS: Record<string, unknown> = Object.fromEntries([
  ...entityKinds.map((kind) => {
    const { typeName, plural } = ENTITY_KINDS[kind];
    return [
      typeName,
      connectionType(typeName, plural, ENTITY_REFS[kind], entityOf(kind), `${typeName}GroupKey`),
    ];
  }),
  ...documentKinds.map((kind) => {
    const { typeName } = ENTITY_KINDS[kind];
    const name = `${typeName}Relation`;
    const what = `${ENTITY_KINDS[kind].plural}, each with the relation by which it was reached`;
    return [
      name,
      connectionType(
        name,
        what,
        ENTITY_REFS[kind],
        entityOf(kind),
        `${typeName}GroupKey` as GroupKeyName,
        true,
      ),
    ];
  }),
  ['Relation', connectionType('Relation', 'relations', RelationRef, relationOf, 'RelationGroupKey')],
  ['Evidence', connectionType('Evidence', 'pieces of evidence', EvidenceRef, evidenceOf, null)],
]);
