/**
 * Erases authors: the entity with all relations, and their names in whatever is kept of pages. What they wrote stays,
 * without a name. Fingerprints of the names are kept, so that no page and no vocabulary brings them back.
 */
import { sql } from 'drizzle-orm';
import { RequestError } from '../errors.ts';
import type { ErasedName } from '../model/curation.ts';
import { audit } from './audit.ts';
import { rowsOf, type Statements } from './database.ts';
import { erasedNames } from './erased-names.ts';
import { forgetSlugs } from './erased-slugs.ts';
import { forgetNames } from './erased-texts.ts';
import { settleHidden } from './hiding.ts';
import { takeTurn } from './turns.ts';

/** An author to erase, and who decides it. */
export interface Erasure {
  readonly slug: string;
  readonly reason: string;
  readonly actor: string;
}

/** Erases an author. Throws RequestError when there is none of that name. */
export async function eraseAuthor(tx: Statements, { slug, reason, actor }: Erasure): Promise<void> {
  await takeTurn(tx);
  const [author] = await rowsOf<{ id: number; names: string[] }>(
    tx,
    sql`/* author_to_erase */
    select n.id, array(select n.name union select text from aliases where entity_id = n.id and rule = '{}') as names
    from entities n where n.kind = 'author' and n.slug = ${slug}`,
  );
  if (!author) throw new RequestError('NOT_FOUND', `There is no author “${slug}”.`);
  const { id, names } = author;
  const fingerprints = names.flatMap(erasedNames);
  await tx.execute(sql`/* keep_erasure */
    insert into erasures (fingerprint, words, sort)
    select distinct fingerprint, words, sort
    from jsonb_to_recordset(${JSON.stringify(fingerprints)}::jsonb) as e(fingerprint text, words integer, sort smallint)
    on conflict (fingerprint) do update set sort = excluded.sort`);
  await tx.execute(sql`/* erase_author */ delete from entities where id = ${id}`);
  await forgetSlugs(tx, { names, fingerprints });
  const touched = await forgetNames(tx, { names, fingerprints });
  await settleHidden(tx, touched);
  await forgetAnswers(tx);
  // Neither the name nor what would lead to it.
  await audit(tx, { actor, action: 'erase', subject: null, detail: { reason } });
}

/** What was unsure on pages that were sent is told in words of these pages. */
async function forgetAnswers(tx: Statements): Promise<void> {
  await tx.execute(sql`/* forget_unsure_words */
    update answered_writes set answer = jsonb_set(answer, '{unsure}', '[]') where answer -> 'unsure' <> '[]'`);
}

/** The names that are erased. */
export function loadErased(statements: Statements): Promise<ErasedName[]> {
  return rowsOf<ErasedName>(
    statements,
    sql`/* erased_names */ select fingerprint, words, sort from public.erasures order by fingerprint`,
  );
}
