import { useState } from 'preact/hooks';
import type { RelationRow } from '../api/queries.ts';
import { colourOf, RELATION_KINDS } from '../palette.ts';
import { busy, type Expansion, expansions, PAGE } from '../state/expansions.ts';
import { passes } from '../state/filter.ts';
import { more, show, view } from '../state/view.ts';
import { capital, number } from '../words.ts';
import { RelationItem } from './relation-item.tsx';

/** All relations of the entity looked at that the view lets through, by what they say. */
export function RelationList({ id }: { id: string }) {
  const expansion = expansions.value.get(id);
  if (!expansion) return null;
  const { without } = view.value;
  const rows = expansion.rows.filter((row) => passes(row, view.value, id) && !without.includes(row.kind));
  const loading = busy.value.has(id);
  const left = expansion.total - expansion.rows.length;
  return (
    <div class="relations" aria-busy={loading}>
      {byLabel(rows).map(([label, group]) => (
        <Section key={`${id} ${label}`} label={label} rows={group} expansion={expansion} id={id} />
      ))}
      {rows.length === 0 && !loading && <Nothing filtered={expansion.total === 0} />}
      {left > 0 && (
        <button type="button" class="wide" disabled={loading} onClick={() => more(id)}>
          {loading ? 'Reading …' : `Load ${number(Math.min(PAGE, left))} more of ${number(left)}`}
        </button>
      )}
    </div>
  );
}

interface SectionProps {
  readonly label: string;
  readonly rows: readonly RelationRow[];
  readonly expansion: Expansion;
  readonly id: string;
}

/** How many relations of a section are listed at a time. */
const LISTED = 60;

function Section({ label, rows, expansion, id }: SectionProps) {
  const [listed, setListed] = useState(LISTED);
  const { kind } = rows[0]!;
  const total = expansion.kinds.get(kind) ?? rows.length;
  const alone = RELATION_KINDS.length - 1 === view.value.without.length;
  const only = () => show({ without: alone ? [] : RELATION_KINDS.filter((other) => other !== kind) });
  return (
    <section aria-label={label}>
      <div class="section-head" style={{ '--kind': `var(${colourOf(kind)})` }}>
        <h3>
          {capital(label)} <span class="count">{number(rows.length)}</span>
          {total > rows.length && expansion.cursor && <span class="count"> of {number(total)}</span>}
        </h3>
        <button type="button" class="quiet" onClick={only} aria-pressed={alone}>
          {alone ? 'all kinds' : 'only'}
          <span class="unseen"> {label}</span>
        </button>
      </div>
      <ul>
        {rows.slice(0, listed).map((row) => (
          <RelationItem key={row.id} row={row} from={id} />
        ))}
      </ul>
      {rows.length > listed && (
        <button type="button" class="wide" onClick={() => setListed(listed + LISTED)}>
          {`Show ${number(Math.min(LISTED, rows.length - listed))} more here`}
        </button>
      )}
    </section>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { without, hidden, confidence, years } = view.value;
  const narrowed = without.length + hidden.length > 0 || confidence > 0 || years !== null;
  if (!narrowed) return <p class="empty">Nothing in the graph relates to it yet.</p>;
  return (
    <p class="empty">
      {filtered ? 'Nothing passes' : 'None of what is loaded passes'} the filters.{' '}
      <button type="button" onClick={() => show({ without: [], hidden: [], confidence: 0, years: null })}>
        Clear the filters
      </button>
    </p>
  );
}

/** Rows by label, in the order in which kinds are shown; within, as they came, and a thread as one reads it. */
function byLabel(rows: readonly RelationRow[]): [string, RelationRow[]][] {
  const groups = Map.groupBy(rows, ({ label }) => label);
  const place = (group: RelationRow[]) => RELATION_KINDS.indexOf(group[0]!.kind);
  for (const group of groups.values()) {
    if (group[0]!.kind === 'COMMENTS_ON') group.sort((a, b) => placeOf(a) - placeOf(b));
  }
  return [...groups].sort(([, a], [, b]) => place(a) - place(b));
}

/** The place in the thread of the comment that says it. */
const placeOf = ({ source }: RelationRow) => ('position' in source ? source.position : 0);
