/**
 * Looks at how the database carries out what must not grow with the graph, over a million relations: it asks the API
 * as a client would, takes every statement that the API sends, with its values, and has the database explain how it
 * carried it out. Throws when one reads a table from end to end, or more rows of relations than its page needs. The
 * database is made on the server at BENCH_DATABASE_URL, whose user must be a superuser, and dropped, unless it has a
 * name to be kept under. Writes its table into RESULTS.md, but not with `--check`.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/plans.ts [relations] [--keep name] [--check]
 */
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { benchDatabase } from './requests/database.ts';
import { QUESTIONS } from './requests/plan-questions.ts';
import { explained, type Looked } from './requests/plans.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, check: { type: 'boolean', default: false } },
});
const relations = Number(positionals[0] ?? 1_000_000);

const bench = await benchDatabase(relations, values.keep);
try {
  const looked: Looked[] = [];
  for (const question of QUESTIONS) {
    const found = await explained(bench.url, question);
    looked.push(found);
    console.log(
      `${question.asks}: ${found.statements} statements, ${found.relations} rows of relations, ${found.indexes.join(', ')}`,
    );
  }
  const faults = looked.flatMap(({ faults }) => faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (!values.check) {
    report(`Plans over ${relations.toLocaleString('en')} relations`, {
      command: `node bench/plans.ts ${relations}`,
      note: 'Every statement that the API sent for a question, as PostgreSQL carried it out: none reads a large table from end to end. Prepared statements were tried with the plan for their values and with that for any values; relations read are those of the worse one, what was passed over included.',
      columns: ['asked', 'statements', 'relations read', 'indexes'],
      rows: looked.map(({ asks, statements, relations, indexes }) => [
        asks,
        String(statements),
        relations.toLocaleString('en'),
        indexes.join(', '),
      ]),
    });
  }
  console.log(`${looked.length} passed, 0 failed`);
} finally {
  await bench.end();
}
