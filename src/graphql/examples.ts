/** Queries that show what the graph can be asked: the first tabs of GraphiQL, and the page of examples. */
export const EXAMPLES = [
  {
    name: 'The trail',
    answers:
      "Which posts cite Dame Carol Black's review of drugs, in which words, and what do readers comment under them?",
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
    answers: 'What is that review called again? Search forgives the typing error.',
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
    name: 'A thread',
    answers: 'Who answers whom under a post, in reading order, and what does each comment cite?',
    query: `# A comment thread in reading order: who answers whom, at any depth, and what each comment cites.
query Thread {
  post(slug: "rain-falls-on-probation-parade") {
    name
    comments(first: 50) {
      totalCount
      nodes {
        depth
        authorName
        body
        parent { id }
        cites { nodes { target { name } } }
      }
    }
  }
}
`,
  },
  {
    name: 'A neighbourhood',
    answers: 'What stands around the review of drugs, two relations deep?',
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
    name: 'Counts by year',
    answers: 'How many citations were there in each year, and by what sort of document?',
    query: `# Citations by year and by sort of document, the newest of them, and the years of one report.
query CountsByYear {
  relations(where: { kinds: [CITES] }, first: 1) {
    totalCount
    groupBy(keys: [YEAR, SOURCE_KIND]) { keys count }
    nodes { occurredOn source { name } target { name } }
  }
  timeline(of: "report:review-of-drugs-part-two", kinds: [CITES], by: YEAR) { period count }
}
`,
  },
  {
    name: 'A path',
    answers: 'What has a probation union to do with a drug-policy charity?',
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
    name: 'A commenter',
    answers: 'What has one commenter signed, and what does each comment cite?',
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
    answers: 'What has the probation union published, who belongs to it, and who names it?',
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
    name: 'All relations',
    answers: 'What is said of one policy, by whom, and how surely?',
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
