import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { STRETCH, verifiedEvidence } from '../../src/read/about.ts';
import { rowsOf } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';
import type { PlanNode } from '../support/plan.ts';
import { tell } from '../support/story.ts';

const database = await testDatabase();

/** Characters of one to four bytes, each place unlike those around it. */
const TEXT = Array.from(
  { length: 2.5 * STRETCH },
  (_, i) => ['a', '–', '😀', 'é', String(i % 10)][(i * 7 + (i >> 5)) % 5],
);
const WORDS = 40;

/** Where words stand: over and beside the borders of stretches, and throughout. */
const PLACES = [
  0,
  STRETCH - WORDS / 2,
  STRETCH - WORDS,
  STRETCH,
  2 * STRETCH - 1,
  TEXT.length - WORDS,
  ...Array.from({ length: 20 }, (_, i) => (i + 1) * 7_919),
];

beforeAll(async () => {
  await tell(database, 'author ada\npost tides\nada wrote tides');
  const { statements } = database;
  await statements.execute(sql`update public.captures set text = ${TEXT.join('')}`);
  await statements.execute(sql`delete from public.evidence`);
  // Each as it stands there, and then one place shorter and as it does not.
  for (const isThere of [true, false])
    for (const start of PLACES) {
      const found = TEXT.slice(start, start + WORDS);
      const exact = isThere ? found : [...found.slice(1, -1), '#'];
      await statements.execute(sql`
        insert into public.evidence (edge_id, capture_id, start, "end", exact, prefix, suffix, method, confidence)
        select e.id, c.id, ${start}::int, ${start + exact.length}::int, ${exact.join('')}, '', '', 'text_match', 0.5
        from edges e, captures c`);
    }
});

const ALL = sql`any((select array_agg(id) from evidence)::bigint[])`;

test('words are verified wherever they stand in a text, and no others', async () => {
  const rows = await rowsOf<{ id: number; verified: boolean }>(
    database.statements,
    sql`select * from (${verifiedEvidence(ALL)}) checked order by id`,
  );
  expect(rows.map(({ verified }) => verified)).toEqual([
    ...PLACES.map(() => true),
    ...PLACES.map(() => false),
  ]);
});

test('a text is read once for each stretch of it, however many words are asked about', async () => {
  const [row] = await rowsOf<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
    database.statements,
    sql`explain (analyze, verbose, format json) ${verifiedEvidence(ALL)}`,
  );
  const nodes = nodesOf(row!['QUERY PLAN'][0]!.Plan);
  const cutting = nodes.filter(({ Output = [] }) =>
    Output.some((column) => /substr\(.*\bc\w*\.text/.test(column)),
  );
  expect(cutting.map((node) => node['Actual Rows'] * node['Actual Loops'])).toEqual([3]);
});

const nodesOf = ({ Plans = [], ...node }: PlanNode): Omit<PlanNode, 'Plans'>[] => [
  node,
  ...Plans.flatMap(nodesOf),
];
