/** What is drawn: the entities that are open with their neighbours, and the relations among them. */
import { computed } from '@preact/signals';
import type { EntityLine, RelationKind, RelationRow } from '../api/queries.ts';
import { RELATION_KINDS } from '../palette.ts';
import { relation as lookedAt } from './details.ts';
import { expansions } from './expansions.ts';
import { passes } from './filter.ts';
import { view } from './view.ts';

/** A line of the picture: all relations between two entities, drawn as one. */
export interface Line {
  /** The relation that stands for all. */
  readonly first: RelationRow;
  /** How many others there are between the two. */
  readonly others: number;
}

export interface Picture {
  readonly entities: ReadonlyMap<string, EntityLine>;
  readonly lines: ReadonlyMap<string, Line>;
  /** How many relations of each kind the picture has, or would have if the kind were on. */
  readonly counts: ReadonlyMap<RelationKind, number>;
}

const importance = new Map(RELATION_KINDS.map((kind, i) => [kind, i]));

export const picture = computed<Picture>(() => {
  const { at, open, gone, without } = view.value;
  const entities = new Map<string, EntityLine>();
  const relations = new Map<string, RelationRow>();
  const counts = new Map<RelationKind, number>();
  const lines = new Map<string, Line>();

  const add = (entity: EntityLine) => {
    if (!gone.includes(entity.id)) entities.set(entity.id, entity);
  };
  for (const id of open.keys()) {
    const expansion = expansions.value.get(id);
    if (!expansion) continue;
    add(expansion.entity);
    for (const row of expansion.rows) {
      if (!passes(row, view.value, id)) continue;
      relations.set(row.id, row);
      if (without.includes(row.kind)) continue;
      add(row.source);
      add(row.target);
    }
  }
  // What is only looked at is drawn without its neighbours, tied to what is drawn already.
  const inspected = at ? expansions.value.get(at) : null;
  if (inspected && !open.has(inspected.entity.id)) {
    add(inspected.entity);
    for (const row of inspected.rows)
      if (passes(row, view.value, at ?? undefined)) relations.set(row.id, row);
  }
  const { value: edge } = lookedAt;
  if (edge && edge.id === at) {
    add(edge.source);
    add(edge.target);
    relations.set(edge.id, edge);
  }

  for (const row of relations.values()) {
    if (!entities.has(row.source.id) || !entities.has(row.target.id)) {
      if (without.includes(row.kind)) counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
      continue;
    }
    counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
    if (without.includes(row.kind)) continue;
    const pair = [row.source.id, row.target.id].sort().join(' ');
    const line = lines.get(pair);
    if (!line) lines.set(pair, { first: row, others: 0 });
    else {
      const first = importance.get(row.kind)! < importance.get(line.first.kind)! ? row : line.first;
      lines.set(pair, { first, others: line.others + 1 });
    }
  }
  return { entities, lines, counts };
});
