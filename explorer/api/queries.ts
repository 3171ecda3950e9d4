/** Everything that the page asks of the API. */
import type { TadaDocumentNode } from 'gql.tada';
import { graphql, type ResultOf, type VariablesOf } from './graphql.ts';

const entityLine = graphql(`
  fragment EntityLine on Entity {
    id
    kind
    name
    url
    ... on Document { publishedOn }
    ... on Comment { position }
  }
`);

const relationRow = graphql(
  `
  fragment RelationRow on Relation {
    id
    kind
    label
    role
    confidence
    method
    occurredOn
    source { ...EntityLine }
    target { ...EntityLine }
    evidence(first: 1) {
      totalCount
      nodes { id quote { exact prefix suffix } capture { url file parser } }
    }
  }
`,
  [entityLine],
);

const entityCard = graphql(
  `
  fragment EntityCard on Entity {
    ...EntityLine
    summary
    aliases
    ... on Document { body authors { id name } }
    ... on Report { genre }
    ... on Policy { policyType: type startedOn endedOn }
    ... on Author { authorType: type }
    ... on Post { authorName comments { totalCount } }
    ... on Comment { authorName depth post { id name } }
  }
`,
  [entityLine],
);

/** One page of an entity's relations, with what all pages together hold. */
export const relationsOf = graphql(
  `
  query RelationsOf($id: ID!, $first: Int!, $after: String, $kinds: [RelationKind!], $types: [EntityKind!], $where: RelationFilter) {
    entity(id: $id) {
      ...EntityLine
      relations(first: $first, after: $after, kinds: $kinds, types: $types, where: $where) {
        totalCount
        groupBy(keys: [KIND]) { keys count }
        pageInfo { hasNextPage endCursor }
        nodes { ...RelationRow }
      }
    }
  }
`,
  [relationRow, entityLine],
);

/** What an entity is, and when things were said of it or by it. */
export const entityDetails = graphql(
  `
  query EntityDetails($id: ID!) {
    entity(id: $id) { ...EntityCard }
    timeline(of: $id, by: YEAR) { period count }
  }
`,
  [entityCard],
);

/** A relation with all words that it rests on. */
export const relationDetails = graphql(
  `
  query RelationDetails($id: ID!) {
    node(id: $id) {
      ... on Relation {
        ...RelationRow
        validFrom
        validTo
        words: evidence(first: 20) {
          totalCount
          nodes { id verified quote { exact prefix suffix } capture { url file parser sha256 retrievedAt } }
        }
      }
    }
  }
`,
  [relationRow],
);

/** What fits the words typed so far. */
export const suggestions = graphql(
  `
  query Suggestions($query: String!) {
    search(query: $query, first: 8) {
      totalCount
      edges {
        node { ...EntityLine }
        matches { field snippet highlights { start end } }
      }
    }
  }
`,
  [entityLine],
);

/** The least that can be asked: it is answered by a server that is there. */
export const presence = graphql(`query Presence { __typename }`);

/** What there is to open, for those who come without a name. */
export const startingPoints = graphql(
  `
  query StartingPoints {
    stats { entities { kind count } relations { kind count } pages }
    reports(first: 30, orderBy: RANK_DESC, where: { has: { kinds: [CITES], types: [POST, COMMENT], direction: BACKWARD } }) {
      nodes { ...EntityLine citedBy(types: [POST, COMMENT]) { totalCount } }
    }
    posts(first: 6) { nodes { ...EntityLine comments { totalCount } relations { totalCount } } }
  }
`,
  [entityLine],
);

/** The kinds of something, as introspection gives them. */
type Described = { enumValues: { name: string; description: string | null }[] } | null;

/** What the schema says of the kinds; the types know no introspection. */
export const kindDescriptions: TadaDocumentNode<
  { relationKinds: Described; entityKinds: Described },
  Record<string, never>
> = graphql(`
  query KindDescriptions {
    relationKinds: __type(name: "RelationKind") { enumValues { name description } }
    entityKinds: __type(name: "EntityKind") { enumValues { name description } }
  }
`) as never;

export type EntityLine = ResultOf<typeof entityLine>;
export type EntityCard = ResultOf<typeof entityCard>;
export type RelationRow = ResultOf<typeof relationRow>;
export type RelationDetails = Extract<
  NonNullable<ResultOf<typeof relationDetails>['node']>,
  { words: unknown }
>;
export type Suggestion = ResultOf<typeof suggestions>['search']['edges'][number];
export type StartingPoints = ResultOf<typeof startingPoints>;
export type EntityKind = EntityLine['kind'];
export type RelationKind = RelationRow['kind'];
export type TimelinePoint = ResultOf<typeof entityDetails>['timeline'][number];
export type RelationsVariables = VariablesOf<typeof relationsOf>;
