import { sql } from 'drizzle-orm';
import type { EdgeKind } from '../../model/edges.ts';
import type { EntityKind } from '../../model/entities.ts';
import { othersOf } from '../../read/about.ts';
import type { RowOf } from '../../read/entity-row.ts';
import { jsonArray } from '../../read/json.ts';
import type { SqlRow } from '../../read/sql-row.ts';
import { compiled } from '../compile/compiled.ts';
import type { Context } from '../context.ts';

type Start = { readonly id: number };

/** The entities of these kinds at the other end of all edges of a kind, as recorded. */
export function others<K extends EntityKind>(
  edge: EdgeKind,
  direction: 'forward' | 'backward',
  kinds: readonly K[],
) {
  return {
    resolve: async ({ id }: Start, _args: object, { loaders }: Context): Promise<RowOf<K>[]> => {
      const keys = await loaders.others(id, edge, direction);
      return Promise.all(
        keys
          .filter((key): key is { kind: K; id: number } =>
            (kinds as readonly EntityKind[]).includes(key.kind),
          )
          .map((key) => loaders.entity<K>(key)),
      );
    },
    ...compiled((asked, row) => {
      const alias = asked.alias();
      return jsonArray(
        asked.entity(sql.raw(`${alias}.other`), kinds),
        sql`(${reached(row, edge, direction, kinds)}) ${sql.raw(alias)}`,
      );
    }),
  };
}

/** The first of the entities that `others` gives, or null. */
export function firstOther<K extends EntityKind>(edge: EdgeKind, direction: 'forward' | 'backward', kind: K) {
  const all = others(edge, direction, [kind]);
  return {
    resolve: async (start: Start, args: object, context: Context): Promise<RowOf<K> | null> =>
      (await all.resolve(start, args, context))[0] ?? null,
    ...compiled((asked, row) => {
      const first = sql`(select other from (${reached(row, edge, direction, [kind])}) reached limit 1)`;
      return asked.entity(first, [kind]);
    }),
  };
}

const reached = (
  row: SqlRow,
  edge: EdgeKind,
  direction: 'forward' | 'backward',
  kinds: readonly EntityKind[],
) => othersOf(edge, direction, row.column('id')!, kinds);
