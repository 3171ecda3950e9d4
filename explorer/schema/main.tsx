import { signal } from '@preact/signals';
import { render } from 'preact';
import { ask } from '../api/client.ts';
import { PlainTop } from '../components/plain-top.tsx';
import { type EndsGroups, EndsTable } from './ends-table.tsx';
import { readSchema, relationsByEnds, type SchemaType } from './schema.ts';
import { TypeCard } from './type-card.tsx';
import '../styles/pages.css';

const types = signal<ReadonlyMap<string, SchemaType>>(new Map());
const ends = signal<EndsGroups>([]);
const sought = signal('');
const fault = signal('');

/** The order in which sorts of types are shown: where one comes in, what one walks, what one says. */
const PARTS: readonly { title: string; has(type: SchemaType): boolean }[] = [
  { title: 'Where one comes in', has: ({ name }) => ['Query', 'Subscription'].includes(name) },
  { title: 'Entities', has: ({ name, interfaces }) => interfaces.includes('Entity') || name === 'Entity' },
  {
    title: 'Other types',
    has: ({ kind, name }) => /OBJECT$|INTERFACE/.test(kind) && !isPage(name) && !isInput(kind),
  },
  { title: 'Connections and their edges', has: ({ name }) => isPage(name) },
  { title: 'What filters take', has: ({ kind }) => isInput(kind) },
  { title: 'Enums and scalars', has: ({ kind }) => kind === 'ENUM' || kind === 'SCALAR' },
];
const isPage = (name: string) => /Connection$|Edge$|^PageInfo$/.test(name);
const isInput = (kind: SchemaType['kind']) => kind === 'INPUT_OBJECT';

function Schema() {
  const match = sought.value.trim().toLowerCase();
  const fits = ({ name, members }: SchemaType) =>
    match === '' ||
    [name, ...members.map((member) => member.name)].some((text) => text.toLowerCase().includes(match));
  const left = new Set([...types.value.values()].filter(fits));
  const parts = PARTS.map(({ title, has }) => {
    const own = [...left].filter(has);
    for (const type of own) left.delete(type);
    return { title, own };
  }).filter(({ own }) => own.length > 0);
  return (
    <>
      <PlainTop at="/schema" />
      <main class="sheet schema">
        <h1>The schema</h1>
        <p class="lead">
          What leads to what in this graph, with how often. Each opens in GraphiQL with a query that shows
          some.
        </p>
        {fault.value && <p role="alert">{fault.value}</p>}
        <EndsTable groups={ends.value} />
        <label class="seek">
          Types and fields
          <input
            type="search"
            placeholder="citedBy, Report, filter …"
            value={sought.value}
            onInput={({ currentTarget }) => {
              sought.value = currentTarget.value;
            }}
          />
        </label>
        <p class="meta" role="status">
          {match && `${parts.reduce((sum, { own }) => sum + own.length, 0)} types have “${match}”`}
        </p>
        {parts.map(({ title, own }) => (
          <section key={title}>
            <h2>{title}</h2>
            {own.map((type) => (
              <TypeCard key={type.name} type={type} match={match} />
            ))}
          </section>
        ))}
      </main>
    </>
  );
}

render(<Schema />, document.getElementById('page')!);
document.title = 'Schema · Citetrail';

// A link to a type may lead to one that the search has left out.
addEventListener('hashchange', () => {
  const name = location.hash.slice(1);
  if (document.getElementById(name)) return;
  sought.value = '';
  setTimeout(() => document.getElementById(name)?.scrollIntoView());
});

try {
  const [schema, { relations }] = await Promise.all([readSchema(), ask(relationsByEnds, {})]);
  types.value = schema;
  ends.value = relations.groupBy;
  setTimeout(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
} catch (error) {
  fault.value = `${(error as Error).message} Reload the page to try again.`;
}
