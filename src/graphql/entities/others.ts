import type { EdgeKind } from '../../model/edges.ts';
import type { EntityKind } from '../../model/entities.ts';
import type { RowOf } from '../../read/entity-row.ts';
import type { Context } from '../context.ts';

/** Resolves to the entities of a kind at the other end of all edges of a kind, as recorded. */
export function others<K extends EntityKind>(edge: EdgeKind, direction: 'forward' | 'backward', kind: K) {
  return async (
    { id }: { readonly id: number },
    _args: object,
    { loaders }: Context,
  ): Promise<RowOf<K>[]> => {
    const keys = await loaders.others(id, edge, direction);
    return Promise.all(
      keys.filter((key) => key.kind === kind).map((key) => loaders.entity({ kind, id: key.id })),
    );
  };
}

/** Resolves to the first of the entities that `others` gives, or null. */
export function firstOther<K extends EntityKind>(edge: EdgeKind, direction: 'forward' | 'backward', kind: K) {
  const all = others(edge, direction, kind);
  return async (start: { readonly id: number }, args: object, context: Context): Promise<RowOf<K> | null> =>
    (await all(start, args, context))[0] ?? null;
}
