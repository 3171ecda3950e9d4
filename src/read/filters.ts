import { type SQL, sql } from 'drizzle-orm';

/** Which row a condition is about: the edge, the entity at its other end, or that entity's own columns. */
export type Subject = 'edge' | 'entity' | 'own';

/** One condition that a client can set. Its SQL speaks of `e` (edge), `n` (entity) and `k` (its own columns). */
export interface FilterField {
  /** The GraphQL type of the value, in SDL: `Date`, `[RelationKind!]`. */
  readonly type: string;
  readonly description: string;
  readonly about: Subject;
  readonly condition: (value: never) => SQL;
}

const anyOf = (values: readonly string[]) => sql`any(${sql.param(values)}::text[])`;

const named = {
  nameContains: {
    type: 'String',
    description: 'The name contains these words, in any case.',
    about: 'entity',
    condition: (words: string) => sql`position(lower(${words}::text) in lower(n.name)) > 0`,
  },
} as const;

const published = {
  publishedFrom: {
    type: 'Date',
    description: 'Published on this day or later. Leaves out documents of unknown date.',
    about: 'own',
    condition: (day: string) => sql`k.published_on >= ${day}::date`,
  },
  publishedTo: {
    type: 'Date',
    description: 'Published on this day or earlier. Leaves out documents of unknown date.',
    about: 'own',
    condition: (day: string) => sql`k.published_on <= ${day}::date`,
  },
} as const;

/** The conditions that connections take, by the name of their GraphQL input. All that are set must hold. */
export const FILTERS = {
  RelationFilter: {
    kinds: {
      type: '[RelationKind!]',
      description: 'The relation is of one of these kinds.',
      about: 'edge',
      condition: (kinds: readonly string[]) => sql`e.kind = ${anyOf(kinds)}`,
    },
    methods: {
      type: '[ExtractionMethod!]',
      description: 'The relation was found by one of these methods.',
      about: 'edge',
      condition: (methods: readonly string[]) => sql`e.method = ${anyOf(methods)}`,
    },
    minConfidence: {
      type: 'Float',
      description: 'The confidence is at least this, from 0 to 1.',
      about: 'edge',
      condition: (least: number) => sql`e.confidence >= ${least}`,
    },
    occurredFrom: {
      type: 'Date',
      description: 'The document that says it is of this day or later. Leaves out relations of unknown date.',
      about: 'edge',
      condition: (day: string) => sql`e.occurred_on >= ${day}::date`,
    },
    occurredTo: {
      type: 'Date',
      description:
        'The document that says it is of this day or earlier. Leaves out relations of unknown date.',
      about: 'edge',
      condition: (day: string) => sql`e.occurred_on <= ${day}::date`,
    },
  },
  AuthorFilter: {
    ...named,
    types: {
      type: '[AuthorType!]',
      description: 'The author is of one of these types.',
      about: 'own',
      condition: (types: readonly string[]) => sql`k.type = ${anyOf(types)}`,
    },
  },
  OrganisationFilter: named,
  ReportFilter: {
    ...named,
    ...published,
    genres: {
      type: '[ReportGenre!]',
      description: 'The report is of one of these genres.',
      about: 'own',
      condition: (genres: readonly string[]) => sql`k.genre = ${anyOf(genres)}`,
    },
  },
  PolicyFilter: {
    ...named,
    types: {
      type: '[PolicyType!]',
      description: 'The policy is of one of these types.',
      about: 'own',
      condition: (types: readonly string[]) => sql`k.type = ${anyOf(types)}`,
    },
  },
  PostFilter: {
    ...named,
    ...published,
    label: {
      type: 'String',
      description: 'The site filed the post under this label, written as the site does.',
      about: 'own',
      condition: (label: string) => sql`${label} = any(k.labels)`,
    },
  },
  CommentFilter: {
    ...published,
    authorName: {
      type: 'String',
      description: 'The comment is signed with this name, as signed.',
      about: 'own',
      condition: (name: string) => sql`k.author_name = ${name}`,
    },
  },
} as const satisfies Record<string, Record<string, FilterField>>;

export type FilterName = keyof typeof FILTERS;

/** The values that a client set, by field. */
export type FilterValues = Readonly<Record<string, unknown>>;

/** The conditions for the values set, each with what it is about. */
export function conditions(filter: FilterName | null, values: FilterValues | null | undefined) {
  if (filter === null || !values) return [];
  const fields: Record<string, FilterField> = FILTERS[filter];
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => {
      const { about, condition } = fields[field]!;
      return { about, sql: condition(value as never) };
    });
}
