/** The page of GraphiQL, whole in one file, so that it works without network. */
import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { EXAMPLES } from './examples.ts';

/** Stands in the page where its tabs come to stand. */
const TABS = 'tabs of the page';

/**
 * The page, the same for every address. Tabs of ours would win over the query of a link: where there is one,
 * it is the first tab.
 */
export function graphiqlPage(): { html: string; policyNeeds: Record<string, string> } {
  const tabs = JSON.stringify(EXAMPLES.map(({ query }) => ({ query }))).replaceAll('</', '<\\/');
  const rendered = renderGraphiQL({ title: 'Citetrail', defaultTabs: TABS as never });
  const html = rendered.replace(
    JSON.stringify(TABS),
    () => `((linked) => linked.get('query')
            ? [{ query: linked.get('query'), variables: linked.get('variables') ?? '' }, ...${tabs}]
            : ${tabs})(new URLSearchParams(location.search))`,
  );
  // The page's own script is let through by its hash; its editor makes workers, fonts and styles of itself.
  const scripts = Array.from(
    html.matchAll(/<script>([\s\S]*?)<\/script>/g),
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  );
  return {
    html: html.trim(),
    policyNeeds: {
      'script-src': scripts.join(' '),
      'style-src': "'unsafe-inline'",
      'worker-src': 'blob:',
      'font-src': 'data:',
    },
  };
}
