import type { EntityKind } from '../model/entities.ts';
import type { GoldEntity } from './gold.ts';
import type { GraphEntity } from './graph.ts';
import { plain } from './wording.ts';

/** The ids of the gold's entities that an entity of the graph is: the kinds agree, and a name of each. */
type Identity = (entity: GraphEntity) => readonly string[];

/** Makes ready for asking which entity is which. */
export function identityIn(entities: readonly GoldEntity[]): Identity {
  const ids = new Map<string, Set<string>>();
  for (const { id, kinds, names } of entities) {
    for (const kind of kinds) {
      for (const name of names) {
        const key = keyOf(kind, name);
        ids.set(key, (ids.get(key) ?? new Set()).add(id));
      }
    }
  }
  return ({ kind, names }) => [...new Set(names.flatMap((name) => [...(ids.get(keyOf(kind, name)) ?? [])]))];
}

function keyOf(kind: EntityKind, name: string): string {
  return `${kind}\n${plain(name)}`;
}
