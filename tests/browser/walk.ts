/** The main road through the explorer, by keyboard alone. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../clients/gate.ts';
import { visit } from './browser.ts';
import { Steps } from './steps.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'What is selected' });
/** The relation of the selected entity to another. */
const relationTo = (page: Page, name: string) =>
  panel(page).getByRole('listitem').filter({ hasText: name }).first();
const caption = (page: Page) => page.locator('.caption').innerText();

/** What is told of the selected entity and of the picture. */
const view = async (page: Page) => [await panel(page).innerText(), await caption(page)];

/** The view once nothing more arrives: the same at several looks. */
async function settledView(page: Page): Promise<string[]> {
  let seen = await view(page);
  for (let alike = 0; alike < 4; ) {
    await page.waitForTimeout(250);
    const now = await view(page);
    alike = isDeepStrictEqual(now, seen) ? alike + 1 : 0;
    seen = now;
  }
  return seen;
}

/** Presses Tab until the focus is on what a selector names. */
async function tabTo(page: Page, selector: string, most = 150): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error(`${most} presses of Tab do not lead to ${selector}.`);
}

/** How many nodes and edges NetworkX finds in a file; null where there is no NetworkX. */
function networkxCounts(file: string): string | null {
  const program =
    'import sys, networkx; g = networkx.read_graphml(sys.argv[1]); print(len(g), g.number_of_edges())';
  if (spawnSync('python3', ['-c', 'import networkx']).status !== 0) return null;
  const { stdout, stderr } = spawnSync('python3', ['-c', program, file], { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

/** How many entities and relations an export has, as its manifest counts them. */
async function countsOf(manifest: URL): Promise<number[]> {
  const { counts } = (await (await fetch(manifest)).json()) as {
    counts: Record<'entities' | 'relations', Record<string, number>>;
  };
  return [counts.entities, counts.relations].map((kinds) =>
    Object.values(kinds).reduce((sum, count) => sum + count, 0),
  );
}

export function walk(browser: Browser, url: string): Gate {
  return {
    title: 'The trail in the explorer, by keyboard alone',
    async findings() {
      const { page, context, elsewhere, faults } = await visit(browser);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const steps = new Steps();

      await steps.step('the first view offers the review among the most cited reports', async () => {
        await page.goto(url);
        await page.getByRole('button', { name: /^Review of Drugs part two/ }).waitFor();
      });
      await steps.step('“/” leads to the search, and typing suggests', async () => {
        await page.keyboard.press('/');
        await page.keyboard.type('carol black', { delay: 20 });
        const box = page.getByRole('combobox');
        await page.getByRole('option', { name: 'Dame Carol Black author' }).waitFor();
        assert.equal(await box.getAttribute('aria-expanded'), 'true');
        assert.equal(await box.getAttribute('aria-activedescendant'), 'suggestion-0');
      });
      await steps.step('arrow keys and Enter choose the review', async () => {
        const names = await page.getByRole('option').allInnerTexts();
        const wanted = names.findIndex((name) => name.includes('Review of Drugs part two'));
        assert.ok(wanted > 0, `The review is suggested behind the first: ${names}`);
        for (let i = 0; i < wanted; i++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await panel(page)
          .getByRole('heading', { level: 2, name: /Review of Drugs part two/ })
          .waitFor();
        await panel(page).getByText('19 relations').waitFor();
        assert.match(await caption(page), /^19 entities, 18 lines/);
        assert.match(
          page.url(),
          /\?at=report:review-of-drugs-part-two&open=report:review-of-drugs-part-two$/,
        );
      });
      await steps.step('“e” folds its neighbours up, and expands them again', async () => {
        await page.keyboard.press('e');
        await page.getByText('1 entity, 0 lines').waitFor();
        await page.keyboard.press('e');
        await page.getByText('19 entities, 18 lines').waitFor();
      });
      await steps.step('Tab leads to a citing post, Enter opens it', async () => {
        await tabTo(page, '.relation .other');
        assert.match(await page.evaluate(() => document.activeElement!.textContent!), /Predictable/);
        await page.keyboard.press('Enter');
        await panel(page)
          .getByRole('heading', { level: 2, name: 'Predictable, Populist, Confused' })
          .waitFor();
      });
      await steps.step('the post says in which words it cites the review', async () => {
        const cites = panel(page).getByRole('region', { name: 'cites' });
        const row = cites.getByRole('listitem').filter({ hasText: 'Review of Drugs part two' });
        assert.equal(await row.locator('mark').innerText(), 'expert review');
        assert.match(
          await row.locator('blockquote').innerText(),
          /praised them; the expert review from Dame Carol/,
        );
      });
      await steps.step('the post expands, and dismissing takes it out of the picture', async () => {
        await page.keyboard.press('e');
        await page.waitForFunction(() => !/^19 /.test(document.querySelector('.caption')!.textContent!));
        const before = await caption(page);
        await page.keyboard.press('x');
        await page.getByText(/^18 entities, 17 lines/).waitFor();
        assert.notEqual(before, await caption(page));
        await page.goBack();
        await panel(page)
          .getByRole('heading', { level: 2, name: 'Predictable, Populist, Confused' })
          .waitFor();
        await page.goBack();
        await page.goBack();
        await panel(page)
          .getByRole('heading', { level: 2, name: /Review of Drugs part two/ })
          .waitFor();
      });
      await steps.step('the end of the years moves by arrow key, and the list follows', async () => {
        await page.getByRole('slider', { name: 'To year' }).focus();
        await page.keyboard.press('ArrowLeft');
        await page.waitForURL(/years=2021-2021/);
        await relationTo(page, 'Predictable, Populist, Confused').waitFor({ state: 'detached' });
        await relationTo(page, "Don't Tell Tory Voters!").waitFor();
      });
      await steps.step('a kind that is switched off leaves picture and list', async () => {
        await page.getByRole('checkbox', { name: /^Recommends/ }).focus();
        await page.keyboard.press('Space');
        await panel(page).getByRole('region', { name: 'recommends' }).waitFor({ state: 'detached' });
        assert.match(page.url(), /without=recommends/);
      });
      await steps.step('the least confidence is asked of the API', async () => {
        await page.getByRole('slider', { name: /Least confidence/ }).focus();
        for (let i = 0; i < 18; i++) await page.keyboard.press('ArrowRight');
        await page.waitForURL(/confidence=0.9/);
        await relationTo(page, "Don't Tell Tory Voters!").waitFor({ state: 'detached' });
        await relationTo(page, 'Reality Behind Love-in').waitFor();
      });
      await steps.step('reloading shows the same', async () => {
        const before = await settledView(page);
        await page.reload();
        await relationTo(page, 'Reality Behind Love-in').waitFor();
        assert.deepEqual(await settledView(page), before);
        assert.equal(await page.getByRole('checkbox', { name: /^Recommends/ }).isChecked(), false);
      });
      await steps.step('the link to share shows another visitor the same', async () => {
        await page.getByRole('button', { name: 'Copy link' }).press('Enter');
        await page.getByText('Link copied').waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        const other = await visit(browser);
        await other.page.goto(link);
        await relationTo(other.page, 'Reality Behind Love-in').waitFor();
        assert.equal((await settledView(other.page))[1], await caption(page));
        await other.context.close();
      });
      await steps.step('a relation has an address of its own, with all its quotes', async () => {
        await panel(page)
          .getByRole('button', { name: /^All 4 quotes ?: Reality/ })
          .press('Enter');
        await page.waitForURL(
          /at=relation:post\/reality-behind-love-in:cites:report\/review-of-drugs-part-two/,
        );
        await panel(page).getByRole('heading', { name: '4 quotes' }).waitFor();
        assert.equal(await panel(page).getByText('✓ stands so on the page').count(), 4);
        await page.goBack();
        await relationTo(page, 'Reality Behind Love-in').waitFor();
      });
      await steps.step('what is shown is copied as a program', async () => {
        await page.getByRole('button', { name: 'Copy as' }).press('Enter');
        await page.getByRole('button', { name: 'Python' }).press('Enter');
        await page.getByText('Python copied').waitFor();
        const program = await page.evaluate(() => navigator.clipboard.readText());
        assert.match(program, /^import json[\s\S]+minConfidence: 0.9/);
        await page.keyboard.press('Escape');
      });
      await steps.step(
        'the graph is downloaded as GraphML, under the filters that are set, and NetworkX reads it where it is',
        async () => {
          await page.getByRole('button', { name: 'Download' }).press('Enter');
          const link = page.getByRole('link', { name: /^GraphML/ });
          const address = new URL((await link.getAttribute('href'))!, url);
          const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
          const file = await download.path();
          const text = readFileSync(file, 'utf8');
          const held = ['node', 'edge'].map((element) => text.split(`<${element} `).length - 1);
          const counts = await countsOf(new URL(`/export/manifest.json${address.search}`, url));
          assert.deepEqual(held, counts);
          assert.match(address.search, /minConfidence=0.9/);
          const whole = await countsOf(new URL('/export/manifest.json', url));
          assert.deepEqual(whole, [6251, 4058]);
          assert.ok(held[0]! > 0 && held[0]! < whole[0]! && held[1]! < whole[1]!);
          const counted = networkxCounts(file);
          if (counted) assert.equal(counted, held.join(' '));
          await page.keyboard.press('Escape');
        },
      );
      await steps.step('GraphiQL opens with the query, and gets the answer', async () => {
        await page.getByRole('link', { name: 'Open in GraphiQL' }).press('Enter');
        await page
          .getByRole('button', { name: /Execute query/ })
          .first()
          .click({ timeout: 20_000 });
        await page.locator('.result-window').getByText('"REPORT"').waitFor();
      });
      await steps.step('a link with a query opens it for one who was there before, too', async () => {
        await page.goto(`${url}/graphql?query=${encodeURIComponent('{ stats { evidence } }')}`);
        await page
          .getByRole('button', { name: /Execute query/ })
          .first()
          .click({ timeout: 20_000 });
        await page.locator('.result-window').getByText('"evidence"').waitFor();
      });
      await steps.step('no request left the machine', async () => assert.deepEqual(elsewhere, []));
      await steps.step('no script failed, no policy was broken', async () => assert.deepEqual(faults, []));
      await context.close();
      return steps.findings;
    },
  };
}
