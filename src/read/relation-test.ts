/** Whether an entity has, or lacks, a relation of some sort. */
import { type SQL, sql } from 'drizzle-orm';
import { entityWithId } from './about.ts';
import { anyOf } from './sql-parts.ts';

/** What an entity may be asked to have, or to lack: a relation of some sort. All parts given must hold of one. */
export interface RelationTest {
  readonly kinds?: readonly string[] | null;
  readonly direction?: 'forward' | 'backward' | 'both' | null;
  readonly types?: readonly string[] | null;
  readonly other?: string | null;
  readonly occurredFrom?: string | null;
  readonly occurredTo?: string | null;
}

/** Whether the entity in `k` has a relation that passes a test. */
function passes({ kinds, direction, types, other, occurredFrom, occurredTo }: RelationTest): SQL {
  const from = (near: 'source' | 'target') => {
    const far = near === 'source' ? 'target' : 'source';
    return sql.join(
      [
        sql`exists (select from edges x where ${sql.raw(`x.${near}_id`)} = k.id`,
        ...(kinds ? [sql`x.kind = ${anyOf(kinds)}`] : []),
        ...(types ? [sql`${sql.raw(`x.${far}_kind`)} = ${anyOf(types)}`] : []),
        ...(other ? [sql`${sql.raw(`x.${far}_id`)} = ${entityWithId(other)}`] : []),
        ...(occurredFrom ? [sql`x.occurred_on >= ${occurredFrom}::date`] : []),
        ...(occurredTo ? [sql`x.occurred_on <= ${occurredTo}::date`] : []),
      ],
      sql` and `,
    );
  };
  const forward = sql`${from('source')})`;
  const backward = sql`${from('target')})`;
  if (direction === 'forward') return forward;
  return direction === 'backward' ? backward : sql`(${forward} or ${backward})`;
}

/** What every entity can be asked for, as filters have it. */
export const related = {
  has: {
    type: 'RelationTest',
    description: 'It has a relation of this sort.',
    about: 'own',
    condition: (test: RelationTest) => passes(test),
  },
  lacks: {
    type: 'RelationTest',
    description: 'It has no relation of this sort.',
    about: 'own',
    condition: (test: RelationTest) => sql`not ${passes(test)}`,
  },
} as const;
