/** The page of GraphiQL, whole in one file, so that it works without network. */
import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { EXAMPLES } from './examples.ts';
import { HEAD, KEYS, WAYS } from './graphiql-frame.ts';

/** Stands in the page where it comes to be said what it opens with. */
const OPENING = 'opening of the page';

interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/**
 * What GraphiQL opens with: the query of a link, else what the visitor looked at last, else the examples.
 * Runs in the browser, so it can use nothing from around it. `kept` is what GraphiQL remembers of its tabs,
 * as JSON; a first visitor has the examples for tabs, behind the query of the link unless it is one of them.
 */
export function openingOf(examples: readonly Tab[], search: string, kept: string | null, narrow: boolean) {
  const link = new URLSearchParams(search);
  const query = link.get('query');
  const variables = link.get('variables') ?? '';
  const linked = query ? [{ query, variables }] : [];
  const { tabs = [], activeTabIndex = 0 } = JSON.parse(kept ?? '{}');
  return {
    ...(linked[0] ?? (tabs[activeTabIndex] as Tab | undefined)),
    defaultTabs: [...linked, ...examples.filter((example) => example.query !== query || variables !== '')],
    // On a phone the query has the room, unless there are variables.
    defaultEditorToolsVisibility: !narrow || variables !== '',
  };
}

/** The page, the same for every address, with what the policy must let through for it. */
export function graphiqlPage(): { html: string; policyNeeds: Record<string, string> } {
  const tabs = JSON.stringify(EXAMPLES.map(({ query }) => ({ query }))).replaceAll('</', '<\\/');
  const opening = `...(${openingOf})(
            ${tabs},
            location.search,
            localStorage.getItem('graphiql:tabState'),
            matchMedia('(max-width: 48rem)').matches)`;
  const rendered = renderGraphiQL({ title: 'Citetrail', defaultTabs: OPENING as never });
  const html = rendered
    .replace(`"defaultTabs":${JSON.stringify(OPENING)}`, () => opening)
    .replace('</head>', () => `${HEAD}</head>`)
    .replace('<div id="root">', () => `${WAYS}<div id="root">`)
    .replace(/<\/body>\s*<\/html>\s*$/, (end) => KEYS + end);
  // The page's own scripts are let through by their hashes; its editor makes workers, fonts and styles of itself.
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
