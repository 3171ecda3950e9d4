/** GraphiQL as this server sends it: on a phone, by keyboard, from a link, and back to the other pages. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../clients/gate.ts';
import { visit } from './browser.ts';
import { Steps } from './steps.ts';

const ready = (page: Page) => page.locator('.graphiql-execute-button').waitFor();
const tabs = (page: Page) => page.locator('.graphiql-tab-button').allInnerTexts();

export function graphiql(browser: Browser, url: string): Gate {
  return {
    title: 'GraphiQL',
    async findings() {
      const steps = new Steps();
      await steps.step('Ctrl and Enter ask at once, on a phone, which has room for the answer', async () => {
        const { page, context, faults } = await visit(browser, { width: 390, height: 844 });
        await page.goto(`${url}/graphql`);
        await ready(page);
        await page.keyboard.press('Control+Enter');
        await page.locator('.result-window').getByText('"report"').waitFor();
        const boxes = await Promise.all(
          ['.graphiql-query-editor', '.result-window'].map((part) => page.locator(part).boundingBox()),
        );
        for (const box of boxes) assert.ok(box!.width > 300 && box!.height > 150, JSON.stringify(box));
        const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(across <= 0, `The page is ${across} pixels wider than the screen.`);
        await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
        await page.getByText('All Schema Types').waitFor();
        await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
        await page.getByRole('link', { name: 'Explorer' }).click();
        await page.getByText('Newest posts').waitFor();
        assert.deepEqual(faults, []);
        await context.close();
      });
      await steps.step('an example that is opened has one tab, then and when one comes back', async () => {
        const { page, context } = await visit(browser);
        await page.goto(`${url}/examples`);
        await page.getByRole('link', { name: 'The trail' }).click();
        await ready(page);
        const first = await tabs(page);
        assert.deepEqual(first.slice(0, 2), ['Trail', 'Search']);
        assert.equal(new Set(first).size, first.length);
        await page.goto(`${url}/graphql`);
        await ready(page);
        assert.deepEqual(await tabs(page), first);
        await context.close();
      });
      return steps.findings;
    },
  };
}
