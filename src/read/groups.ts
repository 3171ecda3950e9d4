import { type SQL, sql } from 'drizzle-orm';
import type { EDGE_KINDS } from '../model/edges.ts';

/** One thing that rows can be counted by. Its SQL speaks of an arm's pieces: see `arms.ts`. */
export interface GroupKey {
  readonly description: string;
  /** Whether it reads the row's own columns, `k`. */
  readonly own?: true;
  /** What of a row decides its key; `date` is the row's date. */
  readonly by: (date: SQL) => SQL;
  /** The key as text, from what decides it; null where there is none. */
  readonly key: (by: SQL) => SQL;
}

const itself = (by: SQL) => by;
const inCapitals = (by: SQL) => sql`upper(${by})`;
/** Dates that are not known are stored as the first there is. */
const known = (date: SQL) => sql`nullif(${date}, date '0001-01-01')`;
const yearOf = (date: SQL) => sql`date_part('year', ${date})`;
const year = (by: SQL) => sql`lpad(${by}::text, 4, '0')`;

const YEAR: GroupKey = { description: 'The year, as 2021.', by: (date) => yearOf(known(date)), key: year };
const MONTH: GroupKey = {
  description: 'The month, as 2021-08.',
  by: known,
  key: (date) => sql`to_char(${date}, 'YYYY-MM')`,
};

/** The public id of the entity with a database id. */
const idOf = (id: SQL) => sql`(select g.kind || ':' || g.slug from entities g where g.id = ${id})`;

/** The public id of the first entity at the other end of an entity's edges of a kind. */
const firstOther = (kind: keyof typeof EDGE_KINDS) => (id: SQL) =>
  sql`(
  select g.kind || ':' || g.slug from edges x join entities g on g.id = x.target_id
  where x.source_id = ${id} and x.kind = ${kind} order by x.id limit 1)`;

const own = (description: string, by: SQL, key: GroupKey['key'] = itself): GroupKey => ({
  description,
  own: true,
  by: () => by,
  key,
});
const edge = (description: string, by: SQL, key: GroupKey['key']): GroupKey => ({
  description,
  by: () => by,
  key,
});

const signedWith = (printed: SQL) => own('The name it is signed with, as printed.', printed);

const AUTHOR = own(
  'The first author or organisation that signed it, by id.',
  sql`k.id`,
  firstOther('authored_by'),
);

/** When an entity that was found, `s`, was published. */
const publishedOn = sql`case s.kind
  when 'report' then (select d.published_on from reports d where d.id = s.entity_id)
  when 'post' then (select d.published_on from posts d where d.id = s.entity_id)
  when 'comment' then (select d.published_on from comments d where d.id = s.entity_id) end`;

/** What the rows of connections can be counted by, by the name of their GraphQL enum. */
export const GROUP_KEYS = {
  RelationGroupKey: {
    KIND: edge('The kind of the relation, as CITES.', sql`e.kind`, inCapitals),
    METHOD: edge('The method that found it, as LINK.', sql`e.method`, inCapitals),
    YEAR,
    MONTH,
    SOURCE_KIND: edge('The kind of its source, as POST.', sql`e.source_kind`, inCapitals),
    TARGET_KIND: edge('The kind of its target, as REPORT.', sql`e.target_kind`, inCapitals),
    SOURCE: edge('Its source, by id.', sql`e.source_id`, idOf),
    TARGET: edge('Its target, by id.', sql`e.target_id`, idOf),
  },
  PostGroupKey: {
    YEAR,
    MONTH,
    AUTHOR,
    AUTHOR_NAME: signedWith(sql`k.byline`),
    SITE: own('The site it stands on.', sql`k.site`),
  },
  ReportGroupKey: {
    YEAR,
    MONTH,
    AUTHOR,
    GENRE: own('Its genre, as REVIEW.', sql`k.genre`, inCapitals),
    PUBLISHER: own('The first organisation that published it, by id.', sql`k.id`, firstOther('published_by')),
  },
  CommentGroupKey: {
    YEAR,
    MONTH,
    AUTHOR,
    AUTHOR_NAME: signedWith(sql`k.author_name`),
    POST: own('The post it stands under, by id.', sql`k.post_id`, idOf),
  },
  AuthorGroupKey: { TYPE: own('Its type, as PERSON.', sql`k.type`, inCapitals) },
  OrganisationGroupKey: { KIND: own('The kind: ORGANISATION for all.', sql`k.kind`, inCapitals) },
  PolicyGroupKey: {
    TYPE: own('Its type, as LAW.', sql`k.type`, inCapitals),
    YEAR: own('The year in which it began, as 2021.', yearOf(sql`k.started_on`), year),
  },
  // Of the entries that a search finds, `s`.
  SearchGroupKey: {
    KIND: edge('The kind of what was found, as REPORT.', sql`s.kind`, inCapitals),
    YEAR: edge('The year in which it was published, as 2021.', yearOf(publishedOn), year),
  },
  // Of the paths that steps make, `p`.
  TraversalGroupKey: {
    START: edge('What the path begins at, by id.', sql`p.start`, idOf),
    NODE: edge('What the path ends at, by id.', sql`p.node`, idOf),
    NODE_KIND: edge('The kind of what the path ends at, as REPORT.', sql`p.kind`, inCapitals),
    HOPS: edge('How many relations the path walks.', sql`cardinality(p.edges)`, (hops) => sql`${hops}::text`),
  },
} as const satisfies Record<string, Record<string, GroupKey>>;

export type GroupKeyName = keyof typeof GROUP_KEYS;
