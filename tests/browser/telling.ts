/** What the explorer calls things: lines of the vocabulary, comments without a name, the first lists. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../clients/gate.ts';
import { visit } from './browser.ts';
import { Steps } from './steps.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'What is selected' });

export function telling(browser: Browser, url: string): Gate {
  return {
    title: 'What things are called',
    async findings() {
      const steps = new Steps();
      const { page, context } = await visit(browser);
      await steps.step('what a curator wrote is no quote, and leads to its line', async () => {
        await page.goto(`${url}/?at=author:carol-black&open=author:carol-black`);
        const item = panel(page).getByRole('region', { name: 'wrote' }).getByRole('listitem').first();
        await item.getByText('written down by a curator').waitFor();
        assert.equal(await item.locator('blockquote, mark').count(), 0);
        await item.getByRole('button', { name: /^Its line in reports.yaml/ }).press('Enter');
        await panel(page).getByRole('heading', { name: '1 line of the vocabulary' }).waitFor();
        await panel(page).getByText('{ kind: authored_by, target: author:carol-black }').waitFor();
        await panel(page).getByText('✓ stands so in the vocabulary as it was read').waitFor();
      });
      await steps.step('comments of a thread are told apart, and listed as one reads them', async () => {
        const id = 'post:rain-falls-on-probation-parade';
        await page.goto(`${url}/?at=${id}&open=${id}`);
        const thread = panel(page).getByRole('region', { name: 'has comment' });
        await thread.waitFor();
        const names = await thread.locator('.other-name').allInnerTexts();
        const places = names.map((name) => Number(/Comment (\d+) /.exec(name)?.[1]));
        assert.deepEqual(
          places,
          names.map((_name, i) => i + 1),
        );
      });
      await steps.step('the first lists are in the order of what they show', async () => {
        await page.goto(url);
        const reports = page.getByRole('region', { name: 'Most cited reports' });
        await reports.waitFor();
        const cited = (await reports.locator('.meta').allInnerTexts()).map((text) =>
          Number.parseInt(text.slice(9), 10),
        );
        assert.ok(cited.length > 3);
        assert.deepEqual(
          cited,
          cited.toSorted((a, b) => b - a),
        );
        await page.getByText('npm run citetrail -- ingest saved-pages/').waitFor();
      });
      await context.close();
      return steps.findings;
    },
  };
}
