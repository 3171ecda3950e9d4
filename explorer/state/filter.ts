/** The conditions of a view: as the API takes them, and as a test on relations that are here already. */
import type { EntityKind, RelationKind, RelationRow, RelationsVariables } from '../api/queries.ts';
import { ENTITY_KINDS, RELATION_KINDS } from '../palette.ts';
import type { View } from './address.ts';

export type Conditions = Pick<RelationsVariables, 'kinds' | 'types' | 'where'>;

const except = <Kind>(all: readonly Kind[], off: readonly Kind[]) =>
  all.filter((kind) => !off.includes(kind));

/** The arguments that make the API leave out what the view leaves out. */
export function conditionsOf({ without, hidden, confidence, years }: View): Conditions {
  return {
    ...(without.length > 0 && { kinds: except<RelationKind>(RELATION_KINDS, without) }),
    ...(hidden.length > 0 && { types: except<EntityKind>(ENTITY_KINDS, hidden) }),
    ...((confidence > 0 || years) && {
      where: {
        ...(confidence > 0 && { minConfidence: confidence }),
        ...(years && { occurredFrom: `${years[0]}-01-01`, occurredTo: `${years[1]}-12-31` }),
      },
    }),
  };
}

/** Whether a relation may be shown, its kind apart: so that kinds that are off can still be counted. */
export function passes(relation: RelationRow, { hidden, confidence, years }: View, from?: string): boolean {
  const { source, target, occurredOn } = relation;
  const year = occurredOn ? Number(occurredOn.slice(0, 4)) : null;
  return (
    relation.confidence >= confidence &&
    (!years || (year !== null && year >= years[0] && year <= years[1])) &&
    [source, target].every(({ id, kind }) => id === from || !hidden.includes(kind))
  );
}
