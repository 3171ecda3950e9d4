import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { kindDescriptions } from '../api/queries.ts';
import { colourOf, ENTITY_KINDS, RELATION_KINDS } from '../palette.ts';
import { picture } from '../state/picture.ts';
import { show, toggled, view } from '../state/view.ts';
import { capital, number, percent, plural, words } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';

/** What each kind is, as the schema says it. */
const descriptions = signal<ReadonlyMap<string, string>>(new Map());

/** Switches for the kinds of relation and entity, and the least confidence. */
export function KindSwitches() {
  useEffect(() => {
    // Without them the switches still work.
    ask(kindDescriptions, {}).then(
      ({ relationKinds, entityKinds }) => {
        const values = [...(relationKinds?.enumValues ?? []), ...(entityKinds?.enumValues ?? [])];
        descriptions.value = new Map(values.map(({ name, description }) => [name, description ?? '']));
      },
      () => {},
    );
  }, []);
  return (
    <>
      <RelationSwitches />
      <EntitySwitches />
      <LeastConfidence />
    </>
  );
}

function RelationSwitches() {
  const { without } = view.value;
  const { counts } = picture.value;
  return (
    <fieldset>
      <legend>
        Relations
        {without.length > 0 && (
          <button type="button" class="quiet" onClick={() => show({ without: [] })}>
            all<span class="unseen"> kinds of relation</span>
          </button>
        )}
      </legend>
      {RELATION_KINDS.map((kind) => {
        const count = counts.get(kind) ?? 0;
        return (
          <label
            key={kind}
            class={`switch ${count === 0 ? 'none' : ''}`}
            title={descriptions.value.get(kind)}
            style={{ '--kind': `var(${colourOf(kind)})` }}
          >
            <input
              type="checkbox"
              checked={!without.includes(kind)}
              onChange={() => show({ without: toggled(without, kind) }, 'replace')}
            />
            <span class="line" aria-hidden="true" />
            {capital(words(kind))}
            <span class="count">{number(count)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

function EntitySwitches() {
  const { hidden } = view.value;
  const counts = Map.groupBy(picture.value.entities.values(), ({ kind }) => kind);
  return (
    <fieldset>
      <legend>Entities</legend>
      {ENTITY_KINDS.map((kind) => (
        <label
          key={kind}
          class="switch"
          title={descriptions.value.get(kind)}
          style={{ '--kind': `var(${colourOf(kind)})` }}
        >
          <input
            type="checkbox"
            checked={!hidden.includes(kind)}
            onChange={() => show({ hidden: toggled(hidden, kind) }, 'replace')}
          />
          <KindIcon kind={kind} />
          {capital(plural(kind))}
          <span class="count">{number(counts.get(kind)?.length ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function LeastConfidence() {
  const { confidence } = view.value;
  return (
    <div class="confidence">
      <label for="confidence">
        Least confidence <span>{confidence > 0 ? percent(confidence) : 'any'}</span>
      </label>
      <input
        id="confidence"
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={confidence}
        aria-valuetext={confidence > 0 ? percent(confidence) : 'any'}
        onInput={({ currentTarget }) => show({ confidence: Number(currentTarget.value) }, 'replace')}
      />
    </div>
  );
}
