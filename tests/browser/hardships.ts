/** The explorer where not all is well: without WebGL, without a server, without what was asked for. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Gate } from '../clients/gate.ts';
import { startBrowser, visit } from './browser.ts';
import { Steps } from './steps.ts';

const REVIEW = '/?at=report:review-of-drugs-part-two&open=report:review-of-drugs-part-two';

export function hardships(browser: Browser, executable: string, url: string): Gate {
  return {
    title: 'Where not all is well',
    async findings() {
      const steps = new Steps();
      await steps.step('without WebGL the list is the page', async () => {
        const plain = await startBrowser(executable, { webgl: false });
        try {
          const { page, faults } = await visit(plain);
          await page.goto(url + REVIEW);
          await page.getByText('This browser cannot draw the graph').waitFor();
          await page.getByText('expert review').waitFor();
          assert.deepEqual(faults, []);
        } finally {
          await plain.close();
        }
      });
      await steps.step('a server that goes away is told of, and asked again until it is back', async () => {
        const { page, context } = await visit(browser);
        await page.goto(url + REVIEW);
        await page.getByText('expert review').waitFor();
        await page.route('**/graphql', (route) => route.abort());
        await page.locator('.relation .other').first().click();
        await page.getByRole('alert').getByText('The server does not answer').waitFor();
        await page.unroute('**/graphql');
        await page.getByRole('alert').waitFor({ state: 'detached', timeout: 12_000 });
        await page.getByRole('heading', { level: 2, name: 'Predictable, Populist, Confused' }).waitFor();
        await context.close();
      });
      await steps.step(
        'a server that is away from the start is told of, beside everything else',
        async () => {
          const { page, context } = await visit(browser, { width: 390, height: 844 });
          await page.route('**/graphql', (route) => route.abort());
          await page.goto(url + REVIEW);
          await page.getByText('This could not be read').waitFor();
          const [notice, zoom] = await Promise.all(
            [page.getByRole('alert'), page.getByRole('button', { name: 'Zoom in' })].map((part) =>
              part.boundingBox(),
            ),
          );
          assert.ok(notice!.y + notice!.height <= zoom!.y, 'The notice covers a button.');
          assert.equal(await page.getByText('Reading …').count(), 0);
          await page.unroute('**/graphql');
          await page.getByText('expert review').waitFor();
          await page.getByRole('alert').waitFor({ state: 'detached' });
          await context.close();
        },
      );
      await steps.step('what is refused for good says why, and is put away', async () => {
        const { page, context } = await visit(browser);
        const refusal = { message: 'Found `7`; expected less.', extensions: { code: 'COST_TOO_HIGH' } };
        await page.route('**/graphql', (route) => route.fulfill({ json: { errors: [refusal] } }));
        await page.goto(url + REVIEW);
        assert.equal(await page.getByRole('alert').locator('p').innerText(), 'Found 7; expected less.');
        await page.getByRole('alert').getByRole('button', { name: 'Close' }).press('Enter');
        await page.getByRole('alert').waitFor({ state: 'detached' });
        await page.getByText('This could not be read').waitFor();
        await context.close();
      });
      await steps.step('filters are at hand on a phone, above the picture', async () => {
        const { page, context } = await visit(browser, { width: 390, height: 844 });
        await page.goto(url + REVIEW);
        await page.getByText('expert review').waitFor();
        const summary = page.getByText('Filters', { exact: true });
        assert.ok((await summary.boundingBox())!.y < 300);
        await summary.click();
        await page.getByRole('checkbox', { name: /^Recommends/ }).uncheck();
        await page.waitForURL(/without=recommends/);
        await context.close();
      });
      for (const id of ['report:there-is-none', 'nonsense', 'relation:nonsense']) {
        await steps.step(`an address of nothing says so: ${id}`, async () => {
          const { page, context } = await visit(browser);
          await page.goto(`${url}/?at=${id}&open=${id}`);
          await page.getByText('There is nothing with the id').waitFor();
          await page.getByText('There is no such thing in the graph').waitFor();
          assert.equal(await page.getByRole('alert').count(), 0);
          await page.getByRole('button', { name: 'Start again' }).click();
          await page.getByText('Newest posts').waitFor();
          await context.close();
        });
      }
      await steps.step('a search that finds nothing says so', async () => {
        const { page, context } = await visit(browser);
        await page.goto(url);
        await page.getByRole('combobox').fill('qqqqzzzzxxxx');
        await page.getByText('Nothing has these words').waitFor();
        await context.close();
      });
      await steps.step('filters that leave nothing can be cleared', async () => {
        const { page, context } = await visit(browser);
        await page.goto(`${url}${REVIEW}&years=1950-1951`);
        await page.getByRole('button', { name: 'Clear the filters' }).click();
        await page.getByText('expert review').waitFor();
        await context.close();
      });
      return steps.findings;
    },
  };
}
