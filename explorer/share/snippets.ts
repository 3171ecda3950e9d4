/** A query as a program that asks it. */

/** Languages in which a query can be copied. */
export const LANGUAGES = {
  GraphQL: (query: string) => query,
  curl: (query: string, endpoint: string) =>
    `curl -s ${endpoint} -H 'content-type: application/json' -d @- <<'JSON'\n${JSON.stringify({ query })}\nJSON\n`,
  Python: (query: string, endpoint: string) =>
    `import json, urllib.request

query = """
${query.replaceAll('\\', '\\\\')}"""
request = urllib.request.Request(
    "${endpoint}",
    data=json.dumps({"query": query}).encode(),
    headers={"content-type": "application/json"},
)
print(json.dumps(json.load(urllib.request.urlopen(request)), indent=2))
`,
  R: (query: string, endpoint: string) =>
    `library(httr2)

query <- r"-(
${query})-"
answer <- request("${endpoint}") |>
  req_body_json(list(query = query)) |>
  req_perform() |>
  resp_body_json()
str(answer$data, max.level = 4)
`,
} as const satisfies Record<string, (query: string, endpoint: string) => string>;

export type Language = keyof typeof LANGUAGES;

/** The address at which GraphiQL opens with a query. */
export const inGraphiql = (query: string) => `/graphql?${new URLSearchParams({ query })}`;

/** Where a query becomes a file: the whole graph, in the formats that programs read. */
export const DOWNLOADS = [
  { href: '/export/graph.gexf', name: 'GEXF', for: 'Gephi' },
  { href: '/export/graph.graphml', name: 'GraphML', for: 'NetworkX, igraph, yEd' },
  { href: '/export/entities.csv', name: 'CSV, entities', for: 'spreadsheets, R, pandas' },
  { href: '/export/edges.csv', name: 'CSV, relations', for: 'spreadsheets, R, pandas' },
] as const;
