/** A report with the posts that cite it, page after page, each with the words it cites it with. */
export const query = graphql`
  query reportPageQuery($slug: String!) {
    report(slug: $slug) {
      ...reportPage_report
      ...reportPage_comments
    }
  }
`;

export const report = graphql`
  fragment reportPage_report on Report
  @refetchable(queryName: "reportPageCitingPostsQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    ...entityCard_entity
    publishedOn
    publishedPrecision
    genre
    authors {
      ...entityCard_entity
    }
    citingPosts(first: $count, after: $cursor, orderBy: PUBLISHED_ON_DESC)
      @connection(key: "reportPage_citingPosts", filters: []) {
      totalCount
      groupBy(keys: [YEAR, AUTHOR]) {
        keys
        count
      }
      edges {
        relation {
          ...relationRow_relation
        }
        node {
          ...entityCard_entity
          publishedOn
        }
      }
    }
  }
`;

export const comments = graphql`
  fragment reportPage_comments on Report {
    citingComments(first: 5) {
      totalCount
      nodes {
        authorName
        post {
          ...entityCard_entity
        }
      }
    }
  }
`;
