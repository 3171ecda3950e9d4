import { RequestError } from '../../errors.ts';
import { type EntityKind, entityKinds } from '../../model/entities.ts';
import { builder } from '../builder.ts';
import { parseEntityId } from '../ids.ts';
import { findEntity, findNode } from '../node.ts';
import { ENTITY_REFS, EntityRef, NodeRef } from '../refs.ts';

builder.queryFields((t) => ({
  node: t.field({
    type: NodeRef,
    description: 'Whatever has this id; null when nothing has.',
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'An id from an earlier answer.' }) },
    resolve: (_root, { id }, { loaders }) => findNode(id, loaders),
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
  }),
  comment: t.field({
    type: ENTITY_REFS.comment,
    description: 'The comment with this id; null when there is none.',
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'As an earlier answer gave it: `comment:…`.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.findEntity('comment', parseEntityId(id, 'comment').slug),
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
  });
}
