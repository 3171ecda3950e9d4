import type { EdgeKind } from '../../model/edges.ts';
import type { EntityKind } from '../../model/entities.ts';
import { type Stats, stats } from '../../read/stats.ts';
import { builder } from '../builder.ts';
import { EntityKindEnum } from '../enums.ts';
import { RelationKindCount } from './timeline.ts';

const EntityKindCount = builder.objectRef<{ kind: EntityKind; count: number }>('EntityKindCount').implement({
  description: 'How many entities there are of a kind.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EntityKindEnum, description: 'The kind.' }),
    count: t.exposeInt('count', { description: 'How many there are.' }),
  }),
});

const StatsType = builder.objectRef<Stats>('Stats').implement({
  description: 'How much the graph holds.',
  fields: (t) => ({
    entities: t.field({
      type: [EntityKindCount],
      description: 'Entities by kind, kinds without any left out.',
      resolve: ({ entities }) =>
        Object.entries(entities).map(([kind, count]) => ({ kind: kind as EntityKind, count })),
    }),
    relations: t.field({
      type: [RelationKindCount],
      description: 'Relations by kind, kinds without any left out.',
      resolve: ({ relations }) =>
        Object.entries(relations).map(([kind, count]) => ({ kind: kind as EdgeKind, count })),
    }),
    evidence: t.exposeInt('evidence', {
      description: 'How many quotes of pages and lines of the vocabulary the relations rest on.',
    }),
    pages: t.exposeInt('pages', { description: 'How many pages were read.' }),
    lastRead: t.field({
      type: 'DateTime',
      description: 'When a page was last read for the first time; null before the first.',
      nullable: true,
      resolve: ({ lastRead }) => lastRead,
    }),
  }),
});

builder.queryField('stats', (t) =>
  t.field({
    type: StatsType,
    description: 'How much the graph holds.',
    resolve: (_root, _args, { statements }) => stats(statements),
  }),
);
