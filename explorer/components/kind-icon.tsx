import type { EntityKind } from '../api/queries.ts';
import { colourOf } from '../palette.ts';

const SHAPES: Record<EntityKind, string> = {
  REPORT: 'M4 1.5h5.5L13 5v9.5H4zM9 2v3.5h3.5M6 8.5h5M6 11h5',
  POST: 'M2.5 2.5h11v11h-11zM5 5.5h6M5 8h6M5 10.5h3.5',
  COMMENT: 'M2 3h12v8H8l-3.5 3V11H2z',
  AUTHOR: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.5c.6-3.2 2.7-4.5 5.5-4.5s4.900 1.300 5.500 4.500',
  ORGANISATION: 'M2 6 8 2l6 4zM3.500 6v6M6.500 6v6M9.500 6v6M12.500 6v6M2 14h12M2.500 12h11',
  POLICY: 'M8 1.500 14 4v4c0 3.500-2.500 5.700-6 6.700C4.500 13.700 2 11.500 2 8V4zM5.500 8l2 2 3.500-3.800',
};

/** The sign of a kind of entity, in its colour. The word always stands nearby. */
export function KindIcon({ kind }: { kind: EntityKind }) {
  return (
    <svg class="kind-icon" viewBox="0 0 16 16" aria-hidden="true" style={{ color: `var(${colourOf(kind)})` }}>
      <path d={SHAPES[kind]} />
    </svg>
  );
}
