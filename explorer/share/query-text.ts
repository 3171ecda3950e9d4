/** The query that answers what the page shows, as one would write it by hand. */
import type { View } from '../state/address.ts';
import { conditionsOf } from '../state/filter.ts';

const RELATION = `label
      method
      confidence
      occurredOn
      source { id name }
      target { id name }
      evidence(first: 3) { nodes { quote { prefix exact suffix } capture { url sha256 } } }`;

/** The query of a view. */
export function queryOf(view: View): string {
  if (view.at === null) {
    return `query MostCited {
  reports(first: 10, orderBy: RANK_DESC) {
    nodes { id name publishedOn citedBy { totalCount } }
  }
}
`;
  }
  if (view.at.startsWith('relation:')) {
    return `query Relation {
  node(id: ${JSON.stringify(view.at)}) {
    ... on Relation {
      ${RELATION}
    }
  }
}
`;
  }
  const { kinds, types, where } = conditionsOf(view);
  const args = [
    'first: 40',
    kinds && `kinds: [${kinds.join(', ')}]`,
    types && `types: [${types.join(', ')}]`,
    where &&
      `where: { ${Object.entries(where)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ')} }`,
  ].filter(Boolean);
  return `query Relations {
  entity(id: ${JSON.stringify(view.at)}) {
    kind
    name
    summary
    relations(${args.join(', ')}) {
      totalCount
      nodes {
        ${RELATION.replaceAll('\n', '\n  ')}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`;
}
