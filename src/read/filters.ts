import { type SQL, sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { entityWithId } from './about.ts';
import { type RelationTest, related } from './relation-test.ts';
import { anyOf } from './sql-parts.ts';

/** Which row a condition is about: the edge, the entity at its other end, or that entity's own columns. */
export type Subject = 'edge' | 'entity' | 'own';

/** One condition that a client can set. Its SQL speaks of `e` (edge), `n` (entity) and `k` (its own columns). */
export interface FilterField {
  /** The GraphQL type of the value, in SDL: `Date`, `[RelationKind!]`. */
  readonly type: string;
  readonly description: string;
  readonly about: Subject;
  /**
   * A value that is no enum may be a placeholder, whose value comes with each request: it may be put into the
   * SQL, not looked at.
   */
  readonly condition: (value: never) => SQL;
}

/** Whether a document has an edge of a kind to the entity that an id names. */
const refersTo = (document: SQL, kind: EdgeKind, id: string) => sql`exists (
  select from edges x where x.source_id = ${document} and x.kind = ${kind} and x.target_id = ${entityWithId(id)})`;

/**
 * Whether a day that is known is on one side of another. It asks the paging key, which indexes are in order of: the
 * days wanted are then all that is read. Days that are not known are stored there as the first there is.
 */
const since = (key: SQL, day: string) => sql`${key} >= ${day}::date and ${known(key)}`;
const until = (key: SQL, day: string) => sql`${key} <= ${day}::date and ${known(key)}`;
const known = (key: SQL) => sql`${key} > date '0001-01-01'`;

const contains = (text: SQL, words: string) => sql`position(lower(${words}::text) in lower(${text})) > 0`;

const named = {
  nameContains: {
    type: 'String',
    description: 'The name contains these words, in any case.',
    about: 'entity',
    condition: (words: string) => contains(sql`n.name`, words),
  },
} as const;

/** The name as printed, whether or not anything of that name is known. */
const signedWith = (description: string, printed: SQL) =>
  ({
    type: 'String',
    description,
    about: 'own',
    condition: (name: string) => sql`${printed} = ${name}`,
  }) as const;

/** What all documents can be asked for, beside what each kind has of its own. */
const document = {
  ...related,
  publishedFrom: {
    type: 'Date',
    description: 'Published on this day or later. Leaves out documents of unknown date.',
    about: 'own',
    condition: (day: string) => since(sql`k.ordered_on`, day),
  },
  publishedTo: {
    type: 'Date',
    description: 'Published on this day or earlier. Leaves out documents of unknown date.',
    about: 'own',
    condition: (day: string) => until(sql`k.ordered_on`, day),
  },
  author: {
    type: 'ID',
    description: 'Written or signed by this author or organisation.',
    about: 'own',
    condition: (id: string) => refersTo(sql`k.id`, 'authored_by', id),
  },
  mentions: {
    type: 'ID',
    description: 'Names this author, organisation or policy.',
    about: 'own',
    condition: (id: string) => refersTo(sql`k.id`, 'mentions', id),
  },
  cites: {
    type: 'ID',
    description: 'Cites this report or post.',
    about: 'own',
    condition: (id: string) => refersTo(sql`k.id`, 'cites', id),
  },
  textContains: {
    type: 'String',
    description: 'The text contains these words, in any case. For ranked search over all texts see `search`.',
    about: 'own',
    condition: (words: string) => contains(sql`k.body`, words),
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
      condition: (day: string) => since(sql`e.ordered_on`, day),
    },
    occurredTo: {
      type: 'Date',
      description:
        'The document that says it is of this day or earlier. Leaves out relations of unknown date.',
      about: 'edge',
      condition: (day: string) => until(sql`e.ordered_on`, day),
    },
    author: {
      type: 'ID',
      description: 'Said by a document that this author or organisation wrote or signed.',
      about: 'edge',
      condition: (id: string) => refersTo(sql`e.source_id`, 'authored_by', id),
    },
    label: {
      type: 'String',
      description: 'Said by a post that its site filed under this label, or by a comment under such a post.',
      about: 'edge',
      condition: (label: string) => sql`exists (
        select from posts x where ${label} = any(x.labels)
          and x.id = coalesce((select c.post_id from comments c where c.id = e.source_id), e.source_id))`,
    },
    quoteContains: {
      type: 'String',
      description: 'Rests on a quote that contains these words, in any case.',
      about: 'edge',
      condition: (words: string) => sql`exists (
        select from evidence x where x.edge_id = e.id and ${contains(sql`x.exact`, words)})`,
    },
  },
  AuthorFilter: {
    ...named,
    ...related,
    types: {
      type: '[AuthorType!]',
      description: 'The author is of one of these types.',
      about: 'own',
      condition: (types: readonly string[]) => sql`k.type = ${anyOf(types)}`,
    },
  },
  OrganisationFilter: { ...named, ...related },
  ReportFilter: {
    ...named,
    ...document,
    genres: {
      type: '[ReportGenre!]',
      description: 'The report is of one of these genres.',
      about: 'own',
      condition: (genres: readonly string[]) => sql`k.genre = ${anyOf(genres)}`,
    },
  },
  PolicyFilter: {
    ...named,
    ...related,
    types: {
      type: '[PolicyType!]',
      description: 'The policy is of one of these types.',
      about: 'own',
      condition: (types: readonly string[]) => sql`k.type = ${anyOf(types)}`,
    },
  },
  PostFilter: {
    ...named,
    ...document,
    label: {
      type: 'String',
      description: 'The site filed the post under this label, written as the site does.',
      about: 'own',
      condition: (label: string) => sql`${label} = any(k.labels)`,
    },
    authorName: signedWith('The page says that this name wrote the post, as printed.', sql`k.byline`),
  },
  CommentFilter: {
    ...document,
    authorName: signedWith('The comment is signed with this name, as signed.', sql`k.author_name`),
  },
} as const satisfies Record<string, Record<string, FilterField>>;

export type FilterName = keyof typeof FILTERS;

/** The public ids among the values that a client set. */
export function idsIn(filter: FilterName, values: FilterValues | null | undefined): unknown[] {
  const fields: Record<string, FilterField> = FILTERS[filter];
  return Object.entries(values ?? {})
    .flatMap(([field, value]) =>
      fields[field]?.type === 'RelationTest'
        ? [(value as RelationTest | null)?.other]
        : fields[field]?.type === 'ID'
          ? [value]
          : [],
    )
    .filter((id) => id !== null && id !== undefined);
}

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
