/**
 * How much text one core links against 10,000 aliases, in megabytes a second: pages of the generator, parsed
 * beforehand, with names of entities made up for the occasion. Writes its table into RESULTS.md.
 *
 *     node bench/linking.ts
 */
import type { Gazetteer, Name } from '../src/link/gazetteer.ts';
import { link } from '../src/link/link.ts';
import { decode } from '../src/parse/decode.ts';
import { parse } from '../src/parse/parse.ts';
import { pageOf } from './pages.ts';
import { Random } from './random.ts';
import { report } from './report.ts';

const PAGES = 300;
const ROUNDS = 7;
const ALIASES = [100, 1_000, 10_000];

/** Names of one to four words, a third of them with a rule, of three kinds of entity. */
function gazetteerOf(count: number): Gazetteer {
  const random = new Random(count);
  const syllable = () =>
    random.pick(['bar', 'con', 'del', 'fin', 'gor', 'hal', 'mer', 'nor', 'pel', 'tor', 'wes']);
  const word = () => {
    const text = Array.from({ length: 2 + random.below(2) }, syllable).join('');
    return text[0]!.toUpperCase() + text.slice(1);
  };
  const names = Array.from(
    { length: count },
    (_, i): Name => ({
      entity: { kind: (['report', 'organisation', 'policy'] as const)[i % 3]!, slug: `entity-${i >> 1}` },
      text: Array.from({ length: 1 + random.below(4) }, word).join(' '),
      rule: i % 3 === 0 ? { with: [word()] } : {},
    }),
  );
  return { version: `bench ${count}`, names, addresses: [], reports: [], erased: [] };
}

const rows: string[][] = [];
for (const count of ALIASES) {
  const gazetteer = gazetteerOf(count);
  const texts = gazetteer.names.map(({ text }) => text);
  const pages = Array.from({ length: PAGES }, (_, i) =>
    parse(decode(new TextEncoder().encode(pageOf(i + 1, texts)), { file: null, url: null })),
  );
  const characters = pages.reduce((sum, { page }) => sum + page.text.length, 0);
  const speeds: number[] = [];
  let references = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    references = 0;
    const started = process.cpuUsage();
    for (const page of pages) {
      for (const post of link(page, gazetteer).posts)
        for (const document of [post, ...post.comments]) references += document.references.length;
    }
    // The first round warms up: it compiles the names too.
    const { user, system } = process.cpuUsage(started);
    if (round > 0) speeds.push(characters / (user + system));
  }
  speeds.sort((a, b) => a - b);
  rows.push([
    count.toLocaleString('en'),
    (characters / 1e6).toFixed(1),
    references.toLocaleString('en'),
    speeds[ROUNDS >> 1]!.toFixed(1),
    `${speeds[0]!.toFixed(1)}–${speeds.at(-1)!.toFixed(1)}`,
  ]);
  console.log(rows.at(-1)!.join('  '));
}
report('Linking texts', {
  command: 'node bench/linking.ts',
  note: `${PAGES} pages of plain text, every fifth sentence naming something; megabytes per second of CPU time on one core, the median and the range of ${ROUNDS} rounds after one to warm up.`,
  columns: ['aliases', 'MB of text', 'references', 'MB/s', 'from–to'],
  rows,
});
