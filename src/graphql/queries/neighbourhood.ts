import type { EntityRow } from '../../read/entity-row.ts';
import { parseEntityId } from '../../read/ids.ts';
import {
  frontierOf,
  MOST_DEPTH,
  MOST_ENTITIES,
  type Neighbour,
  neighboursOf,
  relationsAmong,
} from '../../read/neighbourhood.ts';
import { expectRange } from '../../read/range.ts';
import { builder } from '../builder.ts';
import { RelationKindEnum } from '../enums.ts';
import { findEntity } from '../node.ts';
import { EntityRef, RelationRef } from '../refs.ts';

/** The entities, and what is read of them only when it is asked for, and once. */
interface Surroundings {
  readonly depth: number;
  readonly entities: readonly Neighbour[];
  readonly relations: () => ReturnType<typeof relationsAmong>;
  readonly frontier: () => Promise<readonly Neighbour[]>;
}

const NeighbourType = builder.objectRef<Neighbour>('Neighbour').implement({
  description: 'An entity with its distance from the middle of a neighbourhood.',
  fields: (t) => ({
    entity: t.field({
      type: EntityRef,
      description: 'The entity.',
      resolve: (key, _args, { loaders }) => loaders.entity(key) as Promise<EntityRow>,
    }),
    distance: t.exposeInt('distance', {
      description: 'The fewest relations to walk from the middle; 0 for the middle itself.',
    }),
  }),
});

const Neighbourhood = builder.objectRef<Surroundings>('Neighbourhood').implement({
  description: 'What stands around an entity: the nearest entities, and the relations among them.',
  fields: (t) => ({
    entities: t.field({
      type: [NeighbourType],
      description:
        'The entities, nearest first, beginning with the one asked about. Where there are more than the limit, each entity that leads on gives of its neighbours in turn: those it speaks of before those that speak of it, kind by kind, the newest first.',
      resolve: ({ entities }) => [...entities],
    }),
    relations: t.field({
      type: [RelationRef],
      description: 'All relations among the entities, of the kinds asked for.',
      resolve: async ({ relations }, _args, { loaders }) =>
        Promise.all(
          (await relations()).edges.map(async (id) => ({ edge: await loaders.edge(id), backward: false })),
        ),
    }),
    truncated: t.boolean({
      description:
        'Whether something is left out: an entity within the depth, because of the limit, or a relation.',
      resolve: async ({ depth, relations, frontier }) => {
        const [among, beyond] = await Promise.all([relations(), frontier()]);
        return among.truncated || beyond.some(({ distance }) => distance < depth);
      },
    }),
    frontier: t.field({
      type: [EntityRef],
      description:
        'Those of the entities that have neighbours beyond them all, nearest first: where there is more to see.',
      resolve: async ({ frontier }, _args, { loaders }) =>
        Promise.all((await frontier()).map((key) => loaders.entity(key) as Promise<EntityRow>)),
    }),
  }),
});

builder.queryField('neighbourhood', (t) =>
  t.field({
    type: Neighbourhood,
    description: 'What stands around an entity; null when there is no such entity.',
    nullable: true,
    args: {
      id: t.arg.id({ required: true, description: 'The entity in the middle, by kind and slug.' }),
      depth: t.arg.int({
        defaultValue: 1,
        description: `How many relations to walk from the middle, 1 to ${MOST_DEPTH}.`,
      }),
      kinds: t.arg({ type: [RelationKindEnum], description: 'Along relations of these kinds only.' }),
      limit: t.arg.int({
        defaultValue: 200,
        description: `How many entities at most, the one in the middle included: 1 to ${MOST_ENTITIES}.`,
      }),
    },
    resolve: async (_root, { id, kinds, ...args }, { loaders, statements, relationsPerStep }) => {
      const name = parseEntityId(id);
      const [depth, limit] = [args.depth ?? 1, args.limit ?? 200];
      expectRange('depth', depth, 1, MOST_DEPTH);
      expectRange('limit', limit, 1, MOST_ENTITIES);
      const middle = await findEntity(name, loaders);
      if (!middle) return null;
      const entities = await neighboursOf(statements, middle, { depth, kinds, limit }, relationsPerStep);
      return {
        depth,
        entities,
        relations: once(() => relationsAmong(statements, entities, kinds, relationsPerStep)),
        frontier: once(() => frontierOf(statements, entities, kinds)),
      };
    },
  }),
);

/** Asks when first asked, and remembers the answer. */
function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
