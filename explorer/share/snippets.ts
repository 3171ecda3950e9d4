/** What is shown as a program that asks for it, and the graph as files. */
import type { Conditions } from '../state/filter.ts';

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
    `query <- r"-(
${query})-"
address <- url(
  paste0("${endpoint}?query=", URLencode(query, reserved = TRUE)),
  headers = c(accept = "application/json")
)
answer <- paste(readLines(address, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
close(address)
# With install.packages("jsonlite") it is lists and data frames, else text.
if (requireNamespace("jsonlite", quietly = TRUE)) {
  str(jsonlite::fromJSON(answer)$data, max.level = 4)
} else {
  cat(answer)
}
`,
} as const satisfies Record<string, (query: string, endpoint: string) => string>;

export type Language = keyof typeof LANGUAGES;

/** The address at which GraphiQL opens with a query. */
export const inGraphiql = (query: string) => `/graphql?${new URLSearchParams({ query })}`;

/** The files of a graph, under the conditions of a view: all of it, not only what is drawn. */
export function downloadsOf({ kinds, types, where }: Conditions) {
  const relations = asked({ kinds, types, ...where });
  return [
    { href: `/export/graph.gexf${relations}`, name: 'GEXF', for: 'Gephi' },
    { href: `/export/graph.graphml${relations}`, name: 'GraphML', for: 'NetworkX, igraph, yEd' },
    { href: `/export/edges.csv${relations}`, name: 'CSV, relations', for: 'spreadsheets, R, pandas' },
    {
      href: `/export/entities.csv${asked({ kinds: types })}`,
      name: 'CSV, entities',
      for: 'spreadsheets, R, pandas',
    },
  ];
}

/** Conditions as parameters of an export. */
function asked(conditions: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== null);
  const parameters = new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
  return parameters.size > 0 ? `?${parameters}` : '';
}
