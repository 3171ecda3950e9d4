import { render } from 'preact';
import { EXAMPLES } from '../../src/graphql/examples.ts';
import { PlainTop } from '../components/plain-top.tsx';
import { inGraphiql } from '../share/snippets.ts';
import '../styles/pages.css';

/** Queries to begin with, each a link that opens it in GraphiQL. */
function Examples() {
  return (
    <>
      <PlainTop at="/examples" />
      <main class="sheet">
        <h1>Examples</h1>
        <p class="lead">
          Each opens in GraphiQL with its query. Press play there, then change what you like.
        </p>
        <ol class="examples">
          {EXAMPLES.map(({ name, answers, query }) => (
            <li key={name}>
              <h2>
                <a href={inGraphiql(query)}>{name}</a>
              </h2>
              <p>{answers}</p>
              <details>
                <summary>The query</summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
                <pre tabIndex={0}>{query}</pre>
              </details>
            </li>
          ))}
        </ol>
      </main>
    </>
  );
}

render(<Examples />, document.getElementById('page')!);
document.title = 'Examples · Citetrail';
