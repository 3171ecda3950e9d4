import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { type Suggestion, suggestions } from '../api/queries.ts';
import { fault } from '../state/expansions.ts';
import { begin, expand } from '../state/view.ts';
import { counted, nameOf, words } from '../words.ts';
import { Highlighted } from './highlighted.tsx';
import { KindIcon } from './kind-icon.tsx';

/** How long typing must rest before the words are looked for, in milliseconds. */
const REST = 120;

/** Finds entities while one types: a combobox with a list of what fits. */
export function SearchBox() {
  const text = useSignal('');
  const found = useSignal<readonly Suggestion[] | null>(null);
  const total = useSignal(0);
  const chosen = useSignal(0);
  const shown = useSignal(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const query = text.value.trim();
    if (query === '') {
      found.value = null;
      return;
    }
    const controller = new AbortController();
    const waiting = setTimeout(async () => {
      try {
        const { search } = await ask(suggestions, { query: query.slice(0, 200) }, controller.signal);
        found.value = search.edges;
        total.value = search.totalCount;
        chosen.value = 0;
      } catch (error) {
        if (!controller.signal.aborted) fault.value = error as Error;
      }
    }, REST);
    return () => {
      clearTimeout(waiting);
      controller.abort();
    };
  }, [text.value]);

  const list = found.value ?? [];
  const open = shown.value && found.value !== null;

  const choose = (suggestion: Suggestion | undefined, add: boolean) => {
    if (!suggestion) return;
    (add ? expand : begin)(suggestion.node.id);
    shown.value = false;
    text.value = '';
    input.current?.blur();
    document.getElementById('selected')?.focus({ preventScroll: true });
  };

  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: (event) => choose(list[chosen.value], event.shiftKey),
    Escape: () => {
      if (open) shown.value = false;
      else text.value = '';
    },
  };
  const move = (by: number) => {
    shown.value = true;
    if (list.length > 0) chosen.value = (chosen.value + by + list.length) % list.length;
  };

  return (
    <search class="search">
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        aria-label="Search for people, reports, posts, organisations, policies and comments"
        aria-expanded={open}
        aria-controls="suggestions"
        aria-autocomplete="list"
        {...(open && list.length > 0 && { 'aria-activedescendant': `suggestion-${chosen.value}` })}
        placeholder="Search: a name, a title, words of a text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={200}
        value={text.value}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
          shown.value = true;
        }}
        onFocus={() => {
          shown.value = true;
        }}
        onBlur={() => {
          shown.value = false;
        }}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (!act || event.isComposing) return;
          event.preventDefault();
          act(event);
        }}
      />
      <span class="key" aria-hidden="true">
        /
      </span>
      <div class="suggestions" hidden={!open}>
        <div id="suggestions" role="listbox" aria-label="What fits">
          {list.map((suggestion, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={suggestion.node.id}
              id={`suggestion-${i}`}
              role="option"
              aria-selected={i === chosen.value}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => choose(suggestion, event.shiftKey)}
            >
              <KindIcon kind={suggestion.node.kind} />
              <span class="name">{nameOf(suggestion.node)}</span>
              <span class="meta">{words(suggestion.node.kind)}</span>
              <Where suggestion={suggestion} />
            </div>
          ))}
        </div>
        <p class="meta" role="status">
          {found.value === null
            ? ''
            : list.length === 0
              ? 'Nothing has these words, nor words like them.'
              : counted(total.value, 'found', 'found')}
        </p>
      </div>
    </search>
  );
}

/** The words elsewhere than in the name, which stands there already. */
function Where({ suggestion: { matches } }: { suggestion: Suggestion }) {
  const match = matches.find(({ field }) => field !== 'NAME');
  if (!match || matches.some(({ field }) => field === 'NAME')) return null;
  return (
    <span class="where">
      <Highlighted text={match.snippet} places={match.highlights} />
    </span>
  );
}
