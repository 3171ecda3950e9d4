/** What a search finds, page after page, and where a walk leads from the first thing found. */
export const query = graphql`
  query searchBoxQuery($query: String!, $from: [ID!]!) {
    ...searchBox_found @arguments(query: $query)
    ...searchBox_walk @arguments(from: $from)
  }
`;

export const found = graphql`
  fragment searchBox_found on Query
  @refetchable(queryName: "searchBoxPageQuery")
  @argumentDefinitions(
    query: { type: "String!" }
    count: { type: "Int", defaultValue: 3 }
    cursor: { type: "String" }
  ) {
    search(query: $query, first: $count, after: $cursor) @connection(key: "searchBox_search") {
      totalCount
      edges {
        rank
        node {
          ...entityCard_entity
        }
        matches {
          field
          snippet
        }
      }
    }
  }
`;

export const walk = graphql`
  fragment searchBox_walk on Query
  @refetchable(queryName: "searchBoxWalkQuery")
  @argumentDefinitions(
    from: { type: "[ID!]!" }
    count: { type: "Int", defaultValue: 3 }
    cursor: { type: "String" }
  ) {
    traverse(
      from: $from
      steps: [{ direction: BACKWARD, kinds: [CITES] }, { direction: FORWARD, kinds: [MENTIONS] }]
      first: $count
      after: $cursor
    ) @connection(key: "searchBox_traverse") {
      truncated
      edges {
        node {
          ...entityCard_entity
        }
        path {
          relation {
            ...relationRow_relation
          }
        }
      }
    }
  }
`;
