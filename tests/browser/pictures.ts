/**
 * Takes the pictures of the docs, over a graph of the bundled pages, into docs/pictures. They are of few
 * colours, so `pngquant`, where the machine has it, makes them a third as large.
 */
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { serveBundledGraph } from '../support/bundled-graph.ts';
import { type Circumstances, findChromium, startBrowser, visit } from './browser.ts';

const REVIEW = 'report:review-of-drugs-part-two';
const TRAIL = `/?at=${REVIEW}&open=${REVIEW}&open=post:reality-behind-love-in`;

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly circumstances?: Circumstances;
  /** What is done before it is taken. */
  ready(page: Page): Promise<unknown>;
}

/** The picture has settled when it no longer moves: the layout takes a few seconds at most. */
const settled = (page: Page) => page.waitForTimeout(6_000);

const PHONE = { width: 390, height: 844 };
const PICTURES: readonly Picture[] = [
  { file: 'explorer', path: TRAIL, ready: settled },
  { file: 'explorer-dark', path: TRAIL, circumstances: { colorScheme: 'dark' }, ready: settled },
  { file: 'explorer-phone', path: TRAIL, circumstances: PHONE, ready: settled },
  {
    file: 'explorer-phone-dark',
    path: TRAIL,
    circumstances: { ...PHONE, colorScheme: 'dark' },
    ready: settled,
  },
  {
    file: 'explorer-search',
    path: '/',
    async ready(page) {
      await page.getByRole('combobox').fill('carol blck review');
      await page.getByRole('option').first().waitFor();
      await page.waitForTimeout(500);
    },
  },
  { file: 'schema', path: '/schema', ready: (page) => page.getByText('Enums and scalars').waitFor() },
  {
    file: 'trail-in-graphiql',
    path: '/graphql',
    async ready(page) {
      await page
        .getByRole('button', { name: /Execute query/ })
        .first()
        .click({ timeout: 20_000 });
      await page.locator('.result-window').getByText('"CITES"').first().waitFor();
      await page.waitForTimeout(1_000);
    },
  },
];

const executable = findChromium();
if (!executable) throw new Error('There is no Chromium on this machine; CHROMIUM may say where one is.');

const graph = await serveBundledGraph();
const browser = await startBrowser(executable);
for (const { file, path, circumstances = {}, ready } of PICTURES) {
  const { page, context } = await visit(browser, { reducedMotion: 'reduce', ...circumstances });
  await page.goto(graph.url.replace('/graphql', '') + path);
  await ready(page);
  const picture = `docs/pictures/${file}.png`;
  await page.screenshot({ path: picture });
  await context.close();
  const smaller = spawnSync('pngquant', ['--force', '--skip-if-larger', '--output', picture, picture]);
  console.log(smaller.error ? `${picture} (without pngquant)` : picture);
}
await browser.close();
await graph.close();
