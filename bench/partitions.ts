/**
 * Whether the API's statements still hold when relations are divided among partitions by one of their ends, as they
 * would be among machines: every workload is answered before and after, answers are compared, and of the trail and
 * an entity's page it is said which partitions their statements read. The database is made on the server at
 * BENCH_DATABASE_URL and dropped. Writes its table into RESULTS.md.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/partitions.ts [relations]
 */
import { isDeepStrictEqual } from 'node:util';
import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf, writing } from '../src/store/database.ts';
import { syncVisible } from '../src/store/visible.ts';
import { Random } from './random.ts';
import { report } from './report.ts';
import { benchDatabase } from './requests/database.ts';
import { sizesFor } from './requests/graph.ts';
import { bodyOf } from './requests/measure.ts';
import { citetrail } from './requests/servers.ts';
import { type Workload, workloadsOver } from './requests/workloads.ts';

const PARTITIONS = 8;
/** How many answers of each workload are compared. */
const COMPARED = 10;

/** What statements read of relations, for one entity. */
const READS: Readonly<Record<string, SQL>> = {
  'what cites an entity': sql`target_id = 1 and kind = 'cites'`,
  'what an entity cites': sql`source_id = 1 and kind = 'cites'`,
  'one relation by its number': sql`id = 1`,
};

const relations = Number(process.argv[2] ?? 100_000);
const bench = await benchDatabase(relations, undefined);
try {
  const { database, url } = bench;
  const workloads = workloadsOver(sizesFor(relations), ['2010-01-01', '1']);
  const whole = await answersOf(url, workloads);
  const rows: string[][] = [];
  for (const by of ['target_id', 'source_id'] as const) {
    await divide(database, by);
    const divided = await answersOf(url, workloads);
    for (const [name, answers] of whole) {
      const equal = isDeepStrictEqual(divided.get(name), answers);
      rows.push([by, name, equal ? `${answers.length} of ${answers.length}` : 'not all']);
      if (!equal) console.error(`${name} is answered otherwise when relations are divided by ${by}.`);
    }
    for (const [what, condition] of Object.entries(READS))
      rows.push([by, what, `${await partitionsRead(database, condition)} of ${PARTITIONS} partitions read`]);
  }
  report('Relations in partitions', {
    command: `node bench/partitions.ts ${relations}`,
    note: `The table of relations divided into ${PARTITIONS} partitions by the hash of one end; each workload asked ${COMPARED} times before and after.`,
    columns: ['divided by', 'asked', 'found'],
    rows,
  });
  for (const row of rows) console.log(row.join('  '));
} finally {
  await bench.end();
}

async function answersOf(url: string, workloads: readonly Workload[]): Promise<Map<string, string[]>> {
  const server = await citetrail(url, 'on');
  try {
    const found = new Map<string, string[]>();
    for (const workload of workloads) {
      const random = new Random(4);
      const answers: string[] = [];
      for (let i = 0; i < COMPARED; i++)
        answers.push(await server.ask(bodyOf(workload, 'compiled', workload.variables(random))));
      found.set(workload.name, answers);
    }
    return found;
  } finally {
    server.stop();
  }
}

/** Puts all relations into partitions by one of their ends. What refers to a relation by its number can then no longer be checked. */
async function divide({ statements }: Database, by: 'target_id' | 'source_id'): Promise<void> {
  const indexes = await rowsOf<{ definition: string }>(
    statements,
    sql`select pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = 'public.edges'::regclass and not indisunique`,
  );
  await writing(statements, async (tx) => {
    const run = (text: string) => tx.execute(sql.raw(text));
    await run('alter table evidence drop constraint if exists evidence_edge_id_edges_id_fk');
    await run('alter table edges rename to edges_before');
    await run(
      `create table edges (like edges_before including defaults including generated) partition by hash (${by})`,
    );
    for (let i = 0; i < PARTITIONS; i++) {
      await run(
        `create table edges_${by}_${i} partition of edges for values with (modulus ${PARTITIONS}, remainder ${i})`,
      );
    }
    const columns = await rowsOf<{ names: string }>(
      tx as never,
      sql`select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
        where attrelid = 'edges_before'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    const { names } = columns[0]!;
    await run(`insert into edges (${names}) select ${names} from edges_before`);
    // The views of what is visible go with it, and are made anew.
    await run('drop table edges_before cascade');
    await run(`comment on schema visible is ''`);
    await run(`create unique index on edges (id, ${by})`);
    await run('create unique index on edges (source_id, kind, target_id, qualifier)');
    for (const { definition } of indexes)
      await run(definition.replace(/INDEX \S+ ON (\S+\.)?edges\b/, 'INDEX ON edges'));
  });
  await syncVisible(statements);
  await statements.execute(sql`analyze public.edges`);
}

async function partitionsRead({ statements }: Database, condition: SQL): Promise<number> {
  const rows = await rowsOf<{ 'QUERY PLAN': string }>(
    statements,
    sql`explain (costs off) select id from edges where ${condition} order by ordered_on desc limit 10`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  return new Set(plan.match(/edges_(target|source)_id_\d+/g)).size;
}
