import { sql } from 'drizzle-orm';
import { type Page, sha256 } from '../parse/page.ts';
import { CodePoints } from './code-points.ts';
import { rowsOf, type Statements } from './database.ts';

/** How a page was read: with which layout, and knowing which names. */
export interface Reading {
  readonly parser: string;
  readonly gazetteer: string;
}

/** Whether the page is held already, read in this very way: then reading it again changes nothing. */
export async function isHeld(statements: Statements, page: Page, reading: Reading): Promise<boolean> {
  const rows = await rowsOf(
    statements,
    sql`/* held_capture */ select 1 from captures
      where sha256 = ${page.sha256} and parser = ${reading.parser} and gazetteer = ${reading.gazetteer}`,
  );
  return rows.length > 0;
}

/** A capture as the rest of a page refers to it. */
export interface StoredCapture {
  readonly id: number;
  readonly sha256: string;
  readonly text: string;
  /** Whether no reading of these bytes was stored before. */
  readonly added: boolean;
  /** Whether a reading was stored already that was made in this very way. */
  readonly held: boolean;
}

/**
 * Stores a page as it was read; the same bytes are one capture, however often and by whom they are read.
 * The database proves that it holds the very text: quotes are cut from it by position.
 */
export async function storeCapture(tx: Statements, page: Page, reading: Reading): Promise<StoredCapture> {
  const [row] = await rowsOf<{ id: number; added: boolean; held: boolean; sha256: string; length: number }>(
    tx,
    sql`/* store_capture */
    insert into captures (sha256, file, url, parser, gazetteer, text)
    values (${page.sha256}, ${page.file}, ${page.url}, ${reading.parser}, ${reading.gazetteer}, ${page.text})
    on conflict (sha256) do update
      set parser = excluded.parser, gazetteer = excluded.gazetteer, url = coalesce(captures.url, excluded.url),
        text = case when captures.text = excluded.text then captures.text else excluded.text end
    returning id, xmax = 0 as added, encode(sha256(convert_to(text, 'UTF8')), 'hex') as sha256,
      char_length(text) as length,
      exists (select from captures h where h.sha256 = ${page.sha256}
        and h.parser = ${reading.parser} and h.gazetteer = ${reading.gazetteer}) as held`,
  );
  const { id, added, held, sha256: stored, length } = row!;
  if (stored !== sha256(page.text) || length !== new CodePoints(page.text).at(page.text.length)) {
    throw new Error(
      `The database does not hold the text of the page as it was read: ${page.file ?? page.sha256}.`,
    );
  }
  return { id, sha256: page.sha256, text: page.text, added, held };
}
