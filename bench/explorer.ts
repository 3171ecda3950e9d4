/**
 * Whether the explorer can be used while very many entities are on the screen: a browser opens a report with thousands
 * of citing posts, then looks at one of them, points at others, zooms and lets go, while the page notes how long it
 * was kept from answering. The database is made on the server at BENCH_DATABASE_URL and dropped. Writes its table into
 * RESULTS.md. Needs Chromium, and the packages of `npm run browser`.
 *
 *     BENCH_DATABASE_URL=postgres://user@host/postgres node bench/explorer.ts [entities]
 */
import assert from 'node:assert/strict';
import { findChromium, startBrowser, type Visit, visit } from '../tests/browser/browser.ts';
import { report } from './report.ts';
import { benchDatabase } from './requests/database.ts';
import { citetrail } from './requests/servers.ts';

/** Relations of the graph for each post that cites its hottest report. */
const RELATIONS_EACH = 30;
/** How many relations a page of the explorer has. */
const PAGE = 40;

const entities = Number(process.argv[2] ?? 5_000);
const chromium = findChromium();
assert.ok(chromium, 'There is no Chromium. CHROMIUM may say where one is.');
const bench = await benchDatabase(entities * RELATIONS_EACH, undefined);
const server = await citetrail(bench.url, 'on');
const browser = await startBrowser(chromium);
try {
  const { page } = await visit(browser);
  page.setDefaultTimeout(120_000);
  await page.addInitScript(() => {
    const noted: number[] = [];
    Object.assign(globalThis, { noted });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const caption = page.locator('.caption');
  const rows: string[][] = [];
  const step = async (what: string, task: () => Promise<unknown>) => {
    const began = performance.now();
    await page.evaluate(() => noted.splice(0));
    await task();
    const seconds = (performance.now() - began) / 1000;
    const stalls = await page.evaluate(() => noted.splice(0));
    const most = Math.max(0, ...stalls);
    const over = stalls.filter((duration) => duration > 100).length;
    rows.push([what, seconds.toFixed(1), most.toFixed(0), String(over)]);
    console.log(rows.at(-1)!.join('  '));
  };

  await page.goto(new URL('/', server.url).href);
  await page.getByRole('combobox').waitFor();
  const pages = Math.ceil(entities / PAGE);
  await step(`open ${entities.toLocaleString('en')} neighbours`, async () => {
    await page.goto(new URL(`/?at=report:report-1&open=report:report-1~${pages}`, server.url).href);
    await page.waitForFunction(
      (least) =>
        Number(
          document
            .querySelector('.caption')
            ?.textContent?.match(/^[\d,]+/)?.[0]
            .replaceAll(',', ''),
        ) > least,
      entities * 0.98,
    );
    await caption.locator('.reading').waitFor({ state: 'detached' });
  });
  await step('ten seconds of laying out', () => page.waitForTimeout(10_000));
  await step('look at another entity', async () => {
    await page.locator('.relation .other').first().click();
    await page.getByRole('heading', { level: 2, name: /^Post/ }).waitFor();
  });
  await step('point at fifty places', () => pointAround(page));
  await step('zoom in and out, five times', async () => {
    for (let i = 0; i < 5; i++) {
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await page.getByRole('button', { name: 'Zoom out' }).click();
    }
  });
  report('The explorer with very many entities', {
    command: `node bench/explorer.ts ${entities}`,
    note: `${await caption.innerText()}. Chromium ${browser.version()} without a screen or a graphics card, the server and PostgreSQL on the same machine. A stall is a time in which the page could not answer its user.`,
    columns: ['what is done', 'seconds', 'longest stall, ms', 'stalls over 100 ms'],
    rows,
  });
} finally {
  await browser.close();
  server.stop();
  await bench.end();
}

/** Moves the pointer over the picture, as a user who looks for something. */
async function pointAround(page: Visit['page']): Promise<void> {
  const box = (await page.locator('.canvas').boundingBox())!;
  for (let i = 0; i < 50; i++) {
    const [x, y] = [
      box.x + ((i * 37) % 100) * (box.width / 100),
      box.y + ((i * 61) % 100) * (box.height / 100),
    ];
    await page.mouse.move(x, y);
    await page.waitForTimeout(30);
  }
}

/** What the page noted: how long tasks took that were longer than 50 ms, in milliseconds. */
declare const noted: number[];
