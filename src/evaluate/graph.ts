import { sql } from 'drizzle-orm';
import type { EdgeKind } from '../model/edges.ts';
import type { EntityKind } from '../model/entities.ts';
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

export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly source: number;
  readonly target: number;
  /** The words it rests on, in page order. */
  readonly evidence: readonly (Place & { readonly quote: string })[];
}

/** What a graph says, as far as a gold can judge it. */
export interface Graph {
  readonly entities: readonly GraphEntity[];
  readonly posts: readonly GraphPost[];
  readonly comments: readonly GraphComment[];
  readonly edges: readonly GraphEdge[];
}

/** The number of the line in which a place of a capture's text stands. */
const lineOf = (start: string) =>
  sql.raw(`1 + length(left(c.text, ${start})) - length(replace(left(c.text, ${start}), chr(10), ''))`);

/** Where a document stands first. */
const place = sql`(select json_build_object('file', coalesce(c.file, ''), 'line', ${lineOf('a.start')})
  from appearances a join captures c on c.id = a.capture_id
  where a.entity_id = e.id order by c.file limit 1)`;

/** Reads all that a graph says. Made for graphs of a few pages: it is held in memory whole. */
export async function readGraph(statements: Statements): Promise<Graph> {
  return {
    entities: await rowsOf<GraphEntity>(
      statements,
      sql`/* named_entities */
      select e.id, e.kind, e.slug,
        array_prepend(e.name, array(select a.text from aliases a where a.entity_id = e.id order by a.id)) as names
      from entities e order by e.id`,
    ),
    posts: await rowsOf<GraphPost>(
      statements,
      sql`/* read_posts */
      select e.id, e.title, e.published_on::text as date, coalesce(e.body, '') as body, ${place} as place
      from posts e order by e.id`,
    ),
    comments: await rowsOf<GraphComment>(
      statements,
      sql`/* read_comments */
      select e.id, e.post_id as post, e.position, p.position as parent, e.author_name as signature,
        coalesce(e.body, '') as body, ${place} as place
      from comments e left join comments p on p.id = e.parent_id order by e.post_id, e.position`,
    ),
    edges: await rowsOf<GraphEdge>(
      statements,
      sql`/* evident_edges */
      select e.kind, e.source_id as source, e.target_id as target,
        json_agg(json_build_object('file', coalesce(c.file, ''), 'line', ${lineOf('v.start')}, 'quote', v.exact)
          order by c.file, v.start) as evidence
      from edges e join evidence v on v.edge_id = e.id join captures c on c.id = v.capture_id
      group by e.id, e.kind, e.source_id, e.target_id order by e.id`,
    ),
  };
}
