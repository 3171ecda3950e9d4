import { RequestError } from '../../errors.ts';
import {
  ARRIVING,
  type Arrival,
  type Arrivals,
  type DocumentArrival,
  documentArrivals,
  relationArrivals,
  withParts,
} from '../../read/arrivals.ts';
import { follow } from '../../read/follow.ts';
import { parseEntityId } from '../../read/ids.ts';
import { cursorFor, readCursor } from '../../read/window.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ArrivingKindEnum, RelationKindEnum } from '../enums.ts';
import { findEntity } from '../node.ts';
import { DocumentRef, RelationRef } from '../refs.ts';
import type { StreamEvent } from '../streams.ts';

type Stored<A extends Arrival> = A & StreamEvent;

const StoredDocument = builder.objectRef<Stored<DocumentArrival>>('StoredDocument').implement({
  description: 'A post or comment that was read from a page and had not been read before.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Where it stands: a stream can go on behind it.' }),
    storedAt: t.expose('at', { type: 'DateTime', description: 'When it was stored.' }),
    document: t.field({
      type: DocumentRef,
      description: 'The post or comment, as it is now.',
      resolve: ({ kind, id }, _args, { loaders }) => loaders.entity({ kind, id }),
    }),
  }),
});

const StoredRelation = builder.objectRef<Stored<Arrival>>('StoredRelation').implement({
  description: 'A relation that a post or comment was found to say, and had not been found to say before.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Where it stands: a stream can go on behind it.' }),
    storedAt: t.expose('at', { type: 'DateTime', description: 'When it was stored.' }),
    relation: t.field({
      type: RelationRef,
      description: 'The relation, as it is now, with the words that it rests on.',
      resolve: async ({ id }, _args, { loaders }) => ({ edge: await loaders.edge(id), backward: false }),
    }),
  }),
});

const AFTER =
  'Begins behind this cursor, with what was stored since. Without it, with what is stored from now on. What a client says in the header `Last-Event-ID` goes before it.';

builder.subscriptionType({
  description: 'What a client can be told of as it happens: each is a stream of events.',
  fields: (t) => ({
    documentStored: t.field({
      type: StoredDocument,
      description: 'Posts and comments as they are stored, in that order, none left out and none twice.',
      args: {
        kinds: t.arg({ type: [ArrivingKindEnum], description: 'Documents of these kinds only.' }),
        after: t.arg.string({ description: AFTER }),
      },
      subscribe: (_root, { kinds, after }, context) =>
        stream('STORED_DOCUMENTS', documentArrivals(context.statements, kinds ?? ARRIVING), after, context),
      resolve: (stored) => stored as Stored<DocumentArrival>,
    }),
    relationStored: t.field({
      type: StoredRelation,
      description:
        'What posts and comments are found to say, in the order in which it is stored: who cites, mentions, answers or wrote what. That a page is read anew with more names known counts as well.',
      args: {
        to: t.arg.id({ description: 'Relations to this entity only: `report:review-of-drugs-part-two`.' }),
        includeParts: t.arg.boolean({
          defaultValue: true,
          description: 'Whether what is said of its parts counts as said of it.',
        }),
        kinds: t.arg({ type: [RelationKindEnum], description: 'Relations of these kinds only.' }),
        types: t.arg({ type: [ArrivingKindEnum], description: 'Said by documents of these kinds only.' }),
        after: t.arg.string({ description: AFTER }),
      },
      async subscribe(_root, { to, includeParts, kinds, types, after }, context) {
        const of = to == null ? null : await entitiesOf(to, includeParts !== false, context);
        return stream(
          'STORED_RELATIONS',
          relationArrivals(context.statements, { kinds, types, of }),
          after,
          context,
        );
      },
      resolve: (stored) => stored as Stored<Arrival>,
    }),
  }),
});

/** What is stored behind a cursor, or from now on, each with its own. */
async function stream<A extends Arrival>(
  name: string,
  arrivals: Arrivals<A>,
  after: string | null | undefined,
  { stream }: Context,
): Promise<AsyncIterable<StreamEvent>> {
  const cursor = stream!.lastSeen ?? after;
  const from =
    cursor == null ? await arrivals.last() : Number(readCursor(cursor, { name, by: 'position', ids: 0 })[0]);
  return events(name, from, follow(arrivals, from, stream!));
}

async function* events(
  name: string,
  from: number,
  arrivals: AsyncIterable<Arrival>,
): AsyncGenerator<StreamEvent> {
  const at = (id: number) => cursorFor(name, [String(id)]);
  yield { cursor: at(from), isPlace: true };
  for await (const arrival of arrivals) yield { ...arrival, cursor: at(arrival.id) };
}

async function entitiesOf(id: string, parts: boolean, { loaders, statements }: Context): Promise<number[]> {
  const entity = await findEntity(parseEntityId(id), loaders);
  if (!entity)
    throw new RequestError('BAD_ID', `There is no ${id}; expected the id of an entity that is there.`);
  return parts ? withParts(statements, entity.id) : [entity.id];
}
