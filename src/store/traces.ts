/**
 * What a post may be known again by: hashes of some of its words, of its title with its date, of its
 * address. Posts that share one are held against each other, whole; traces only lead there.
 */
import { sql } from 'drizzle-orm';
import { locationOf } from '../link/web-address.ts';
import { fold } from '../model/slug.ts';
import { rowsOf, type Statements, writing } from './database.ts';
import { hash, mixed } from './hash.ts';
import { type Shown, Words } from './likeness.ts';

/** Raise it when posts leave other traces than before: those in the database are then made anew. */
export const TRACES_VERSION = 1;

/** Runs of so many words are hardly ever shared by chance. */
const RUN = 5;
/** Of the runs a text opens with, and of all, so many are kept: those with the smallest hashes, in any text. */
const OPENING = { words: 32, kept: 6 } as const;
const WHOLE = { kept: 8 } as const;
const PER_STATEMENT = 500;

/** The traces of a post, each a signed 32-bit number. */
export function tracesOf({ title, publishedOn, url, words }: Shown): number[] {
  const page = url === null ? null : locationOf(url)?.page;
  return [
    ...new Set([
      ...smallest(runs(words.list.slice(0, OPENING.words)), OPENING.kept),
      ...smallest(runs(words.list), WHOLE.kept),
      ...(title !== null && publishedOn !== null ? [hash(`title ${publishedOn} ${fold(title)}`)] : []),
      ...(page ? [hash(`url ${page}`)] : []),
    ]),
  ];
}

/** Adds traces of posts to those that are kept. */
export async function keepTraces(
  tx: Statements,
  traces: readonly { readonly id: number; readonly trace: number }[],
): Promise<void> {
  if (traces.length === 0) return;
  await tx.execute(sql`/* keep_traces */
    insert into post_traces (trace, post_id)
    select trace, id from jsonb_to_recordset(${JSON.stringify(traces)}::jsonb) as t(trace integer, id bigint)
    on conflict do nothing`);
}

/** Makes the traces of posts that were stored before there were any, or when they were others. */
export async function traceStoredPosts(statements: Statements): Promise<void> {
  for (;;) {
    const left = await writing(statements, async (tx) => {
      const posts = await rowsOf<{
        id: number;
        title: string | null;
        published_on: string | null;
        url: string | null;
        body: string | null;
      }>(
        tx,
        sql`/* untraced_posts */
        select p.id, p.title, p.published_on, e.url, p.body from posts p join entities e on e.id = p.id
        where p.traced < ${TRACES_VERSION} order by p.id limit ${PER_STATEMENT} for update of p`,
      );
      if (posts.length === 0) return false;
      await keepTraces(
        tx,
        posts.flatMap(({ id, title, published_on, url, body }) =>
          tracesOf({ title, publishedOn: published_on, url, words: new Words(body ?? '') }).map((trace) => ({
            id,
            trace,
          })),
        ),
      );
      await tx.execute(sql`/* traced_posts */
        update posts set traced = ${TRACES_VERSION}
        where id in (select jsonb_array_elements_text(${JSON.stringify(posts.map(({ id }) => id))}::jsonb)::bigint)`);
      return posts.length === PER_STATEMENT;
    });
    if (!left) return;
  }
}

/** A hash for each run of words; a text of fewer words is one run. */
function runs(words: readonly string[]): number[] {
  if (words.length === 0) return [];
  const hashes = words.map(hash);
  const length = Math.min(RUN, words.length);
  return Array.from({ length: words.length - length + 1 }, (_, at) => {
    let run = 0;
    for (let word = at; word < at + length; word++)
      run = Math.imul(run ^ hashes[word]!, 0x01000193) ^ (run >>> 15);
    return mixed(run);
  });
}

function smallest(hashes: readonly number[], count: number): Int32Array {
  return Int32Array.from(new Set(hashes)).sort().subarray(0, count);
}
