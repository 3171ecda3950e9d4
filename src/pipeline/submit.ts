/**
 * Stores one page that somebody sends, under a key of theirs: sent again under that key, it is answered as it was the
 * first time, and nothing is done. The page, what is answered and what the audit log says are stored together or not
 * at all.
 */
import { sql } from 'drizzle-orm';
import { RequestError } from '../errors.ts';
import { sha256 } from '../parse/page.ts';
import { audit } from '../store/audit.ts';
import { type Database, rowsOf, type Statements, writing } from '../store/database.ts';
import { loadGazetteer } from '../store/gazetteer.ts';
import { type Receipt, storeRecord } from '../store/store.ts';
import type { Bearer } from '../store/tokens.ts';
import type { PageReader } from './page-reader.ts';
import type { PageReading, PageSource } from './read-page.ts';

/** How long answers are kept, in days. */
const KEPT = 30;

/** A page that is sent. */
export interface Submission {
  readonly page: PageSource;
  readonly layout?: string | undefined;
  /** Chosen by the sender, one for each page it means to send. */
  readonly key: string;
}

/** What became of it. */
export interface Submitted extends Receipt {
  /** Fingerprint of the page's bytes: SHA-256, in hexadecimal. */
  readonly sha256: string;
  readonly parser: string;
  /** The slugs of the posts that stand on the page, in its order. */
  readonly posts: readonly string[];
  readonly unsure: readonly { readonly words: string; readonly candidates: readonly string[] }[];
}

/** How a server takes pages. */
interface Submitting {
  readonly database: Database;
  readonly reader: PageReader;
  readonly maxBytes: number;
}

/** Throws PageError when it is no page, RequestError with KEY_REUSED when the key was used for another. */
export async function submitPage(
  { database, reader, maxBytes }: Submitting,
  submission: Submission,
  bearer: Bearer,
): Promise<Submitted & { readonly repeated: boolean }> {
  const request = sha256(
    JSON.stringify([
      sha256(submission.page.bytes),
      submission.page.file,
      submission.page.url,
      submission.layout,
    ]),
  );
  const asked = { ...bearer, key: submission.key, request };
  const earlier = await answerTo(database.statements, asked);
  if (earlier) return earlier;
  const gazetteer = await loadGazetteer(database.statements);
  const reading = await reader.read(submission.page, gazetteer, { layout: submission.layout, maxBytes });
  return writing(database.statements, async (tx) => {
    const isFirst = await rowsOf(
      tx,
      sql`/* take_key */ insert into answered_writes (token_id, key, request)
        values (${bearer.tokenId}, ${submission.key}, ${request}) on conflict do nothing returning 1`,
    );
    if (isFirst.length === 0) return (await answerTo(tx, asked))!;
    const receipt = await storeRecord({ ...database, statements: tx }, reading.record);
    const answer = await answerFor(tx, reading, receipt);
    await audit(tx, {
      actor: bearer.actor,
      action: 'ingest',
      // The capture says what it is called and where it is from, as long as nobody who is named there is erased.
      subject: `capture:${answer.sha256}`,
    });
    await tx.execute(sql`/* keep_answer */
      update answered_writes set answer = ${JSON.stringify(answer)}::jsonb
      where token_id = ${bearer.tokenId} and key = ${submission.key}`);
    await tx.execute(sql`/* forget_answers */
      delete from answered_writes where at < now() - ${KEPT}::int * interval '1 day'`);
    return { ...answer, repeated: false };
  });
}

/** What was answered under a key before; null when it is new. */
async function answerTo(
  statements: Statements,
  { tokenId, key, request }: Bearer & { readonly key: string; readonly request: string },
): Promise<(Submitted & { repeated: true }) | null> {
  const [row] = await rowsOf<{ request: string; answer: Submitted }>(
    statements,
    sql`/* answer_under_key */
      select request, answer from public.answered_writes where token_id = ${tokenId} and key = ${key}`,
  );
  if (!row) return null;
  if (row.request !== request)
    throw new RequestError(
      'KEY_REUSED',
      'The idempotency key was used for another page; expected a new key for each page.',
    );
  return { ...row.answer, repeated: true };
}

async function answerFor(
  tx: Statements,
  { record, unsure }: PageReading,
  receipt: Receipt,
): Promise<Submitted> {
  const { sha256 } = record.page;
  const posts = await rowsOf<{ slug: string }>(
    tx,
    sql`/* posts_on_page */
    select n.slug from captures c join appearances a on a.capture_id = c.id join entities n on n.id = a.entity_id
    where c.sha256 = ${sha256} and n.kind = 'post' order by a.start, n.id`,
  );
  return {
    ...receipt,
    sha256,
    parser: record.parser,
    posts: posts.map(({ slug }) => slug),
    unsure: unsure.map(({ words, targets }) => ({
      words,
      candidates: targets.map(({ kind, slug }) => `${kind}:${slug}`),
    })),
  };
}
