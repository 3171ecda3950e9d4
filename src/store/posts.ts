import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from './database.ts';
import { compare, contradict, type Shown, type Verdict, Words } from './likeness.ts';
import { addPosts, type Case, completePosts } from './post-rows.ts';
import type { PostRecord } from './record.ts';
import { type Standing, standingOf, together } from './standing.ts';
import { keepTraces } from './traces.ts';

/** How many posts that share one trace are looked at, and how many posts are held against one whole. */
const MOST_SHARING = 32;
const MOST_CANDIDATES = 8;

/** A post's row, as far as its comments need it. */
export interface StoredPost {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly publishedOn: string | null;
  readonly added: boolean;
  readonly renamed: boolean;
}

/** Two posts that share words, but not enough to be taken for one, or that contradict each other. */
export interface Similar {
  readonly post: string;
  readonly to: string;
  /** The share of the shorter text that stands in the longer one, from 0 to 1. */
  readonly howMuch: number;
}

/**
 * Stores the posts of a page, or finds them again; answers them in the order of the page. What an earlier
 * page did not give is filled in, and of two readings of a text the fuller one stays. `stood` are the posts that an
 * earlier reading of this very page found where these begin: those they are, unless their words are another's.
 */
export async function storePosts(
  tx: Statements,
  records: readonly PostRecord[],
  stood: ReadonlyMap<PostRecord, number> = new Map(),
): Promise<{ posts: StoredPost[]; similar: Similar[] }> {
  const known = await candidates(tx, records, stood);
  const taken = new Set<Case>();
  const onPage = new Map<number, Set<Case>>();
  const doubts: { post: Case; other: Case; howMuch: number }[] = [];
  const cases = records.map((record, place) => {
    const shown = standingOf(record);
    const alike = new Set(known.get(place));
    for (const trace of record.traces) for (const other of onPage.get(trace) ?? []) alike.add(other);
    const { same: alikest, others } = choose(shown, [...alike]);
    const here = [...alike].find(({ id }) => id !== null && id === stood.get(record));
    const same = alikest ?? (here && !taken.has(here) ? here : null);
    const post = same ?? { id: null, slug: '', before: null, now: shown };
    if (same) same.now = together(same.now, shown);
    taken.add(post);
    for (const { other, verdict } of others)
      if (other !== post) doubts.push({ post, other, howMuch: verdict.likeness });
    for (const trace of record.traces) onPage.set(trace, (onPage.get(trace) ?? new Set()).add(post));
    return post;
  });
  const all = [...new Set(cases)];
  await addPosts(
    tx,
    all.filter(({ before }) => before === null),
    new Map(records.map((record, i) => [cases[i]!, record.opening])),
  );
  await completePosts(tx, all);
  await keepTraces(
    tx,
    records.flatMap(({ traces }, i) => traces.map((trace) => ({ id: cases[i]!.id!, trace }))),
  );
  const posts = cases.map(({ id, slug, before, now: { name, publishedOn } }) => ({
    id: id!,
    slug,
    name,
    publishedOn,
    added: before === null,
    renamed: before !== null && before.name !== name,
  }));
  const similar = doubts.map(({ post, other, howMuch }) => ({ post: post.slug, to: other.slug, howMuch }));
  return { posts, similar };
}

/** The posts in the graph that share a trace with a post of the page or stood where it does, by its place on the page. */
async function candidates(
  tx: Statements,
  records: readonly PostRecord[],
  stood: ReadonlyMap<PostRecord, number>,
): Promise<Map<number, Case[]>> {
  const wanted = records.flatMap(({ traces }, place) => traces.map((trace) => ({ place, trace })));
  const sharing = await rowsOf<{ place: number; id: number }>(
    tx,
    sql`/* posts_sharing_traces */
    select place, id from (
      select w.place, t.post_id as id, row_number() over (partition by w.place order by count(*) desc, t.post_id) as rank
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(place integer, trace integer)
      cross join lateral (select post_id from post_traces where trace = w.trace limit ${MOST_SHARING}) t
      group by w.place, t.post_id
    ) ranked where rank <= ${MOST_CANDIDATES}`,
  );
  const standing = records.flatMap((record, place) => {
    const id = stood.get(record);
    return id === undefined || sharing.some((near) => near.place === place && near.id === id)
      ? []
      : [{ place, id }];
  });
  const near = [...sharing, ...standing];
  if (near.length === 0) return new Map();
  const rows = await rowsOf<Omit<Standing, 'words'> & { id: number; slug: string }>(
    tx,
    sql`/* candidate_posts */
    select p.id, e.slug, e.name, e.url, p.title, p.published_on as "publishedOn", p.byline, p.labels,
      coalesce(p.body, '') as body
    from posts p join entities e on e.id = p.id
    where p.id = any(${sql.param([...new Set(near.map(({ id }) => id))])}::bigint[])`,
  );
  const cases = new Map(
    rows.map(({ id, slug, ...columns }): [number, Case] => {
      const before = { ...columns, words: new Words(columns.body) };
      return [id, { id, slug, before, now: before }];
    }),
  );
  const found = near.filter(({ id }) => cases.has(id));
  return new Map(
    [...Map.groupBy(found, ({ place }) => place)].map(([place, ids]) => [
      place,
      ids.map(({ id }) => cases.get(id)!),
    ]),
  );
}

/** The post that is shown, if it is among these, and those that are like it. */
function choose(shown: Shown, cases: readonly Case[]) {
  const judged = cases
    .map((other) => ({ other, verdict: compare(shown, other.now) }))
    .filter((judgement): judgement is { other: Case; verdict: Verdict } => judgement.verdict !== null)
    .sort(
      (a, b) =>
        Number(b.verdict.same) - Number(a.verdict.same) ||
        b.verdict.agreement - a.verdict.agreement ||
        b.verdict.likeness - a.verdict.likeness ||
        (a.other.slug < b.other.slug ? -1 : 1),
    );
  const [best, next] = judged;
  // The same words under two dates, and no date here to choose by: neither is taken.
  const open =
    next?.verdict.same &&
    next.verdict.agreement === best!.verdict.agreement &&
    contradict(best!.other.now, next.other.now);
  const same = best?.verdict.same && !open ? best.other : null;
  return { same, others: judged.filter(({ other }) => other !== same) };
}
