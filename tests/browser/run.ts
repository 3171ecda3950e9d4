/**
 * Uses the pages in a real browser, over a graph of the bundled pages. Says what was found, a line each, and
 * ends with `N passed, N failed`; exits with 1 when anything failed. Where there is no Chromium nothing is
 * tried, and the last lines say so.
 */
import { serveBundledGraph } from '../support/bundled-graph.ts';
import { accessibility } from './accessibility.ts';
import { findChromium, startBrowser } from './browser.ts';
import { graphiql } from './graphiql.ts';
import { hardships } from './hardships.ts';
import { telling } from './telling.ts';
import { walk } from './walk.ts';

const executable = findChromium();
if (!executable) {
  console.log(
    'SKIPPED: there is no Chromium on this machine, so no page was opened. CHROMIUM may say where one is.',
  );
  console.log('0 passed, 0 failed');
  process.exit();
}

const graph = await serveBundledGraph();
const url = graph.url.replace('/graphql', '');
const browser = await startBrowser(executable);

let passed = 0;
let failed = 0;
const gates = [
  walk(browser, url),
  telling(browser, url),
  graphiql(browser, url),
  accessibility(browser, url),
  hardships(browser, executable, url),
];
for (const gate of gates) {
  console.log(gate.title);
  for (const { name, fault } of await gate.findings()) {
    if (fault === undefined) passed++;
    else failed++;
    console.log(fault === undefined ? `  ok      ${name}` : `  FAILED  ${name}\n          ${fault}`);
  }
}
await browser.close();
await graph.close();

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
