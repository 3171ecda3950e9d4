import {
  type Column,
  ENTITY_COLUMNS,
  type EntityRecord,
  RELATION_COLUMNS,
  type RelationRecord,
} from '../read/columns.ts';
import { LIST_SEPARATOR } from './csv.ts';

/** Of a relation, what its ends say themselves, or what has an element of its own. */
const SAID_OTHERWISE = new Set(
  'id source target sourceKind sourceName targetKind targetName evidence'.split(' '),
);

/** What graph programs show of a node, beside its id and label. */
export const NODE_ATTRIBUTES: readonly Column[] = ENTITY_COLUMNS.filter(({ name }) => name !== 'id');

/** What graph programs show of an edge, beside its id and ends. */
export const EDGE_ATTRIBUTES: readonly Column[] = RELATION_COLUMNS.filter(
  ({ name }) => !SAID_OTHERWISE.has(name),
);

/** The attributes that a row has, as text; those without a value are left out. */
export function attributesOf(
  attributes: readonly Column[],
  row: EntityRecord | RelationRecord,
): [name: string, value: string][] {
  const values: Readonly<Record<string, unknown>> = { ...row };
  return attributes.flatMap(({ name }) => {
    const value = values[name];
    const text = Array.isArray(value) ? value.join(LIST_SEPARATOR) : value;
    return text === null || text === undefined || text === '' ? [] : [[name, String(text)]];
  });
}
