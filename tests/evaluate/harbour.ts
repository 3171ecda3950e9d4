/**
 * A small gold and the graph that says exactly the same, for tests to change. One page: a post with two
 * comments, the second in answer to the first, and a post without title or date.
 */
import { type Gold, readGold } from '../../src/evaluate/gold.ts';
import type { Graph, GraphComment, GraphEdge, GraphPost } from '../../src/evaluate/graph.ts';
import type { EdgeKind } from '../../src/model/edges.ts';
import type { EntityKind } from '../../src/model/entities.ts';

const TIDES = 'The tide came in over the old wall again, and nobody at the port was told of it in time.';
const FOG = 'Fog lay on the water all week so that even the gulls walked home along the mole.';
const FIRST = 'I was on the wall that night and can say that the gauge had stood still since noon.';
const REPLY =
  'Then the keeper should have rung the bell, as the harbour rules have asked of him since forever.';

const opening = (text: string) => text.split(' ').slice(0, 8).join(' ');
const closing = (text: string) => text.split(' ').slice(-8).join(' ');
const words = (text: string) => ({ first_8_words: opening(text), last_8_words: closing(text) });

/** An edge as a gold file has it. */
export function goldEdge(source: string, kind: string, target: string, more: object = {}) {
  return {
    source,
    kind,
    target,
    evidence: 'the words',
    file: 'harbour.txt',
    line: 7,
    voice: 'author',
    ...more,
  };
}

/** A gold file's content: its two posts, its two comments, and these edges. */
export function writtenGold(edges: readonly object[] = []) {
  const comment = { post: 'post:tides', file: 'harbour.txt', spam: false };
  return {
    format: 1,
    note: 'Annotated by hand.',
    posts: [
      {
        id: 'post:tides',
        title: 'Tides',
        date: '2021-03-02',
        occurrences: [{ file: 'harbour.txt', date_line: 1, title_line: 3, body_lines: [5, 5] }],
        reproduces: [{ entity: 'article:wall-letter', file: 'harbour.txt', lines: [6, 9] }],
        ...words(TIDES),
      },
      {
        id: 'post:fog',
        title: null,
        date: null,
        occurrences: [{ file: 'harbour.txt', date_line: null, title_line: null, body_lines: [20, 20] }],
        ...words(FOG),
      },
    ],
    comments: [
      {
        ...comment,
        id: 'comment:tides#1',
        position: 1,
        parent_position: null,
        lines: [11, 11],
        signature: 'Old Salt',
        ...words(FIRST),
      },
      {
        ...comment,
        id: 'comment:tides#2',
        position: 2,
        parent_position: 1,
        lines: [14, 14],
        signature: null,
        ...words(REPLY),
      },
    ],
    entities: [
      { id: 'report:harbour-review', kind: 'report', name: 'Harbour Review', aliases: ['Lovelace’s report'] },
      { id: 'report:harbour-series', kind: 'report', name: 'Both Harbour Reviews', aliases: [] },
      {
        id: 'report:wall-letter',
        kind: 'report',
        name: 'A Letter on the Wall',
        aliases: [],
        genre: 'article',
      },
      { id: 'organisation:port', kind: 'organisation', name: 'Port Authority', aliases: ['PA'] },
      { id: 'organisation:state', kind: 'organisation', name: 'the State', aliases: [], generic: true },
      { id: 'policy:dredging', kind: 'policy', name: 'Dredging Plan', aliases: [], alt_kinds: ['report'] },
      { id: 'author:ada', kind: 'author', name: 'Ada Lovelace', aliases: [] },
    ],
    edges,
    not_entities: [
      { text: 'port wine', where: 'harb:7', why: 'a drink' },
      { text: 'harbour, bare "wall"', where: 'passim', why: 'too general' },
    ],
  };
}

export const goldWith = (...edges: readonly object[]): Gold =>
  readGold('gold.json', JSON.stringify(writtenGold(edges)));

/** The entities of the graph by id. `port` stands under a longer name, `pilots` is none of the gold's. */
const ENTITIES: Readonly<Record<string, readonly [EntityKind, ...string[]]>> = {
  'post:tides': ['post', 'Tides'],
  'post:fog': ['post', 'Fog lay on the water all week so…'],
  'comment:1': ['comment', 'Comment on Tides'],
  'comment:2': ['comment', 'Comment on Tides'],
  'report:review': ['report', 'The Review of Harbours', 'LOVELACE\u0027S\u00a0REPORT'],
  'report:series': ['report', 'Both harbour reviews'],
  'report:letter': ['report', 'A Letter on the Wall'],
  'report:dredging': ['report', 'Dredging plan'],
  'organisation:port': ['organisation', 'Port Authority of the West', 'PA'],
  'organisation:state': ['organisation', 'The state'],
  'organisation:pilots': ['organisation', 'Guild of Pilots'],
  'policy:pa': ['policy', 'PA'],
  'author:ada': ['author', 'Ada Lovelace'],
};
const KEYS = Object.keys(ENTITIES);
const idOf = (key: string) => KEYS.indexOf(key) + 1;

/** An edge of the graph, between keys of its entities. */
export function graphEdge(
  source: string,
  kind: EdgeKind,
  target: string,
  place: Partial<GraphEdge['evidence'][number]> = {},
): GraphEdge {
  const evidence = [{ file: 'harbour.txt', line: 7, quote: 'the words', ...place }];
  return { kind, source: idOf(source), target: idOf(target), evidence };
}

interface Documents {
  tides: GraphPost;
  fog: GraphPost;
  first: GraphComment;
  reply: GraphComment;
}

/** The graph, after a change to its posts and comments, with these edges. */
export function graphWith(
  edges: readonly GraphEdge[],
  change: (documents: Documents) => object = () => ({}),
): Graph {
  const at = (line: number) => ({ file: 'harbour.txt', line });
  const post = idOf('post:tides');
  const documents: Documents = {
    tides: { id: post, title: 'TIDES', date: '2021-03-02', body: TIDES, place: at(5) },
    fog: { id: idOf('post:fog'), title: null, date: null, body: FOG, place: at(20) },
    first: {
      id: idOf('comment:1'),
      post,
      position: 1,
      parent: null,
      signature: 'old salt',
      body: FIRST,
      place: at(11),
    },
    reply: {
      id: idOf('comment:2'),
      post,
      position: 2,
      parent: 1,
      signature: null,
      body: REPLY,
      place: at(14),
    },
  };
  const { tides, fog, first, reply, ...further } = { ...documents, ...change(documents) } as Documents & {
    posts?: GraphPost[];
    comments?: GraphComment[];
  };
  return {
    entities: KEYS.map((key) => {
      const [kind, ...names] = ENTITIES[key]!;
      return { id: idOf(key), kind, slug: key.split(':')[1]!, names };
    }),
    posts: further.posts ?? [tides, fog],
    comments: further.comments ?? [first, reply],
    edges,
  };
}
