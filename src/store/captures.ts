import { sql } from 'drizzle-orm';
import type { Page } from '../parse/page.ts';
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

/** Stores a page as it was read; the same bytes are one capture, however often and by whom they are read. */
export async function storeCapture(tx: Statements, page: Page, reading: Reading) {
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`/* store_capture */
    insert into captures (sha256, file, url, parser, gazetteer, text)
    values (${page.sha256}, ${page.file}, ${page.url}, ${reading.parser}, ${reading.gazetteer}, ${page.text})
    on conflict (sha256) do update
      set parser = excluded.parser, gazetteer = excluded.gazetteer, url = coalesce(captures.url, excluded.url)
    returning id`,
  );
  return { id: row!.id, text: page.text };
}
