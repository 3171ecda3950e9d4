import { type SQL, sql } from 'drizzle-orm';
import type { EDGE_KINDS } from '../model/edges.ts';

/** One thing that rows can be counted by. Its SQL speaks of an arm's pieces: see `arms.ts`. */
export interface GroupKey {
  readonly description: string;
  /** Whether it reads the row's own columns, `k`. */
  readonly own?: true;
  /** The key of a row as text, null where it has none; `date` is the row's date. */
  readonly value: (date: SQL) => SQL;
}

const YEAR = {
  description: 'The year, as 2021.',
  value: (date: SQL) => sql`to_char(nullif(${date}, date '0001-01-01'), 'YYYY')`,
} as const;

const MONTH = {
  description: 'The month, as 2021-08.',
  value: (date: SQL) => sql`to_char(nullif(${date}, date '0001-01-01'), 'YYYY-MM')`,
} as const;

/** The public id of an entity that a column names. */
const idOf = (column: SQL) => sql`(select g.kind || ':' || g.slug from entities g where g.id = ${column})`;

/** The public id of the first entity at the other end of the row's edges of a kind. */
const firstOther = (kind: keyof typeof EDGE_KINDS) => sql`(
  select g.kind || ':' || g.slug from edges x join entities g on g.id = x.target_id
  where x.source_id = k.id and x.kind = ${kind} order by x.id limit 1)`;

const AUTHOR = {
  description: 'The first author or organisation that signed it, by id.',
  own: true,
  value: () => firstOther('authored_by'),
} as const;

const own = (description: string, value: SQL): GroupKey => ({ description, own: true, value: () => value });
const edge = (description: string, value: SQL): GroupKey => ({ description, value: () => value });

/** What the rows of connections can be counted by, by the name of their GraphQL enum. */
export const GROUP_KEYS = {
  RelationGroupKey: {
    KIND: edge('The kind of the relation, as CITES.', sql`upper(e.kind)`),
    METHOD: edge('The method that found it, as LINK.', sql`upper(e.method)`),
    YEAR,
    MONTH,
    SOURCE_KIND: edge('The kind of its source, as POST.', sql`upper(e.source_kind)`),
    TARGET_KIND: edge('The kind of its target, as REPORT.', sql`upper(e.target_kind)`),
    SOURCE: edge('Its source, by id.', idOf(sql`e.source_id`)),
    TARGET: edge('Its target, by id.', idOf(sql`e.target_id`)),
  },
  PostGroupKey: { YEAR, MONTH, AUTHOR, SITE: own('The site it stands on.', sql`k.site`) },
  ReportGroupKey: {
    YEAR,
    MONTH,
    AUTHOR,
    GENRE: own('Its genre, as REVIEW.', sql`upper(k.genre)`),
    PUBLISHER: own('The first organisation that published it, by id.', firstOther('published_by')),
  },
  CommentGroupKey: {
    YEAR,
    MONTH,
    AUTHOR,
    AUTHOR_NAME: own('The name it is signed with.', sql`k.author_name`),
    POST: own('The post it stands under, by id.', idOf(sql`k.post_id`)),
  },
  AuthorGroupKey: { TYPE: own('Its type, as PERSON.', sql`upper(k.type)`) },
  OrganisationGroupKey: { KIND: own('The kind: ORGANISATION for all.', sql`upper(k.kind)`) },
  PolicyGroupKey: {
    TYPE: own('Its type, as LAW.', sql`upper(k.type)`),
    YEAR: own('The year in which it began, as 2021.', sql`to_char(k.started_on, 'YYYY')`),
  },
} as const satisfies Record<string, Record<string, GroupKey>>;

export type GroupKeyName = keyof typeof GROUP_KEYS;
