import { type SQL, sql } from 'drizzle-orm';
import { ENTITY_KINDS } from '../model/entities.ts';
import { type EntityRow, entityId } from '../read/entity-row.ts';
import { parseId, relationId } from '../read/ids.ts';
import { jsonOf } from '../read/json.ts';
import type { EdgeRow, Loaders } from '../read/loaders.ts';
import { CaptureSql, EdgeSql, EvidenceSql, type SqlRow } from '../read/sql-row.ts';
import { compiled } from './compile/compiled.ts';
import type { Context } from './context.ts';
import { isCapture, isEntity, isRelation, NodeRef, type NodeShape } from './refs.ts';

NodeRef.implement({
  description: 'Anything with an id of its own.',
  resolveType: (node) => {
    if (isEntity(node)) return ENTITY_KINDS[node.kind].typeName;
    if (isRelation(node)) return 'Relation';
    return isCapture(node) ? 'Capture' : 'Evidence';
  },
  fields: (t) => ({
    id: t.id({
      description: 'Readable, and never given to anything else: `report:review-of-drugs-part-two`.',
      resolve: (node, _args, context) => idOf(node, context),
      ...compiled((_asked, row) => jsonOf(sqlIdOf(row))),
    }),
  }),
});

/** The public id of anything that has one. */
async function idOf(node: NodeShape, { loaders }: Context): Promise<string> {
  if (isEntity(node)) return entityId(node);
  if (isCapture(node)) return `capture:${node.sha256}`;
  if (!isRelation(node)) return `evidence:${node.id}`;
  const { source, target } = endsOf(node.edge);
  const [from, to] = await Promise.all([loaders.entity(source), loaders.entity(target)]);
  return relationId(from, node.edge.kind, to, node.edge.qualifier);
}

/** The same in a compiled statement. */
function sqlIdOf(row: SqlRow): SQL {
  const column = (name: string) => row.column(name)!;
  if (row instanceof CaptureSql) return sql`concat('capture:', ${column('sha256')})`;
  if (row instanceof EvidenceSql) return sql`concat('evidence:', ${row.id})`;
  if (!(row instanceof EdgeSql)) return sql`concat(${column('kind')}, ':', ${column('slug')})`;
  const end = (id: SQL) => sql`(select concat(w.kind, '/', w.slug) from entities w where w.id = ${id})`;
  return sql`concat('relation:', ${end(column('sourceId'))}, ':', ${column('kind')}, ':', ${end(column('targetId'))},
    case when ${column('qualifier')} <> '' then ':' end, ${column('qualifier')})`;
}

/** Source and target of an edge, by the database's ids. */
export function endsOf(edge: EdgeRow) {
  return {
    source: { kind: edge.sourceKind, id: edge.sourceId },
    target: { kind: edge.targetKind, id: edge.targetId },
  };
}

/** Finds what an id names; null when there is no such thing. Throws RequestError when it is no id. */
export async function findNode(id: string, loaders: Loaders): Promise<NodeShape | null> {
  const parsed = parseId(id);
  if (parsed.of === 'entity') return findEntity(parsed.entity, loaders);
  if (parsed.of === 'capture') return loaders.findCapture(parsed.sha256);
  if (parsed.of === 'evidence') return loaders.findEvidence(parsed.number);
  const [source, target] = await Promise.all([
    findEntity(parsed.source, loaders),
    findEntity(parsed.target, loaders),
  ]);
  const edge = source && target && (await loaders.findEdge(source, parsed.kind, target, parsed.qualifier));
  return edge ? { edge, backward: false } : null;
}

/** Finds an entity by kind and slug, or by a slug that it once had. */
export function findEntity(
  { kind, slug }: Pick<EntityRow, 'kind' | 'slug'>,
  loaders: Loaders,
): Promise<EntityRow | null> {
  return loaders.findEntity(kind, slug) as Promise<EntityRow | null>;
}
