import type { EntityRow } from '../../read/entity-row.ts';
import { idsIn } from '../../read/filters.ts';
import { parseEntityId } from '../../read/ids.ts';
import {
  expectWalkable,
  MOST_REPEATS,
  MOST_STARTS,
  MOST_STEPS,
  type Traversed,
  traverse,
} from '../../read/traverse.ts';
import { builder } from '../builder.ts';
import { Group, groupArgs, groupsWanted, PageInfo } from '../connection.ts';
import { DirectionEnum, EntityKindEnum, RelationKindEnum } from '../enums.ts';
import { FILTER_INPUTS } from '../filters.ts';
import { findEntity } from '../node.ts';
import { EntityRef } from '../refs.ts';
import { PathStep } from './paths.ts';

const StepRepeat = builder.inputType('StepRepeat', {
  description: 'How many times in a row a step is taken.',
  fields: (t) => ({
    least: t.int({
      defaultValue: 1,
      description: 'At least so often; 0 makes the step one that can be left out.',
    }),
    most: t.int({ defaultValue: 1, description: `At most so often, 1 to ${MOST_REPEATS}.` }),
  }),
});

const TraversalStep = builder.inputType('TraversalStep', {
  description: 'One step of a walk: which relations it follows, to which entities.',
  fields: (t) => ({
    direction: t.field({
      type: DirectionEnum,
      defaultValue: 'both',
      description: 'From which of its ends a relation is walked.',
    }),
    kinds: t.field({ type: [RelationKindEnum], description: 'Along relations of these kinds only.' }),
    types: t.field({ type: [EntityKindEnum], description: 'To entities of these kinds only.' }),
    where: t.field({
      type: FILTER_INPUTS.RelationFilter as never,
      description: 'Along relations that pass these conditions only.',
    }),
    repeat: t.field({ type: StepRepeat, description: 'How many times in a row; once when not given.' }),
  }),
});

const TraversalEdge = builder.objectRef<Traversed['rows'][number]>('TraversalEdge').implement({
  description: 'One path that the steps make.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Opaque; pass it as `after`.' }),
    start: t.field({
      type: EntityRef,
      description: 'The entity that the path begins at.',
      resolve: ({ start }, _args, { loaders }) => loaders.entity(start) as Promise<EntityRow>,
    }),
    node: t.field({
      type: EntityRef,
      description: 'The entity that the path ends at.',
      resolve: ({ node }, _args, { loaders }) => loaders.entity(node) as Promise<EntityRow>,
    }),
    hops: t.int({ description: 'How many relations the path walks.', resolve: ({ hops }) => hops.length }),
    path: t.field({
      type: [PathStep],
      description: 'The hops of the path, in order; none when all steps were left out.',
      resolve: ({ hops }) => [...hops],
    }),
  }),
});

const TraversalConnection = builder.objectRef<Traversed>('TraversalConnection').implement({
  description:
    'A page of the paths that declared steps make: shortest first, then as their relations were recorded.',
  fields: (t) => ({
    edges: t.field({
      type: [TraversalEdge],
      description: 'The paths of the page, in order.',
      resolve: ({ rows }) => [...rows],
    }),
    nodes: t.field({
      type: [EntityRef],
      description:
        'The entities at the end of each path, in order: one that several paths lead to comes as often.',
      resolve: ({ rows }, _args, { loaders }) =>
        Promise.all(rows.map(({ node }) => loaders.entity(node) as Promise<EntityRow>)),
    }),
    pageInfo: t.field({
      type: PageInfo,
      description: 'Where the page stands among all paths.',
      resolve: (page) => page,
    }),
    totalCount: t.exposeInt('totalCount', {
      description: 'How many paths there are on all pages, as far as they were walked.',
    }),
    groupBy: t.field({
      type: [Group],
      description:
        'How many paths of each sort there are, on all pages, as far as they were walked; largest groups first. All groups together have `totalCount` paths.',
      args: groupArgs('TraversalGroupKey'),
      resolve: (walked, args) => walked.groups(...groupsWanted(args)),
    }),
    totalCountCapped: t.exposeBoolean('truncated', {
      deprecationReason: 'Use `truncated`, which says the same.',
      description: 'Whether `totalCount` is only the least that there are, the walk having been cut short.',
    }),
    truncated: t.exposeBoolean('truncated', {
      description:
        'Whether the walk was cut short, a step having more relations to read than this server is set to read: 10,000 unless set otherwise, repetitions included. Shorter paths are walked on first.',
    }),
  }),
});

builder.queryField('traverse', (t) =>
  t.field({
    type: TraversalConnection,
    description:
      'Walks several steps at once and gives each path that they make, once. No path passes an entity twice.',
    args: {
      from: t.arg.idList({
        required: true,
        description: `Where to start: at most ${MOST_STARTS} ids of entities. Those that are not there are passed over.`,
      }),
      steps: t.arg({
        type: [TraversalStep],
        required: true,
        description: `The steps, in order: 1 to ${MOST_STEPS}.`,
      }),
      first: t.arg.int({
        description: 'How many paths: 1 to 100, and 20 when not given, unless this server is set otherwise.',
      }),
      after: t.arg.string({ description: 'Only paths behind this cursor.' }),
    },
    resolve: async (
      _root,
      { from, first, after, ...args },
      { loaders, statements, limits, relationsPerStep },
    ) => {
      const steps = args.steps.map(({ direction, kinds, types, where, repeat }) => {
        for (const id of idsIn('RelationFilter', where)) parseEntityId(id as string);
        const least = repeat?.least ?? 1;
        return { direction: direction ?? 'both', kinds, types, where, least, most: repeat?.most ?? 1 };
      });
      expectWalkable(from.length, steps);
      const found = await Promise.all(
        from.map((id) => parseEntityId(id)).map((name) => findEntity(name, loaders)),
      );
      const starts = new Map(found.flatMap((entity) => (entity ? [[entity.id, entity]] : [])));
      return traverse(
        statements,
        { from: [...starts.values()], steps, page: { first, after } },
        limits,
        relationsPerStep,
      );
    },
  }),
);
