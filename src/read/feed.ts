/** What posts and comments say of an entity, for those who follow it: each document once, those found last first. */
import { type SQL, sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import { type ArrivingKind, relationArrivals, type Saying, said } from './arrivals.ts';

/** How many relations are read for each document that is wanted: most documents say one thing, few say many. */
const RELATIONS_EACH = 4;

/** How many of the relations found last are gone through first: of one who is often spoken of, they are enough. */
const RECENT = 20_000;

/** A document and what it says. */
export interface FeedItem {
  readonly kind: ArrivingKind;
  readonly slug: string;
  readonly name: string;
  readonly url: string | null;
  /** As the page gives it; null where it names nobody. */
  readonly by: string | null;
  readonly publishedOn: string | null;
  /** When what it says was stored last. */
  readonly storedAt: Date;
  /** In the order in which it was stored. */
  readonly says: readonly Statement[];
}

export interface Statement {
  readonly kind: EdgeKind;
  /** The name of the entity that it is said of, which may be a part of the one followed. */
  readonly of: string;
  /** The words that it rests on first, and what stands around them; null where it has none. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string } | null;
}

interface Row {
  readonly document: number;
  readonly kind: ArrivingKind;
  readonly slug: string;
  readonly name: string;
  readonly url: string | null;
  readonly by: string | null;
  readonly published_on: string | null;
  readonly at: string;
  readonly says: EdgeKind;
  readonly of: string;
  readonly exact: string | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** The documents that say something of these entities, at most so many. */
export async function feedItems(
  statements: Statements,
  saying: Saying & { readonly of: readonly number[] },
  most: number,
): Promise<FeedItem[]> {
  const last = await relationArrivals(statements, saying).last();
  const recent = itemsIn(await relations(statements, saying, most, last - RECENT));
  const items =
    recent.length >= most || last <= RECENT ? recent : itemsIn(await relations(statements, saying, most, 0));
  return items.slice(0, most);
}

async function relations(
  statements: Statements,
  saying: Saying,
  most: number,
  behind: number,
): Promise<Row[]> {
  const newest = sql`select x.* from edges x where x.id > ${behind}::bigint and ${said(saying)}
    order by x.id desc limit ${most * RELATIONS_EACH}`;
  return rowsOf<Row>(statements, feedStatement(newest));
}

const feedStatement = (newest: SQL) => sql`/* feed */
  select x.source_id as document, n.kind, n.slug, n.name, n.url, coalesce(p.byline, c.author_name) as by,
    coalesce(p.published_on, c.published_on)::text as published_on, x.recorded_at::text as at,
    x.kind as says, t.name as of, v.exact, v.prefix, v.suffix
  from (${newest}) x join entities n on n.id = x.source_id join entities t on t.id = x.target_id
    left join posts p on p.id = x.source_id left join comments c on c.id = x.source_id
    left join lateral (
      select exact, prefix, suffix from evidence where edge_id = x.id order by confidence desc, id limit 1) v on true
  order by x.id desc`;

function itemsIn(rows: readonly Row[]): FeedItem[] {
  return [...Map.groupBy(rows, ({ document }) => document).values()].map((ofDocument) => {
    const { kind, slug, name, url, by, published_on, at } = ofDocument[0]!;
    const says = ofDocument.toReversed().map(({ says, of, exact, prefix, suffix }) => ({
      kind: says,
      of,
      quote: exact === null ? null : { exact, prefix: prefix ?? '', suffix: suffix ?? '' },
    }));
    return { kind, slug, name, url, by, publishedOn: published_on, storedAt: new Date(at), says };
  });
}
