import { type Guess, Search, type SearchMatch } from '../../read/search.ts';
import type { FoundRow } from '../../read/search-statements.ts';
import { builder } from '../builder.ts';
import { Group, groupArgs, groupsWanted, PageInfo } from '../connection.ts';
import type { Context } from '../context.ts';
import { EntityKindEnum } from '../enums.ts';
import { EntityRef } from '../refs.ts';

/** A row of a search, with the search that found it. */
interface Hit {
  readonly search: Search;
  readonly row: FoundRow & { readonly cursor: string };
}

const SearchField = builder.enumType('SearchField', {
  description: 'What of an entity holds words that were searched for.',
  values: {
    NAME: { value: 'name', description: 'Its name: of a post, the title.' },
    ALIAS: { value: 'alias', description: 'Another name that texts call it by.' },
    SUMMARY: { value: 'summary', description: 'Its summary.' },
    BODY: { value: 'body', description: 'Its text.' },
  },
});

const Highlight = builder.objectRef<{ start: number; end: number }>('Highlight').implement({
  description: 'A stretch of a snippet, counted in Unicode code points.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Where it begins, from 0.' }),
    end: t.exposeInt('end', { description: 'Where it ends: the first place behind it.' }),
  }),
});

const SearchMatchType = builder.objectRef<SearchMatch>('SearchMatch').implement({
  description: 'Where words that were searched for stand in an entity.',
  fields: (t) => ({
    field: t.expose('field', { type: SearchField, description: 'What of the entity holds them.' }),
    snippet: t.exposeString('text', {
      description:
        'The part of it that holds most of them, as plain text on one line; “…” stands where it was cut.',
    }),
    highlights: t.field({
      type: [Highlight],
      description: 'Where the words stand in the snippet.',
      resolve: ({ highlights }) => [...highlights],
    }),
  }),
});

const SearchGuess = builder.objectRef<Guess>('SearchGuess').implement({
  description: 'A word of a query that occurs nowhere, and what was looked for in its place.',
  fields: (t) => ({
    word: t.exposeString('word', { description: 'The word, in lower case and without accents.' }),
    takenFor: t.stringList({
      description: 'The known words most like it: with fewest letters wrong, or that it is the beginning of.',
      resolve: ({ takenFor }) => [...takenFor],
    }),
  }),
});

const entityOf = ({ kind, id }: FoundRow, { loaders }: Context) => loaders.entity({ kind, id });

const SearchEdge = builder.objectRef<Hit>('SearchEdge').implement({
  description: 'An entity that was found, with how and where.',
  fields: (t) => ({
    cursor: t.string({ description: 'Opaque; pass it as `after`.', resolve: ({ row }) => row.cursor }),
    node: t.field({
      type: EntityRef,
      description: 'The entity.',
      resolve: ({ row }, _args, context) => entityOf(row, context),
    }),
    rank: t.float({
      description:
        'How well it fits, from 0 to 1. From 0.75 on, the query is one of its names; from 0.5 on, its names have all words; from 0.25 on, its names and texts have them; below, they have some.',
      resolve: ({ row }) => row.rank,
    }),
    matches: t.field({
      type: [SearchMatchType],
      description: 'Where the words stand, at most once for each field.',
      resolve: async ({ search, row }, _args, context) => {
        const [entity, aliases] = await Promise.all([
          entityOf(row, context),
          context.loaders.aliases(row.id),
        ]);
        return search.matches(entity, aliases);
      },
    }),
  }),
});

const SearchConnection = builder.objectRef<Search>('SearchConnection').implement({
  description: 'A page of entities that were found, and how many there are in all.',
  fields: (t) => ({
    edges: t.field({
      type: [SearchEdge],
      description: 'The entities of the page, best first, with how and where they were found.',
      resolve: async (search) => (await search.page()).rows.map((row) => ({ search, row })),
    }),
    nodes: t.field({
      type: [EntityRef],
      description: 'The entities of the page, best first.',
      resolve: async (search, _args, context) =>
        Promise.all((await search.page()).rows.map((row) => entityOf(row, context))),
    }),
    pageInfo: t.field({
      type: PageInfo,
      description: 'Where the page stands among all rows.',
      resolve: (search) => search.page(),
    }),
    totalCount: t.int({
      description: 'How many entities have what is searched for.',
      resolve: (search) => search.count(),
    }),
    guesses: t.field({
      type: [SearchGuess],
      description:
        'The words of the query that were taken for others, as they occur nowhere: what is found by those is a guess. Empty where every word is looked for as it stands.',
      resolve: (search) => search.guesses(),
    }),
    groupBy: t.field({
      type: [Group],
      description:
        'How many entities of each sort have what is searched for, on all pages; largest groups first. All groups together have `totalCount` entities.',
      args: groupArgs('SearchGroupKey'),
      resolve: (search, args) => search.groups(...groupsWanted(args)),
    }),
    truncated: t.boolean({
      description:
        'Whether so many entities have the words that only part of them was weighed to find the best: 2,000 that have the query for a name, 2,000 that have the words in their names and 2,000 that have them anywhere, unless this server is set otherwise. More words find fewer.',
      resolve: (search) => search.truncated(),
    }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'Entities by their names, aliases, summaries and texts, best first; the year of publication is a word too. Case, accents, hyphens, possessives and endings do not matter. A word that occurs nowhere stands for the one most like it, and `guesses` says for which. Where no entity has all words, those that have some are found.',
    args: {
      query: t.arg.string({
        required: true,
        description: 'Words, at most 200 characters. Any characters may be used; none has a special meaning.',
      }),
      types: t.arg({ type: [EntityKindEnum], description: 'Entities of these kinds only.' }),
      first: t.arg.int({
        description:
          'How many rows from the start: 1 to 100, and 20 when not given, unless this server is set otherwise.',
      }),
      after: t.arg.string({ description: 'Only rows behind this cursor.' }),
    },
    resolve: (_root, args, { statements, limits, searchWeighed }) =>
      new Search(statements, args, limits, searchWeighed),
  }),
);
