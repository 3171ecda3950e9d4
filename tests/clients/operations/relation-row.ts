/** A relation with its evidence, and all relations of an entity, backwards from the end as well. */
export const relation = graphql`
  fragment relationRow_relation on Relation
  @refetchable(queryName: "relationRowEvidenceQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 1 }, cursor: { type: "String" }) {
    kind
    label
    confidence
    method
    occurredOn
    source {
      ...entityCard_entity
    }
    target {
      ...entityCard_entity
    }
    evidence(first: $count, after: $cursor) @connection(key: "relationRow_evidence") {
      totalCount
      edges {
        node {
          verified
          quote {
            exact
            prefix
            suffix
          }
          capture {
            id
            url
            sha256
          }
        }
      }
    }
  }
`;

export const query = graphql`
  query relationRowQuery($id: ID!) {
    entity(id: $id) {
      ...relationRow_newest
      ...relationRow_oldest
    }
  }
`;

export const newest = graphql`
  fragment relationRow_newest on Entity
  @refetchable(queryName: "relationRowNewestQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 3 }
    cursor: { type: "String" }
    kinds: { type: "[RelationKind!]" }
  ) {
    id
    relations(first: $count, after: $cursor, kinds: $kinds, direction: BOTH, where: { minConfidence: 0.1 })
      @connection(key: "relationRow_relations", filters: ["kinds"]) {
      totalCount
      groupBy(keys: [KIND]) {
        keys
        count
      }
      edges {
        node {
          ...relationRow_relation
        }
      }
    }
  }
`;

export const oldest = graphql`
  fragment relationRow_oldest on Entity
  @refetchable(queryName: "relationRowOldestQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
    id
    oldest: relations(last: $count, before: $cursor) @connection(key: "relationRow_oldest") {
      edges {
        node {
          id
          occurredOn
        }
      }
    }
  }
`;
