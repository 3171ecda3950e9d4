import { type SQL, sql } from 'drizzle-orm';
import { RequestError } from '../../errors.ts';
import { type EntityKind, entityKinds, isEntityKind } from '../../model/entities.ts';
import { entityNamed } from '../../read/about.ts';
import { type ParsedId, parseEntityId, parseId } from '../../read/ids.ts';
import { constant } from '../../read/sql-parts.ts';
import { builder } from '../builder.ts';
import { Aside, type Asked, captureAt, compiled, evidenceAt, relationAt } from '../compile/compiled.ts';
import { findEntity, findNode } from '../node.ts';
import { ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';

builder.queryFields((t) => ({
  node: t.field({
    type: NodeRef,
    description: 'Whatever has this id; null when nothing has.',
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'An id from an earlier answer.' }) },
    resolve: (_root, { id }, { loaders }) => findNode(id, loaders),
    ...compiled((asked) => nodeAt(asked, asked.args.id)),
  }),
  nodes: t.field({
    type: [NodeRef],
    description:
      'Whatever has these ids, in their order, with null where nothing has. At most 100, unless this server is set otherwise.',
    nullable: { list: false, items: true },
    args: { ids: t.arg.idList({ required: true, description: 'Ids from earlier answers.' }) },
    resolve: (_root, { ids }, { loaders, limits }) => {
      if (ids.length > limits.most) {
        throw new RequestError(
          'BAD_RANGE',
          `\`ids\` has ${ids.length} ids; expected at most ${limits.most}.`,
        );
      }
      return Promise.all(ids.map((id) => findNode(id, loaders)));
    },
  }),
  entity: t.field({
    type: EntityRef,
    description: 'The entity with this id; null when there is none.',
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'Kind and slug: `author:carol-black`.' }) },
    resolve: (_root, { id }, { loaders }) => findEntity(parseEntityId(id), loaders),
    ...compiled((asked) => entityWithId(asked, asked.args.id)),
  }),
  comment: t.field({
    type: ENTITY_REFS.comment,
    description: 'The comment with this id; null when there is none.',
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'As an earlier answer gave it: `comment:…`.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.findEntity('comment', parseEntityId(id, 'comment').slug),
    ...compiled((asked) => {
      const slug = asked.derived(asked.args.id, (id) => parseEntityId(id, 'comment').slug);
      return asked.entity(entityNamed(constant('comment'), sql`${slug}`), ['comment']);
    }),
  }),
}));

for (const kind of entityKinds.filter((kind) => kind !== 'comment')) {
  builder.queryField(kind, (t) => bySlug(t, kind));
}

function bySlug<K extends EntityKind>(t: Parameters<Parameters<typeof builder.queryField>[1]>[0], kind: K) {
  const article = /^[aeiou]/.test(kind) ? 'An' : 'A';
  return t.field({
    type: ENTITY_REFS[kind],
    description: `${article} ${kind} by its slug, or by one that it once had; null when there is none.`,
    nullable: true,
    args: {
      slug: t.arg.string({ required: true, description: `The part of its id behind \`${kind}:\`.` }),
    },
    resolve: (_root, { slug }, { loaders }) => loaders.findEntity(kind, slug) as never,
    ...compiled((asked) => asked.entity(entityNamed(constant(kind), sql`${asked.args.slug}`), [kind])),
  });
}

/** What is asked of the entity that an id names. */
function entityWithId(asked: Asked, id: unknown): SQL {
  const kind = asked.kindOfId(id);
  if (!isEntityKind(kind)) throw new Aside('not the id of an entity');
  const slug = asked.derived(id, (id) => parseEntityId(id, kind).slug);
  return asked.entity(entityNamed(constant(kind), sql`${slug}`), [kind]);
}

/** What is asked of whatever an id names. */
function nodeAt(asked: Asked, id: unknown): SQL {
  const part = <Of extends ParsedId['of']>(of: Of, read: (parsed: ParsedId & { of: Of }) => string) =>
    sql`${asked.derived(id, (id) => {
      const parsed = parseId(id);
      if (parsed.of !== of) throw new Aside(`not the id of a ${of}`);
      return read(parsed as ParsedId & { of: Of });
    })}`;
  switch (asked.kindOfId(id)) {
    case 'capture': {
      const sha256 = part('capture', (parsed) => parsed.sha256);
      return captureAt(asked, sql`(select c.id from captures c where c.sha256 = ${sha256})`);
    }
    case 'evidence':
      return evidenceAt(asked, sql`${part('evidence', (parsed) => String(parsed.number))}::bigint`);
    case 'relation': {
      const end = (of: 'source' | 'target') =>
        entityNamed(
          part('relation', (parsed) => parsed[of].kind),
          part('relation', (parsed) => parsed[of].slug),
        );
      const edge = sql`(select x.id from edges x where x.source_id = ${end('source')}
        and x.kind = ${part('relation', ({ kind }) => kind)} and x.target_id = ${end('target')}
        and x.qualifier = ${part('relation', ({ qualifier }) => qualifier)})`;
      return relationAt(asked, edge, sql`false`);
    }
    default:
      return entityWithId(asked, id);
  }
}
