/** The thread under a post, in reading order, page after page. */
export const query = graphql`
  query threadViewQuery($slug: String!) {
    post(slug: $slug) {
      ...threadView_post
    }
  }
`;

export const post = graphql`
  fragment threadView_post on Post
  @refetchable(queryName: "threadViewCommentsQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" }) {
    name
    comments(first: $count, after: $cursor, orderBy: THREAD) @connection(key: "threadView_comments") {
      totalCount
      edges {
        node {
          id
          depth
          position
          authorName
          parent {
            id
          }
          cites(first: 3) {
            nodes {
              target {
                ...entityCard_entity
              }
            }
          }
        }
      }
    }
  }
`;
