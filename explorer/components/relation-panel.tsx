import type { EntityLine, RelationDetails } from '../api/queries.ts';
import { colourOf } from '../palette.ts';
import { relation } from '../state/details.ts';
import { inspect } from '../state/view.ts';
import { counted, day, isCurated, METHODS, nameOf, number, percent, words } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';
import { NotYet } from './not-yet.tsx';
import { Quote } from './quote.tsx';

/** The relation looked at: both ends, how it was found, and all words that it rests on. */
export function RelationPanel({ id }: { id: string }) {
  const row = relation.value;
  if (row?.id !== id) return <NotYet />;
  const left = row.words.totalCount - row.words.nodes.length;
  return (
    <article class="one-relation" style={{ '--kind': `var(${colourOf(row.kind)})` }}>
      <p class="kind">relation</p>
      <h2 class="sentence">
        <End entity={row.source} />
        <span class="verb">{words(row.kind)}</span>
        <End entity={row.target} />
      </h2>
      <dl>
        {row.role && <Fact name="As" value={row.role} />}
        {row.method !== 'CURATED' && <Fact name="Confidence" value={percent(row.confidence)} />}
        <Fact name="Found" value={METHODS[row.method]} />
        {row.occurredOn && <Fact name="Said on" value={day(row.occurredOn)} />}
        {row.validFrom && <Fact name="Since" value={day(row.validFrom)} />}
        {row.validTo && <Fact name="Until" value={day(row.validTo)} />}
      </dl>
      <h3>{heading(row)}</h3>
      {row.words.nodes.map((words) => (
        <div key={words.id}>
          <Quote words={words} url={row.source.url} />
          <p class="checked">
            {words.verified ? '✓ stands so' : '✗ does not stand so any more'}
            {isCurated(words) ? ' in the vocabulary as it was read' : ' on the page as it was read'}
            {' · '}
            {day(words.capture.retrievedAt.slice(0, 10))} · <code>{words.capture.sha256.slice(0, 12)}</code>
          </p>
        </div>
      ))}
      {left > 0 && <p class="empty">{number(left)} more not shown.</p>}
    </article>
  );
}

/** What the relation rests on: quotes of pages, lines of the vocabulary, or both. */
function heading({ words: { nodes, totalCount } }: RelationDetails): string {
  const lines = nodes.filter(isCurated).length;
  if (lines === 0) return counted(totalCount, 'quote');
  if (lines === nodes.length) return `${counted(totalCount, 'line')} of the vocabulary`;
  return `${number(totalCount)} quotes and lines of the vocabulary`;
}

function End({ entity }: { entity: EntityLine }) {
  return (
    <button type="button" class="end" onClick={() => inspect(entity.id)}>
      <KindIcon kind={entity.kind} /> {nameOf(entity)}
    </button>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
