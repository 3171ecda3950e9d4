import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { type EntityLine, type StartingPoints, startingPoints } from '../api/queries.ts';
import { fault } from '../state/expansions.ts';
import { begin } from '../state/view.ts';
import { counted, day, number, plural } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';

const points = signal<StartingPoints | null>(null);

/** What there is, for those who come without a name: the most cited reports and the newest posts. */
export function Start() {
  useEffect(() => {
    if (points.value || fault.value) return;
    ask(startingPoints, {}).then(
      (found) => {
        points.value = found;
      },
      (error) => {
        fault.value = error;
      },
    );
  }, [fault.value]);

  const found = points.value;
  return (
    <main class="start">
      <h1>
        Who wrote what, what cites what, <em>and the words it rests on.</em>
      </h1>
      {found && <Held stats={found.stats} />}
      {!found && !fault.value && <p class="empty">Reading …</p>}
      {found && found.stats.pages + found.reports.nodes.length === 0 && (
        <p class="empty">
          The graph is empty. Read pages into it with <code>npm run citetrail -- ingest saved-pages/</code>,
          then come back.
        </p>
      )}
      {found && (
        <div class="offers">
          <Offer title="Most relied-on reports">
            {found.reports.nodes.map((report) => (
              <Card
                key={report.id}
                entity={report}
                says={`cited by ${counted(report.citedBy.totalCount, 'document')}`}
              />
            ))}
          </Offer>
          <Offer title="Newest posts">
            {found.posts.nodes.map((post) => (
              <Card key={post.id} entity={post} says={counted(post.relations.totalCount, 'relation')} />
            ))}
          </Offer>
        </div>
      )}
    </main>
  );
}

function Held({ stats }: Pick<StartingPoints, 'stats'>) {
  const relations = stats.relations.reduce((sum, { count }) => sum + count, 0);
  return (
    <p class="held">
      {stats.entities.map(({ kind, count }) => (
        <span key={kind}>
          <KindIcon kind={kind} /> {number(count)} {plural(kind)}
        </span>
      ))}
      <span>
        {counted(relations, 'relation')}, {counted(stats.evidence, 'quote')}
      </span>
    </p>
  );
}

function Offer({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Card({ entity, says }: { entity: EntityLine; says: string }) {
  return (
    <li>
      <button type="button" class="card" onClick={() => begin(entity.id)}>
        <KindIcon kind={entity.kind} />
        <span class="name">{entity.name}</span>
        <span class="meta">
          {says}
          {'publishedOn' in entity && entity.publishedOn && ` · ${day(entity.publishedOn)}`}
        </span>
      </button>
    </li>
  );
}
