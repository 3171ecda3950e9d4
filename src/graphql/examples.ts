/** Queries that show what the graph can be asked: the first tabs of GraphiQL. */
export const EXAMPLES = [
  {
    name: 'The trail',
    query: `# From Dame Carol Black's review of drugs to the posts that cite it, the words
# they cite it with, and the comments under them.
query Trail {
  report(slug: "review-of-drugs-part-two") {
    name
    publishedOn
    authors { name }
    citingPosts(first: 10, orderBy: PUBLISHED_ON_DESC) {
      totalCount
      edges {
        relation {
          kind
          evidence(first: 2) { nodes { quote { exact prefix suffix } capture { url sha256 } } }
        }
        node {
          name
          publishedOn
          comments(first: 20) { totalCount nodes { depth authorName body parent { id } } }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'A search',
    query: `# A name half remembered, with a typing error: what fits best, and where the words stand.
query Search {
  search(query: "carol blck review", first: 5) {
    totalCount
    edges {
      rank
      node { id kind name }
      matches { field snippet highlights { start end } }
    }
  }
}
`,
  },
  {
    name: 'A commenter',
    query: `# Everything that one commenter signed, and what each comment cites.
query Commenter {
  author(slug: "getafix") {
    name
    comments(first: 20) {
      totalCount
      nodes {
        post { name publishedOn }
        cites { nodes { label target { name url } } }
      }
    }
  }
}
`,
  },
  {
    name: 'An organisation',
    query: `# An organisation: what it published, who belongs to it, who names it.
query Organisation {
  organisation(slug: "napo") {
    name
    summary
    publications { nodes { source { name } } }
    people { nodes { role source { name } } }
    mentionedIn(first: 10) {
      totalCount
      nodes { source { kind name } evidence(first: 1) { nodes { quote { exact } } } }
    }
  }
}
`,
  },
  {
    name: 'A path',
    query: `# What a probation union has to do with a drug-policy charity: the shortest paths, each hop with its words.
query Path {
  paths(from: "organisation:napo", to: "organisation:transform", first: 2) {
    length
    steps {
      relation { label evidence(first: 1) { nodes { quote { exact } } } }
      entity { kind name }
    }
  }
}
`,
  },
  {
    name: 'A neighbourhood',
    query: `# What stands around the review of drugs, two relations deep, and where there is more.
query Neighbourhood {
  neighbourhood(id: "report:review-of-drugs-part-two", depth: 2, limit: 30) {
    truncated
    entities { distance entity { kind name } }
    relations { label source { name } target { name } evidence(first: 1) { nodes { quote { exact } } } }
    frontier { name }
  }
}
`,
  },
  {
    name: 'All relations',
    query: `# Every relation of one entity, in both directions, newest first.
query Relations {
  entity(id: "policy:transforming-rehabilitation") {
    name
    relations(first: 20) {
      totalCount
      nodes { label confidence method source { id name } target { id name } }
    }
  }
}
`,
  },
] as const;
