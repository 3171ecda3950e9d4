import type { EntityKind, RelationKind } from '../api/queries.ts';
import { KindIcon } from '../components/kind-icon.tsx';
import { colourOf, ENTITY_KINDS, RELATION_KINDS } from '../palette.ts';
import { inGraphiql } from '../share/snippets.ts';
import { capital, number, plural, words } from '../words.ts';

export type EndsGroups = readonly { readonly keys: readonly string[]; readonly count: number }[];

/** What leads from what to what: each kind of relation that the graph holds, with a query that shows some. */
export function EndsTable({ groups }: { groups: EndsGroups }) {
  const cell = (source: EntityKind, target: EntityKind) =>
    groups
      .filter(({ keys }) => keys[0] === source && keys[2] === target)
      .map(({ keys, count }) => ({ kind: keys[1] as RelationKind, count }))
      .sort((a, b) => RELATION_KINDS.indexOf(a.kind) - RELATION_KINDS.indexOf(b.kind));
  const sources = ENTITY_KINDS.filter((source) => groups.some(({ keys }) => keys[0] === source));
  const targets = ENTITY_KINDS.filter((target) => groups.some(({ keys }) => keys[2] === target));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="ends-table" tabIndex={0} aria-label="Relations by their ends">
      <table>
        <thead>
          <tr>
            <td>
              <span class="unseen">from, to</span>
            </td>
            {targets.map((target) => (
              <th key={target} scope="col">
                <KindIcon kind={target} /> {capital(words(target))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source}>
              <th scope="row">
                <KindIcon kind={source} /> {capital(words(source))}
              </th>
              {targets.map((target) => (
                <td key={target}>
                  {cell(source, target).map(({ kind, count }) => (
                    <a
                      key={kind}
                      href={inGraphiql(queryFor(source, kind, target))}
                      style={{ '--kind': `var(${colourOf(kind)})` }}
                    >
                      {words(kind)} <span class="count">{number(count)}</span>
                    </a>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function queryFor(source: EntityKind, kind: RelationKind, target: EntityKind): string {
  const list = plural(source);
  return `# ${capital(list)} that have the relation “${words(kind)}” to ${plural(target)}, with the words that say so.
query Relations {
  ${list}(first: 10, where: { has: { kinds: [${kind}], direction: FORWARD, types: [${target}] } }) {
    totalCount
    nodes {
      name
      relations(first: 5, kinds: [${kind}], direction: FORWARD, types: [${target}]) {
        nodes { label confidence target { id name } evidence(first: 1) { nodes { quote { prefix exact suffix } } } }
      }
    }
  }
}
`;
}
