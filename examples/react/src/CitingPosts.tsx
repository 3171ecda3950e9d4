import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from './gql/index.ts';

const Citations = graphql(`
  query Citations($slug: String!, $first: Int!) {
    report(slug: $slug) {
      name
      citingPosts(first: $first) {
        totalCount
        pageInfo { hasNextPage }
        edges {
          node { id name publishedOn }
          relation { confidence evidence(first: 1) { nodes { quote { prefix exact suffix } } } }
        }
      }
    }
  }
`);

/** The posts that cite a report, each with the words that do. */
export function CitingPosts({ slug }: { readonly slug: string }) {
  const [first, setFirst] = useState(3);
  const [{ data, fetching }] = useQuery({ query: Citations, variables: { slug, first } });
  const report = data?.report;
  if (!report) return <p>{fetching ? 'Asking …' : 'There is no such report.'}</p>;
  const { totalCount, pageInfo, edges } = report.citingPosts;
  return (
    <section>
      <h2>{report.name}</h2>
      <p>Cited by {totalCount} posts.</p>
      {edges.map(({ node, relation }) => (
        <article key={node.id}>
          <h3>
            {node.name} <small>{node.publishedOn ?? 'undated'}</small>
          </h3>
          {relation.evidence.nodes.map(({ quote }) => (
            <blockquote key={quote.exact}>
              …{quote.prefix}
              <mark>{quote.exact}</mark>
              {quote.suffix}…
            </blockquote>
          ))}
        </article>
      ))}
      {pageInfo.hasNextPage && (
        <button type="button" onClick={() => setFirst(first + 10)}>
          More
        </button>
      )}
    </section>
  );
}
