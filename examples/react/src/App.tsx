import { useState } from 'react';
import { useQuery } from 'urql';
import { CitingPosts } from './CitingPosts.tsx';
import { graphql } from './gql/index.ts';

const Search = graphql(`
  query Search($words: String!) {
    search(query: $words, types: [REPORT], first: 8) {
      edges { node { id slug name } }
    }
  }
`);

/** A search for reports; the one chosen shows the posts that cite it. */
export function App() {
  const [words, setWords] = useState('carol black');
  const [slug, setSlug] = useState('review-of-drugs-part-two');
  const [{ data, error }] = useQuery({ query: Search, variables: { words }, pause: words.trim() === '' });
  return (
    <>
      <h1>Who cites it?</h1>
      <label>
        A report <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      {error && <p role="alert">{error.message}</p>}
      <ul>
        {data?.search.edges.map(({ node }) => (
          <li key={node.id}>
            <button type="button" aria-pressed={node.slug === slug} onClick={() => setSlug(node.slug)}>
              {node.name}
            </button>
          </li>
        ))}
      </ul>
      <CitingPosts key={slug} slug={slug} />
    </>
  );
}
