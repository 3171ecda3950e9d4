import { useState } from 'preact/hooks';
import type { EntityCard } from '../api/queries.ts';
import { card } from '../state/details.ts';
import { expansions } from '../state/expansions.ts';
import { picture } from '../state/picture.ts';
import { collapse, dismiss, dismissOthers, expand, inspect, view } from '../state/view.ts';
import { clip, counted, day, nameOf, words } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';
import { NotYet } from './not-yet.tsx';
import { RelationList } from './relation-list.tsx';

/** The entity looked at: what it is, what can be done with it, and every relation it has. */
export function EntityPanel({ id }: { id: string }) {
  const entity = card.value;
  if (entity?.id !== id) return <NotYet />;
  const total = expansions.value.get(id)?.total;
  return (
    <>
      <header class="entity">
        <p class="kind">
          <KindIcon kind={entity.kind} /> {sort(entity)}
          {'publishedOn' in entity && entity.publishedOn && <> · {day(entity.publishedOn)}</>}
        </p>
        <h2>{nameOf(entity)}</h2>
        <By entity={entity} />
        {entity.summary && <p class="summary">{entity.summary}</p>}
        {entity.aliases.length > 0 && (
          <p class="aliases">
            Also called {entity.aliases.slice(0, 6).join(', ')}
            {entity.aliases.length > 6 && ' …'}
          </p>
        )}
        {'body' in entity && entity.body && <Body key={id} text={entity.body} />}
        <p class="facts">
          {total !== undefined && <span>{counted(total, 'relation')}</span>}
          {'comments' in entity && entity.comments.totalCount > 0 && (
            <span>{counted(entity.comments.totalCount, 'comment')}</span>
          )}
          {entity.url && (
            <a href={entity.url} target="_blank" rel="noreferrer">
              its page<span class="unseen"> (in a new tab)</span> ↗
            </a>
          )}
          <a href={feedOf(id)} type="application/atom+xml" title="For feed readers: who speaks of it">
            feed
          </a>
        </p>
        <Actions id={id} />
      </header>
      <RelationList id={id} />
    </>
  );
}

/** Where a feed reader hears of those who speak of an entity. */
const feedOf = (id: string) => `/feeds/${id.replace(':', '/')}.atom`;

function sort(entity: EntityCard): string {
  const own =
    ('genre' in entity && entity.genre) ||
    ('policyType' in entity && entity.policyType) ||
    ('authorType' in entity && entity.authorType);
  const kind = words(entity.kind);
  return own && words(own) !== kind ? `${kind}, ${words(own)}` : kind;
}

function By({ entity }: { entity: EntityCard }) {
  const links = [
    ...('authors' in entity ? entity.authors : []),
    ...('post' in entity && entity.post ? [entity.post] : []),
  ];
  const isLinked = 'authors' in entity && entity.authors.length > 0;
  // A writer whom nothing known is called by.
  const printed = 'authorName' in entity && !isLinked ? entity.authorName : null;
  if (links.length === 0 && !printed) return null;
  return (
    <p class="by">
      {'post' in entity ? 'Under ' : 'By '}
      {links.toReversed().map(({ id, name }, i) => (
        <>
          {i > 0 && ('post' in entity ? ', by ' : ', ')}
          <button type="button" class="link" onClick={() => inspect(id)}>
            {name}
          </button>
        </>
      ))}
      {printed && links.length > 0 && ', by '}
      {printed}
    </p>
  );
}

/** How much of a text is shown at first, in characters. */
const OPENING = 320;

function Body({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  return (
    <div class="body">
      <p>{whole ? text : clip(text, OPENING)}</p>
      {text.length > OPENING && (
        <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Show less' : 'Read all of it'}
        </button>
      )}
    </div>
  );
}

function Actions({ id }: { id: string }) {
  const open = view.value.open.has(id);
  return (
    <div class="actions">
      <button
        type="button"
        class={open ? '' : 'main'}
        aria-pressed={open}
        onClick={() => (open ? collapse(id) : expand(id))}
      >
        {open ? 'Fold up' : 'Expand'}
        <span class="key" aria-hidden="true">
          e
        </span>
      </button>
      <button type="button" onClick={() => dismiss(id)} disabled={!picture.value.entities.has(id)}>
        Dismiss
        <span class="key" aria-hidden="true">
          x
        </span>
      </button>
      <button type="button" onClick={() => dismissOthers(id)}>
        Only this
      </button>
    </div>
  );
}
