import type { Graph } from './format.ts';
import { entityNode, type LinkedNode, relationNode } from './linked-data.ts';
import { jsonldContext } from './terms.ts';

/** The graph as one JSON-LD document, a node a line, with its context in it. */
export async function* jsonld({ entities, relations }: Graph): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(jsonldContext())},\n"@graph":[`;
  let separator = '\n';
  const lines = (nodes: readonly LinkedNode[]) => {
    const text = separator + nodes.map((node) => JSON.stringify(node)).join(',\n');
    separator = ',\n';
    return text;
  };
  for await (const batch of entities) yield lines(batch.map(entityNode));
  for await (const batch of relations) yield lines(batch.map(relationNode));
  yield '\n]}\n';
}
