/** What any entity shows of itself, and how it is refreshed by its id. */
export const entity = graphql`
  fragment entityCard_entity on Entity {
    __typename
    id
    kind
    name
    aliases
    summary
    url
    ... on Document {
      body
    }
    ... on Policy {
      startedOn
      endedOn
    }
  }
`;

export const refreshed = graphql`
  fragment entityCard_refreshed on Node @refetchable(queryName: "entityCardRefetchQuery") {
    id
    ...entityCard_entity @alias(as: "entity")
  }
`;

export const query = graphql`
  query entityCardQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      ...entityCard_refreshed
    }
  }
`;
