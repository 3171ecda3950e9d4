/** The schema as the API describes itself, by introspection, made ready to be read. */
import type { TadaDocumentNode } from 'gql.tada';
import { ask } from '../api/client.ts';
import { graphql } from '../api/graphql.ts';

/** A type as it is written: `[Report!]!`, and the name that it comes down to. */
export interface Reference {
  readonly written: string;
  readonly name: string;
}

export interface Member {
  readonly name: string;
  readonly description: string;
  /** What it gives or takes; null for values of an enum. */
  readonly type: Reference | null;
  readonly args: readonly Member[];
}

export interface SchemaType {
  readonly name: string;
  readonly kind: 'OBJECT' | 'INTERFACE' | 'UNION' | 'ENUM' | 'INPUT_OBJECT' | 'SCALAR';
  readonly description: string;
  readonly members: readonly Member[];
  readonly interfaces: readonly string[];
  /** Fields and arguments that give or take it, as `Type.field`, in order. */
  readonly usedBy: readonly string[];
}

interface RawReference {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: RawReference | null;
}
interface RawMember {
  readonly name: string;
  readonly description: string | null;
  readonly type?: RawReference;
  readonly args?: readonly RawMember[];
}
interface RawType {
  readonly name: string;
  readonly kind: SchemaType['kind'];
  readonly description: string | null;
  readonly fields: readonly RawMember[] | null;
  readonly inputFields: readonly RawMember[] | null;
  readonly enumValues: readonly RawMember[] | null;
  readonly interfaces: readonly { readonly name: string }[] | null;
}

// The types know no introspection: this one answer is described by hand.
const introspection: TadaDocumentNode<{ __schema: { types: RawType[] } }, Record<string, never>> = graphql(
  `
  query Schema {
    __schema {
      types {
        name kind description
        interfaces { name }
        fields { name description type { ...Written } args { name description type { ...Written } } }
        inputFields { name description type { ...Written } }
        enumValues { name description }
      }
    }
  }
  fragment Written on __Type {
    kind name ofType { kind name ofType { kind name ofType { kind name } } }
  }
` as never,
) as never;

/** Which kinds of relation lead from which kind of entity to which, and how many the graph holds. */
export const relationsByEnds = graphql(`
  query RelationsByEnds {
    relations(where: {}, first: 1) {
      groupBy(keys: [SOURCE_KIND, KIND, TARGET_KIND], first: 1000) { keys count }
    }
  }
`);

/** All types of the schema that are its own, by name. */
export async function readSchema(): Promise<ReadonlyMap<string, SchemaType>> {
  const { __schema } = await ask(introspection, {});
  const raw = __schema.types.filter(({ name }) => !name.startsWith('__'));
  const uses = new Map<string, string[]>();
  for (const { name, fields, inputFields } of raw) {
    for (const member of [...(fields ?? []), ...(inputFields ?? [])]) {
      const named = [member, ...(member.args ?? [])].map(({ type }) => reference(type!).name);
      for (const used of new Set(named)) {
        uses.set(used, [...(uses.get(used) ?? []), `${name}.${member.name}`]);
      }
    }
  }
  return new Map(
    raw.map(({ name, kind, description, fields, inputFields, enumValues, interfaces }) => [
      name,
      {
        name,
        kind,
        description: description ?? '',
        members: (fields ?? inputFields ?? enumValues ?? []).map(memberOf),
        interfaces: (interfaces ?? []).map((each) => each.name),
        usedBy: uses.get(name) ?? [],
      },
    ]),
  );
}

function memberOf({ name, description, type, args = [] }: RawMember): Member {
  return {
    name,
    description: description ?? '',
    type: type ? reference(type) : null,
    args: args.map(memberOf),
  };
}

function reference({ kind, name, ofType }: RawReference): Reference {
  if (!ofType) return { written: name ?? '', name: name ?? '' };
  const inner = reference(ofType);
  return { name: inner.name, written: kind === 'LIST' ? `[${inner.written}]` : `${inner.written}!` };
}
