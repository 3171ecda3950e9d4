import { sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import type { EntityKind } from '../model/entities.ts';
import { CodePoints, countBelow } from '../store/code-points.ts';
import { rowsOf, type Statements } from '../store/database.ts';
import type { Place } from './gold.ts';

export interface GraphEntity {
  readonly id: number;
  readonly kind: EntityKind;
  readonly slug: string;
  /** What it is called and by which names texts call it, whatever the rules of these. */
  readonly names: readonly string[];
}

/** A post or comment as the graph has it. */
interface GraphDocument {
  readonly id: number;
  readonly body: string;
  /** Where its text begins, on the first page that shows it; null for one without text. */
  readonly place: Place | null;
}

export interface GraphPost extends GraphDocument {
  readonly title: string | null;
  /** YYYY-MM-DD. */
  readonly date: string | null;
}

export interface GraphComment extends GraphDocument {
  readonly post: number;
  readonly position: number;
  /** The position of the comment it answers. */
  readonly parent: number | null;
  readonly signature: string | null;
}

/** Words of a page. */
interface Evidence extends Place {
  readonly quote: string;
}

export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly source: number;
  readonly target: number;
  /** The words it rests on, in page order; at least one. */
  readonly evidence: readonly Evidence[];
}

/** What a graph says, as far as a gold can judge it. */
export interface Graph {
  readonly entities: readonly GraphEntity[];
  readonly posts: readonly GraphPost[];
  readonly comments: readonly GraphComment[];
  readonly edges: readonly GraphEdge[];
}

/** A place as the database has it: how many code points of a capture's text stand before it. */
interface StoredPlace {
  readonly capture: number;
  readonly start: number;
}

/** Where a document stands first. */
const first = sql`(select json_build_object('capture', c.id, 'start', a.start)
  from appearances a join captures c on c.id = a.capture_id
  where a.entity_id = e.id order by c.file limit 1)`;

/** A document with its place as the database has it. */
type Stored<T> = Omit<T, 'place'> & { readonly first: StoredPlace | null };

/** Reads all that a graph says. Made for graphs of a few pages: it is held in memory whole. */
export async function readGraph(statements: Statements): Promise<Graph> {
  const captures = await rowsOf<{ id: number; file: string; text: string }>(
    statements,
    sql`/* read_captures */ select id, coalesce(file, '') as file, text from captures`,
  );
  const pages = new Map(captures.map(({ id, file, text }) => [id, { file, breaks: lineBreaks(text) }]));
  const placeOf = ({ capture, start }: StoredPlace): Place => {
    const { file, breaks } = pages.get(capture)!;
    return { file, line: 1 + countBelow(breaks, start) };
  };
  const placed = <T>({ first, ...document }: Stored<T>) => ({
    ...document,
    place: first && placeOf(first),
  });
  const entities = await rowsOf<GraphEntity>(
    statements,
    sql`/* named_entities */
    select e.id, e.kind, e.slug,
      array_prepend(e.name, array(select a.text from aliases a where a.entity_id = e.id order by a.id)) as names
    from entities e order by e.id`,
  );
  const posts = await rowsOf<Stored<GraphPost>>(
    statements,
    sql`/* read_posts */
    select e.id, e.title, e.published_on::text as date, coalesce(e.body, '') as body, ${first} as first
    from posts e order by e.id`,
  );
  const comments = await rowsOf<Stored<GraphComment>>(
    statements,
    sql`/* read_comments */
    select e.id, e.post_id as post, e.position, p.position as parent, e.author_name as signature,
      coalesce(e.body, '') as body, ${first} as first
    from comments e left join comments p on p.id = e.parent_id order by e.post_id, e.position`,
  );
  const edges = await rowsOf<
    Omit<GraphEdge, 'evidence'> & { evidence: readonly (StoredPlace & { quote: string })[] }
  >(
    statements,
    sql`/* evident_edges */
    select e.kind, e.source_id as source, e.target_id as target,
      json_agg(json_build_object('capture', c.id, 'start', v.start, 'quote', v.exact) order by c.file, v.start)
        as evidence
    from edges e join evidence v on v.edge_id = e.id join captures c on c.id = v.capture_id
    group by e.id, e.kind, e.source_id, e.target_id order by e.id`,
  );
  return {
    entities,
    posts: posts.map(placed<GraphPost>),
    comments: comments.map(placed<GraphComment>),
    edges: edges.map(({ evidence, ...edge }) => ({
      ...edge,
      evidence: evidence.map(({ quote, ...place }) => ({ ...placeOf(place), quote })),
    })),
  };
}

/** How many code points stand before each line break of a text. */
function lineBreaks(text: string): number[] {
  const points = new CodePoints(text);
  return Array.from(text.matchAll(/\n/g), ({ index }) => points.at(index));
}
