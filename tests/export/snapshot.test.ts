import { sql } from 'drizzle-orm';
import { beforeAll, expect, inject, test } from 'vitest';
import { writeFile } from '../../src/export/export.ts';
import { FILES } from '../../src/export/files.ts';
import { readSelection } from '../../src/export/parameters.ts';
import { inSnapshot } from '../../src/read/snapshot.ts';
import { entityRecords } from '../../src/read/whole-graph.ts';
import { testDatabase } from '../support/database.ts';

/** More than is fetched at once, twice. */
const REPORTS = 1200;

const database = await testDatabase();
const { statements } = database;
const reports = FILES.find(({ name }) => name === 'entities.jsonl')!;

beforeAll(() =>
  statements.execute(sql`
    with made as (insert into entities (kind, slug, name, sort_name)
      select 'report', 'report-' || i, 'Report ' || i, 'report ' || i from generate_series(1, ${REPORTS}::int) i returning id)
    insert into reports (id, genre) select id, 'review' from made`),
);

test('what is written while it is read is not in it, and is there afterwards', async () => {
  const countPosts = async (afterFirst: () => Promise<void>) =>
    inSnapshot(statements, async (snapshot) => {
      const counts = new Map<string, number>();
      for await (const batch of entityRecords(snapshot, { kinds: ['report', 'post'] })) {
        if (counts.size === 0) await afterFirst();
        for (const { kind } of batch) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      return Object.fromEntries(counts);
    });
  let written: Promise<unknown> | undefined;
  const seen = await countPosts(async () => {
    // Begun now, and once: a statement of Drizzle's runs whenever it is waited for.
    written = Promise.resolve(
      statements.execute(sql`with made as (insert into entities (kind, slug, name, sort_name)
      values ('post', 'late', 'Late', 'late') returning id)
      insert into posts (id, opening) select id, 'late' from made`),
    );
    // The embedded database lets it wait until the snapshot is let go: to wait for it here would be for ever.
    if (inject('server')) await written;
  });
  await written;
  expect(seen).toEqual({ report: REPORTS });
  expect(await countPosts(async () => {})).toEqual({ report: REPORTS, post: 1 });
});

test('nothing is read ahead of a sink, and when it will take no more, reading ends', async () => {
  let taken = 0;
  const run = database.log.during(() =>
    inSnapshot(statements, (snapshot) =>
      writeFile(snapshot, reports, readSelection('entities', [['kinds', 'report']]), async () => {
        taken++;
        if (taken === 2) throw new Error('enough');
      }),
    ).catch(({ message }) => expect(message).toBe('enough')),
  );
  expect((await run).filter((name) => name.startsWith('fetch'))).toEqual([
    'fetch_report_records',
    'fetch_report_records',
  ]);
  // The transaction is over: the embedded database would let this wait for ever.
  await statements.execute(sql`select 1`);
});

test('a snapshot is for reading only', async () => {
  const writing = inSnapshot(statements, ({ statements: tx }) => tx.execute(sql`delete from entities`));
  await expect(writing).rejects.toThrow();
});

test('two snapshots with nothing written between them have one version, and another after a change', async () => {
  const version = () => inSnapshot(statements, async (snapshot) => snapshot.version);
  const before = await version();
  expect(await version()).toBe(before);
  await statements.execute(sql`update entities set summary = 'changed' where slug = 'report-1'`);
  expect(await version()).not.toBe(before);
});
