/**
 * Meets the API as clients do, over HTTP and through their own tools, on a graph of the bundled pages. Says
 * what was found, a line each, and ends with `N passed, N failed`; exits with 1 when anything failed. With `--audits`
 * only as GraphQL over HTTP has it; TEST_DATABASE_URL has the graph on that server.
 */
import { serveBundledGraph } from '../support/bundled-graph.ts';
import { examples } from './examples.ts';
import { httpAudits } from './http-audits.ts';
import { pasted } from './pasted.ts';
import { readers } from './readers.ts';
import { relay } from './relay.ts';
import { schemaChanges } from './schema-changes.ts';
import { typedClients } from './typed.ts';

const graph = await serveBundledGraph();

let passed = 0;
let failed = 0;
const audits = httpAudits(graph.url);
const all = [
  audits,
  relay(graph.url),
  // Before what keeps this process busy for so long that connections to its server die.
  readers(graph.url),
  typedClients,
  pasted(graph.url),
  examples(graph.url),
  schemaChanges,
];
for (const gate of process.argv.includes('--audits') ? [audits] : all) {
  console.log(gate.title);
  for (const { name, fault, skipped } of await gate.findings()) {
    if (skipped !== undefined) {
      console.log(`  skipped ${name}\n          ${skipped}`);
      continue;
    }
    if (fault === undefined) passed++;
    else failed++;
    console.log(fault === undefined ? `  ok      ${name}` : `  FAILED  ${name}\n          ${fault}`);
  }
}
await graph.close();

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
