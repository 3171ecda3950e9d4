import type { RelationRow } from '../api/queries.ts';
import { colourOf } from '../palette.ts';
import { picture } from '../state/picture.ts';
import { pointed } from '../state/pointed.ts';
import { expand, inspect, view } from '../state/view.ts';
import { counted, day, fileName, isCurated, METHODS, nameOf, surety, words } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';
import { Quote } from './quote.tsx';

/** One relation of the entity looked at: what is at its other end, how sure it is, and the words. */
export function RelationItem({ row, from }: { row: RelationRow; from: string }) {
  const backward = row.target.id === from;
  const other = backward ? row.source : row.target;
  const [first] = row.evidence.nodes;
  const go = () => {
    // Who walks to what is not drawn yet has the way there drawn with it.
    if (!picture.value.entities.has(other.id)) expand(from);
    inspect(other.id);
  };
  const meta = [row.role, row.occurredOn && day(row.occurredOn), surety(row)].filter(Boolean);
  return (
    <li
      class={`relation ${pointed.value === other.id ? 'pointed' : ''}`}
      style={{ '--kind': `var(${colourOf(row.kind)})` }}
      onMouseEnter={() => point(other.id)}
      onMouseLeave={() => point(null)}
    >
      <button
        type="button"
        class="other"
        onClick={go}
        onFocus={() => point(other.id)}
        onBlur={() => point(null)}
      >
        <span class="direction" aria-hidden="true">
          {backward ? '←' : '→'}
        </span>
        <KindIcon kind={other.kind} />
        <span class="other-name">
          <span class="unseen">{row.label} </span>
          {nameOf(other)}
          <span class="unseen">, {words(other.kind)}, </span>
        </span>
        <span class="meta">{meta.join(' · ')}</span>
      </button>
      {first && !isCurated(first) && <Quote words={first} url={row.source.url} />}
      <button
        type="button"
        class="more-words"
        aria-pressed={view.value.at === row.id}
        onClick={() => inspect(row.id)}
        title={METHODS[row.method]}
      >
        {wayToWords(row)}
        <span class="unseen">: {nameOf(other)}</span>
      </button>
    </li>
  );
}

/** What leads to all that a relation rests on. */
function wayToWords({ evidence: { nodes, totalCount } }: RelationRow): string {
  const [first] = nodes;
  if (first && isCurated(first)) return `Its line in ${fileName(first.capture.file)}`;
  return totalCount > 1 ? `All ${counted(totalCount, 'quote')}` : 'How it was found';
}

function point(id: string | null): void {
  pointed.value = id;
}
