/** All reports under conditions, page after page from the root. */
export const query = graphql`
  query reportListQuery($where: ReportFilter) {
    ...reportList_reports @arguments(where: $where)
  }
`;

export const reports = graphql`
  fragment reportList_reports on Query
  @refetchable(queryName: "reportListPageQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 5 }
    cursor: { type: "String" }
    where: { type: "ReportFilter" }
  ) {
    reports(first: $count, after: $cursor, where: $where, orderBy: RANK_DESC)
      @connection(key: "reportList_reports") {
      totalCount
      groupBy(keys: [GENRE], first: 10) {
        keys
        count
      }
      edges {
        node {
          ...entityCard_entity
          rank
        }
      }
    }
  }
`;
