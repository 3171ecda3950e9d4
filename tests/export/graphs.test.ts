import { sql } from 'drizzle-orm';
import { Parser as XmlParser } from 'htmlparser2';
import jsonld from 'jsonld';
import { Parser as RdfParser, Writer } from 'n3';
import { beforeAll, describe, expect, test } from 'vitest';
import { edgeKinds } from '../../src/model/edges.ts';
import { testDatabase } from '../support/database.ts';
import { tell } from '../support/story.ts';
import { exported, exportedRows, HARD_NAMES, STORY } from './exported.ts';

const database = await testDatabase();

beforeAll(async () => {
  await tell(database, STORY);
  for (const [slug, name] of Object.entries(HARD_NAMES)) {
    await database.statements.execute(sql`update entities set name = ${name} where slug = ${slug}`);
  }
  await database.statements.execute(sql`update posts set published_precision = 'month', labels = '{Sea,Foam}'
    where id = (select id from entities where slug = 'tides')`);
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The tree of an XML document. */
function tree(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new XmlParser(
    {
      onopentag(name, attributes) {
        const element: Element = { name, attributes, children: [], text: '' };
        open.at(-1)!.children.push(element);
        open.push(element);
      },
      ontext(text) {
        open.at(-1)!.text += text;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  expect(open).toHaveLength(1);
  return top.children[0]!;
}

const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

/** What XML 1.0 can say of a text: characters that it forbids are replaced. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are forbidden
const sayable = (text: string) => text.replace(/[\u0001\u001f\uffff]/g, '\ufffd');

describe.each(['graphml', 'gexf'])('%s', (format) => {
  const read = async (given: [string, string][] = []) => {
    const text = (await exported(database, `graph.${format}`, given)).content.toString();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no XML has these
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    const graph = tree(text);
    const declared = all(graph, format === 'gexf' ? 'attribute' : 'key');
    const names = new Map(
      declared.map(({ attributes }) => [attributes.id, attributes['attr.name'] ?? attributes.title]),
    );
    const rows = (name: string) =>
      all(graph, name).map((element) => ({
        ...element.attributes,
        ...Object.fromEntries([
          ...all(element, 'data').map(({ attributes, text }) => [names.get(attributes.key), text]),
          ...all(element, 'attvalue').map(({ attributes }) => [names.get(attributes.for), attributes.value]),
        ]),
      }));
    return { graph, declared, nodes: rows('node'), edges: rows('edge') };
  };

  test('read back, it has every entity and relation, with names, ends and attributes', async () => {
    const { graph, nodes, edges } = await read();
    expect(graph.name).toBe(format);
    const entities = await exportedRows(database, 'entities');
    const relations = await exportedRows(database, 'edges');
    expect(nodes).toHaveLength(entities.length);
    for (const [i, { id, kind, name, publishedOn, labels, rank }] of entities.entries()) {
      expect(nodes[i]).toMatchObject({
        id,
        kind,
        label: sayable(name),
        name: sayable(name),
        ...(publishedOn && { publishedOn }),
        ...(labels?.length > 0 && { labels: labels.join('; ') }),
        ...(rank !== null && { rank: String(rank) }),
      });
    }
    expect(edges).toHaveLength(relations.length);
    for (const [i, { id, source, target, kind, confidence, quote }] of relations.entries()) {
      expect(edges[i]).toMatchObject({
        id,
        source,
        target,
        kind,
        label: kind,
        confidence: String(confidence),
        quote,
      });
    }
  });

  test('every attribute is declared, once for nodes and once for edges, with a type', async () => {
    const { declared } = await read();
    const ids = declared.map(({ attributes }) => attributes.id);
    if (format === 'graphml') expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of declared) {
      expect(attributes['attr.type'] ?? attributes.type).toMatch(/^(?:string|int|integer|double)$/);
    }
  });

  test('under a condition on relations, only what stands at their ends is a node', async () => {
    const { nodes, edges } = await read([['kinds', 'implements,authored_by']]);
    expect(edges.map(({ kind }) => kind).sort()).toEqual(['authored_by', 'implements']);
    expect(new Set(nodes.map(({ id }) => id))).toEqual(
      new Set(['author:ada', 'post:tides', 'organisation:yard', 'policy:rafts']),
    );
  });

  test('with kinds of entity, nodes are of these kinds and edges run between them', async () => {
    const { nodes, edges } = await read([
      ['types', 'report'],
      ['types', 'POST'],
    ]);
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(['report', 'post']));
    const ids = new Set(nodes.map(({ id }) => id));
    expect(edges.map(({ kind }) => kind).sort()).toEqual(['cites', 'cites', 'cites', 'part_of']);
    expect(edges.every(({ source, target }) => ids.has(source!) && ids.has(target!))).toBe(true);
  });
});

describe('linked data', () => {
  const expanded = (name: string) => `urn:citetrail:${name}`;

  /** The triples of a file, each a line of canonical N-Quads. */
  const quads = async (name: string): Promise<Set<string>> => {
    const text = (await exported(database, name)).content.toString();
    if (name.endsWith('.nq')) {
      const writer = new Writer({ format: 'N-Quads' });
      const parsed = new RdfParser({ format: 'N-Quads' }).parse(text);
      return new Set(parsed.map((quad) => writer.quadsToString([quad])));
    }
    const nquads = (await jsonld.toRDF(JSON.parse(text), {
      format: 'application/n-quads',
      documentLoader: () => {
        throw new Error('Nothing is to be loaded.');
      },
    })) as unknown as string;
    const writer = new Writer({ format: 'N-Quads' });
    return new Set(
      new RdfParser({ format: 'N-Quads' }).parse(nquads).map((quad) => writer.quadsToString([quad])),
    );
  };

  test('JSON-LD and N-Quads say the same triples, read without loading anything', async () => {
    const [fromJson, fromQuads] = [await quads('graph.jsonld'), await quads('graph.nq')];
    expect(fromJson.size).toBeGreaterThan(200);
    expect([...fromJson].sort()).toEqual([...fromQuads].sort());
  });

  test('each relation is a plain triple in its standard term, and a statement with its evidence', async () => {
    const said = await quads('graph.nq');
    const line = (subject: string, predicate: string, object: string) =>
      `<${expanded(subject)}> <${predicate}> ${object} .\n`;
    const cites = 'http://purl.org/spar/cito/cites';
    const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
    const relation = 'relation:post/tides:cites:report/storms';
    const target = `<${expanded('report:storms')}>`;
    expect(said).toContain(line('post:tides', cites, target));
    expect(said).toContain(line(relation, `${rdf}type`, `<${rdf}Statement>`));
    expect(said).toContain(line(relation, `${rdf}predicate`, `<${cites}>`));
    expect(said).toContain(line(relation, `${rdf}object`, target));
    const [{ id }] = (await exportedRows(database, 'edges')).find((row) => row.id === relation).evidence;
    expect(said).toContain(line(relation, 'http://www.w3.org/ns/prov#wasDerivedFrom', `<${expanded(id)}>`));
    expect(said).toContain(line(`${id}#quote`, 'http://www.w3.org/ns/oa#exact', '"tides cites storms"'));
  });

  test('a date says no more than is known, and names keep every character', async () => {
    const said = [...(await quads('graph.nq'))];
    const of = (slug: string, term: string) =>
      said.filter((text) => text.startsWith(`<${expanded(slug)}> <https://schema.org/${term}>`));
    expect(of('post:tides', 'datePublished')[0]).toContain(
      '"2021-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    );
    expect(of('post:foam', 'datePublished')[0]).toContain(
      '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
    );
    expect(of('post:tides', 'keywords')).toHaveLength(2);
    const names = new RdfParser({ format: 'N-Quads' })
      .parse((await exported(database, 'graph.nq')).content.toString())
      .filter(({ predicate }) => predicate.value === 'https://schema.org/name')
      .map(({ object }) => object.value);
    for (const name of Object.values(HARD_NAMES)) expect(names).toContain(name);
  });

  test('every kind of relation has a term', async () => {
    const { jsonldContext } = await import('../../src/export/terms.ts');
    for (const kind of edgeKinds) expect(jsonldContext()).toHaveProperty(kind);
  });
});
