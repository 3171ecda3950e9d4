import type { Member, Reference, SchemaType } from './schema.ts';

const SORTS: Record<SchemaType['kind'], string> = {
  OBJECT: 'type',
  INTERFACE: 'interface',
  UNION: 'union',
  ENUM: 'enum',
  INPUT_OBJECT: 'input',
  SCALAR: 'scalar',
};

/** How many uses of a type are listed at first. */
const USES = 12;

/** A type with all that it has, each field with where it leads. */
export function TypeCard({ type, match }: { type: SchemaType; match: string }) {
  return (
    <article class="type" id={type.name}>
      <h3>
        <span class="meta">{SORTS[type.kind]}</span> <a href={`#${type.name}`}>{type.name}</a>
        {type.interfaces.length > 0 && (
          <span class="meta">
            {' is '}
            {type.interfaces.map((name, i) => (
              <>
                {i > 0 && ', '}
                <a href={`#${name}`}>{name}</a>
              </>
            ))}
          </span>
        )}
      </h3>
      <p>{type.description}</p>
      {type.members.length > 0 && (
        <ul class="members">
          {type.members.map((member) => (
            <MemberLine key={member.name} member={member} match={match} />
          ))}
        </ul>
      )}
      {type.usedBy.length > 0 && (
        <p class="meta">
          Reached from{' '}
          {type.usedBy.slice(0, USES).map((use, i) => (
            <>
              {i > 0 && ', '}
              <a href={`#${use.split('.')[0]}`}>{use}</a>
            </>
          ))}
          {type.usedBy.length > USES && ` and ${type.usedBy.length - USES} more`}
        </p>
      )}
    </article>
  );
}

function MemberLine({ member, match }: { member: Member; match: string }) {
  const found = match !== '' && member.name.toLowerCase().includes(match);
  return (
    <li>
      <details>
        <summary>
          {found ? <mark>{member.name}</mark> : <b>{member.name}</b>}
          <span class="says">{member.description}</span>
        </summary>
        <p>{member.description}</p>
        {member.args.length > 0 && (
          <dl>
            {member.args.map((arg) => (
              <div key={arg.name}>
                <dt>
                  {arg.name}: <TypeLink type={arg.type!} />
                </dt>
                <dd>{arg.description}</dd>
              </div>
            ))}
          </dl>
        )}
      </details>
      {member.type && <TypeLink type={member.type} />}
    </li>
  );
}

function TypeLink({ type }: { type: Reference }) {
  return (
    <a class="type-link" href={`#${type.name}`}>
      {type.written}
    </a>
  );
}
