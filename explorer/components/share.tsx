import { signal } from '@preact/signals';
import { queryOf } from '../share/query-text.ts';
import { downloadsOf, inGraphiql, LANGUAGES, type Language } from '../share/snippets.ts';
import { conditionsOf } from '../state/filter.ts';
import { view } from '../state/view.ts';
import { Menu } from './menu.tsx';

/** What was copied last, for a moment. */
const said = signal('');
let until: ReturnType<typeof setTimeout> | undefined;

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.value = `${what} copied`;
  } catch {
    said.value = 'The browser does not let the page copy.';
  }
  clearTimeout(until);
  until = setTimeout(() => {
    said.value = '';
  }, 2_500);
}

/** Takes what the page shows elsewhere: as a link, a query, a program, a file. */
export function Share() {
  const query = queryOf(view.value);
  const conditions = conditionsOf(view.value);
  const isNarrowed = Object.keys(conditions).length > 0;
  return (
    <nav class="share" aria-label="Share and download">
      <span class="said" role="status">
        {said.value}
      </span>
      <button type="button" onClick={() => copy(location.href, 'Link')}>
        Copy link
      </button>
      <Menu label="Copy as">
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <button
            key={language}
            type="button"
            onClick={() => copy(LANGUAGES[language](query, `${location.origin}/graphql`), language)}
          >
            {language}
          </button>
        ))}
      </Menu>
      <Menu label="Download">
        {downloadsOf(conditions).map(({ href, name, for: readers }) => (
          <a key={href} href={href} download>
            {name} <span class="meta">{readers}</span>
          </a>
        ))}
        <p class="meta">{isNarrowed ? 'The whole graph, under the filters.' : 'The whole graph.'}</p>
      </Menu>
      <a class="button" href={inGraphiql(query)}>
        Open in GraphiQL
      </a>
    </nav>
  );
}
