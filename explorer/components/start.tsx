import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { type EntityKind, type EntityLine, type StartingPoints, startingPoints } from '../api/queries.ts';
import { fault } from '../state/expansions.ts';
import { begin } from '../state/view.ts';
import { counted, day, nameOf, number, plural } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';

const points = signal<StartingPoints | null>(null);

/** How many reports are offered. */
const OFFERED = 6;
/** Up to how many pages it is said how to read others: so few are those of the first look, or a beginning. */
const FEW = 20;

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
      {found && found.stats.pages <= FEW && <HowToRead pages={found.stats.pages} />}
      {found && (
        <div class="offers">
          <Offer title="Most cited reports">
            {mostCited(found).map((report) => (
              <Card
                key={report.id}
                entity={report}
                says={`cited by ${counted(report.citedBy.totalCount, 'post or comment', 'posts and comments')}`}
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

/** The reports that most posts and comments cite, of those that the API ranks highest. */
const mostCited = ({ reports }: StartingPoints) =>
  reports.nodes.toSorted((a, b) => b.citedBy.totalCount - a.citedBy.totalCount).slice(0, OFFERED);

/** What pages are made of; all else the vocabulary knows before any is read. */
const FROM_PAGES: readonly EntityKind[] = ['POST', 'COMMENT'];

/** What was read, and what the vocabulary knows. */
function Held({ stats }: Pick<StartingPoints, 'stats'>) {
  const read = stats.entities.filter(({ kind }) => FROM_PAGES.includes(kind));
  const known = stats.entities.filter(({ kind }) => !FROM_PAGES.includes(kind));
  const relations = stats.relations.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {stats.pages > 0 && (
        <p class="held">
          <b>{counted(stats.pages, 'page')} read</b>
          <Counts entities={read} />
        </p>
      )}
      <p class="held">
        <b>Known by name</b>
        <Counts entities={known} />
        <span>{counted(relations, 'relation')} in all</span>
      </p>
    </>
  );
}

const Counts = ({ entities }: { entities: StartingPoints['stats']['entities'] }) =>
  entities.map(({ kind, count }) => (
    <span key={kind}>
      <KindIcon kind={kind} /> {number(count)} {plural(kind)}
    </span>
  ));

function HowToRead({ pages }: { pages: number }) {
  return (
    <p class="hint">
      {pages === 0 ? 'No page is read yet. ' : 'To read pages of your own: '}
      {pages === 0 && 'Save some, then: '}
      <code>npm run citetrail -- ingest saved-pages/</code>, with the settings of this server. An embedded
      database takes one process at a time: stop the server first.
    </p>
  );
}

/** A list of things to open; nothing where there are none. */
function Offer({ title, children }: { title: string; children: readonly preact.ComponentChild[] }) {
  if (children.length === 0) return null;
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
        <span class="name">{nameOf(entity)}</span>
        <span class="meta">
          {says}
          {'publishedOn' in entity && entity.publishedOn && ` · ${day(entity.publishedOn)}`}
        </span>
      </button>
    </li>
  );
}
