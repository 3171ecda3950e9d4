/** What axe finds on every page, in both themes, and what a screen reader is told of the explorer. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { Gate } from '../clients/gate.ts';
import { visit } from './browser.ts';
import { Steps } from './steps.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    id: string;
    help: string;
    nodes: readonly { target: string[]; failureSummary: string }[];
  }[];
}

/** Lines of what axe objects to. */
async function objections(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the policy of the page would refuse one.
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).slice(0, 3)}`,
  );
}

const REVIEW = '/?at=report:review-of-drugs-part-two&open=report:review-of-drugs-part-two';
const RELATION = '/?at=relation:post/reality-behind-love-in:cites:report/review-of-drugs-part-two';

/** Pages, each with what is there once it has loaded. */
const PAGES = [
  ['/', 'Newest posts'],
  [REVIEW, 'is cited by'],
  [RELATION, '4 quotes'],
  ['/examples', 'A path'],
  ['/schema', 'Enums and scalars'],
] as const;

export function accessibility(browser: Browser, url: string): Gate {
  return {
    title: 'What those meet who do not see the picture',
    async findings() {
      const steps = new Steps();
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const [path, loaded] of PAGES) {
          for (const width of [1440, 390]) {
            await steps.step(`axe has nothing against ${path}, ${colorScheme}, ${width} wide`, async () => {
              const { page, context } = await visit(browser, { colorScheme, width, reducedMotion: 'reduce' });
              await page.goto(url + path);
              await page.getByText(loaded).first().waitFor();
              assert.deepEqual(await objections(page), []);
              const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
              assert.ok(across <= 0, `The page is ${across} pixels wider than the screen.`);
              await context.close();
            });
          }
        }
      }
      await steps.step(
        'a screen reader is told of places, the picture, and each relation in words',
        async () => {
          const { page, context } = await visit(browser);
          await page.goto(url + REVIEW);
          await page.getByText('is cited by').first().waitFor();
          const tree = await page.locator('body').ariaSnapshot();
          for (const line of [
            /- banner:/,
            /- search:/,
            /- combobox "Search for people, reports/,
            /- main:/,
            /- group "?Relations/,
            /- checkbox "Cites 11" \[checked\]/,
            /- slider "Least confidence any"/,
            /- img "A graph of 19 entities and 18 lines between them/,
            /- slider "From year": "?2021/,
            /- region "What is selected":/,
            /heading "Review of Drugs part two: prevention, treatment, and recovery" \[level=2\]/,
            /- region "is cited by":/,
            /- button "is cited by Predictable, Populist, Confused ?, post, 27 July 2022 · 75% sure"/,
            /- mark: expert review/,
          ]) {
            assert.match(tree, line);
          }
          await context.close();
        },
      );
      return steps.findings;
    },
  };
}
