import type { EdgeKind } from '../../model/edges.ts';
import type { EntityRow } from '../../read/entity-row.ts';
import { parseEntityId } from '../../read/ids.ts';
import { findPaths, MOST_HOPS, MOST_PATHS, type PathSearch } from '../../read/paths.ts';
import { expectRange } from '../../read/range.ts';
import type { Hop } from '../../read/traverse.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { RelationKindEnum } from '../enums.ts';
import { endsOf, findEntity } from '../node.ts';
import { EntityRef, RelationRef } from '../refs.ts';

/** Where a hop leads. */
async function endOf({ edge, from }: Hop, { loaders }: Context): Promise<EntityRow> {
  const { source, target } = endsOf(await loaders.edge(edge));
  return loaders.entity(source.id === from ? target : source);
}

/** One hop of a path. */
export const PathStep = builder.objectRef<Hop>('PathStep').implement({
  description: 'One hop of a path.',
  fields: (t) => ({
    relation: t.field({
      type: RelationRef,
      description: 'The relation that is walked, with its evidence; its label reads the way the path goes.',
      resolve: async ({ edge: id, from }, _args, { loaders }) => {
        const edge = await loaders.edge(id);
        return { edge, backward: edge.sourceId !== from };
      },
    }),
    entity: t.field({
      type: EntityRef,
      description: 'The entity that it leads to.',
      resolve: (hop, _args, context) => endOf(hop, context),
    }),
  }),
});

interface PathShape {
  readonly from: EntityRow;
  readonly hops: readonly Hop[];
}

const Path = builder.objectRef<PathShape>('Path').implement({
  description: 'A way from one entity to another along relations, in whichever direction these are said.',
  fields: (t) => ({
    length: t.int({ description: 'How many relations it walks.', resolve: ({ hops }) => hops.length }),
    steps: t.field({
      type: [PathStep],
      description: 'Its hops, in order.',
      resolve: ({ hops }) => [...hops],
    }),
    entities: t.field({
      type: [EntityRef],
      description: 'The entities that it passes, both ends included, none of them twice.',
      resolve: async ({ from, hops }, _args, context) => [
        from,
        ...(await Promise.all(hops.map((hop) => endOf(hop, context)))),
      ],
    }),
  }),
});

/** A search with the entity that its paths begin at; without it, none was there to search from. */
type SearchShape = PathSearch & { readonly from: EntityRow | null };

const pathsOf = ({ from, paths }: SearchShape) => (from ? paths.map((hops) => ({ from, hops })) : []);

const PathSearchType = builder.objectRef<SearchShape>('PathSearch').implement({
  description: 'The paths between two entities, and how far the search for them went.',
  fields: (t) => ({
    paths: t.field({ type: [Path], description: 'The paths, shortest first.', resolve: pathsOf }),
    truncated: t.boolean({
      description:
        'Whether entities on the way had too many relations to read them all. If so, there may be other paths, as short as these or shorter; if not, there are none.',
      resolve: ({ cut }) => cut.length > 0,
    }),
    frontier: t.field({
      type: [EntityRef],
      description:
        'The entities whose relations were not all read, as they were come to; at most 20 of them.',
      resolve: ({ cut }, _args, { loaders }) =>
        Promise.all(cut.slice(0, 20).map((key) => loaders.entity(key) as Promise<EntityRow>)),
    }),
  }),
});

interface PathArguments {
  readonly from: string;
  readonly to: string;
  readonly maxHops?: number | null | undefined;
  readonly kinds?: readonly EdgeKind[] | null | undefined;
  readonly first?: number | null | undefined;
}

async function search(
  { from, to, maxHops, kinds, first }: PathArguments,
  { loaders, statements, relationsPerStep }: Context,
): Promise<SearchShape> {
  const ends = [from, to].map((id) => parseEntityId(id));
  const question = { maxHops: maxHops ?? 4, kinds, first: first ?? 3 };
  expectRange('maxHops', question.maxHops, 1, MOST_HOPS);
  expectRange('first', question.first, 1, MOST_PATHS);
  const [start, end] = await Promise.all(ends.map((end) => findEntity(end, loaders)));
  if (!start || !end) return { from: null, paths: [], cut: [] };
  const found = await findPaths(statements, { ...question, from: start, to: end }, relationsPerStep);
  return { ...found, from: start };
}

const SHORTEST = 'shortest first, none with an entity twice';

builder.queryFields((t) => {
  const args = {
    from: t.arg.id({ required: true, description: 'Where paths begin: kind and slug.' }),
    to: t.arg.id({ required: true, description: 'Where paths end: kind and slug.' }),
    maxHops: t.arg.int({
      defaultValue: 4,
      description: `How many relations a path may walk, 1 to ${MOST_HOPS}.`,
    }),
    kinds: t.arg({ type: [RelationKindEnum], description: 'Along relations of these kinds only.' }),
    first: t.arg.int({ defaultValue: 3, description: `How many paths, 1 to ${MOST_PATHS}.` }),
  };
  return {
    paths: t.field({
      type: [Path],
      description: `The paths between two entities, ${SHORTEST}. Empty when both are one, when either is not there, or when no path was found: \`pathSearch\` says whether there may be one all the same.`,
      args,
      resolve: async (_root, args, context) => pathsOf(await search(args, context)),
    }),
    pathSearch: t.field({
      type: PathSearchType,
      description: `The same as \`paths\`, and whether the search for them was complete: the paths between two entities, ${SHORTEST}.`,
      args,
      resolve: (_root, args, context) => search(args, context),
    }),
  };
});
