/** The fields that walk declared traversals: their type, their arguments, and the question they ask. */
import { sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../model/entities.ts';
import { idsInPlace, type Selection } from '../read/arms.ts';
import { ConnectionSql } from '../read/connection-sql.ts';
import { idsIn } from '../read/filters.ts';
import { parseEntityId } from '../read/ids.ts';
import { ORDERS, type Order } from '../read/orders.ts';
import type { Traversal } from '../read/traversals.ts';
import { type PageArguments, type PlaceShape, readCursor, type Window, windowOf } from '../read/window.ts';
import { type Asked, compiled } from './compile/compiled.ts';
import { CONNECTIONS, type Connection } from './connection.ts';
import { DirectionEnum, EntityKindEnum, ORDER_ENUMS, RelationKindEnum } from './enums.ts';
import { FILTER_INPUTS } from './filters.ts';
import type { RelationView } from './refs.ts';

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
      for (const id of idsOf(traversal, args)) parseEntityId(id as string);
      return {
        question: { name: snakeCase(name), traversal, selection },
        order: orderBy ?? traversal.order,
        window: { first, after, last, before },
        start: 'all' in traversal.path ? undefined : startId(start),
      };
    },
    ...compiled((asked, row) => {
      const { first, after, last, before, orderBy, ...selection } = asked.args as Arguments;
      for (const id of idsOf(traversal, asked.args)) asked.derived(id, (id) => parseEntityId(id).slug);
      const order = orderBy ?? traversal.order;
      const connection = new ConnectionSql(
        {
          traversal,
          selection,
          order,
          window: () =>
            windowFor(
              asked,
              { first, after, last, before },
              {
                name: order,
                by: (ORDERS[traversal.orders] as Record<string, Order>)[order]!.by,
                ids: idsInPlace(traversal, selection),
              },
            ),
          start: 'all' in traversal.path ? sql`null::bigint` : row.column('id')!,
        },
        asked.alias(),
        asked.asksFor('pageInfo'),
      );
      return connection.read(asked.object(connection));
    }),
  });
}

/** The public ids among a walk's conditions: they are to be checked before anything is asked. */
function idsOf({ filter }: Traversal, args: Arguments): unknown[] {
  return [...(filter ? idsIn(filter, args.where) : []), ...idsIn('RelationFilter', args.relation)];
}

/** A window whose places are read from cursors at each request. */
function windowFor(
  asked: Asked,
  { first, after, last, before }: PageArguments,
  shape: PlaceShape & { readonly ids: number },
): Window {
  const placeOf = (cursor: string | null | undefined) =>
    cursor == null
      ? null
      : Array.from({ length: 1 + shape.ids }, (_, i) =>
          asked.derived(cursor, (cursor) => readCursor(cursor, shape)[i]!),
        );
  return {
    ...windowOf({ first, last }, shape, asked.limits),
    after: placeOf(after),
    before: placeOf(before),
  };
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
          description: 'Whether what reaches a part of it counts as reaching it, each document once.',
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
