import type { EdgeKind } from '../../model/edges.ts';
import { parseEntityId } from '../../read/ids.ts';
import { type TimelinePoint, timeline } from '../../read/timeline.ts';
import { builder } from '../builder.ts';
import { RelationKindEnum, TimeUnitEnum } from '../enums.ts';
import { findEntity } from '../node.ts';

/** How often a kind of relation occurs. */
export const RelationKindCount = builder
  .objectRef<{ kind: EdgeKind; count: number }>('RelationKindCount')
  .implement({
    description: 'How many relations there are of a kind.',
    fields: (t) => ({
      kind: t.expose('kind', { type: RelationKindEnum, description: 'The kind.' }),
      count: t.exposeInt('count', { description: 'How many there are.' }),
    }),
  });

const TimelinePointType = builder.objectRef<TimelinePoint>('TimelinePoint').implement({
  description: 'The relations of an entity in one stretch of time.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The stretch: `2021`, or `2021-08`.' }),
    count: t.exposeInt('count', { description: 'How many relations fall into it.' }),
    kinds: t.field({
      type: [RelationKindCount],
      description: 'Each kind that occurs, most frequent first.',
      resolve: ({ kinds }) => [...kinds],
    }),
  }),
});

builder.queryField('timeline', (t) =>
  t.field({
    type: [TimelinePointType],
    description:
      'The relations of an entity by the date of the documents that say them, oldest first. Undated ones and stretches without any are left out. Empty when there is no such entity.',
    args: {
      of: t.arg.id({ required: true, description: 'The entity, by kind and slug.' }),
      kinds: t.arg({ type: [RelationKindEnum], description: 'Relations of these kinds only.' }),
      by: t.arg({ type: TimeUnitEnum, defaultValue: 'year', description: 'How finely time is cut.' }),
    },
    resolve: async (_root, { of, kinds, by }, { loaders, statements }) => {
      const entity = await findEntity(parseEntityId(of), loaders);
      return entity ? timeline(statements, entity.id, kinds ?? null, by ?? 'year') : [];
    },
  }),
);
