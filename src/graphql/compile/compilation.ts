import { type SQL, sql } from 'drizzle-orm';
import {
  type FieldNode,
  type GraphQLEnumType,
  GraphQLInterfaceType,
  type GraphQLNamedType,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isEnumType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.ts';
import { joined, jsonOf, jsonOfFloat, jsonOfMoment, jsonOfName, orNull } from '../../read/json.ts';
import { constant } from '../../read/sql-parts.ts';
import { type Columns, EntitySql, type SqlRow } from '../../read/sql-row.ts';
import type { PageLimits } from '../../read/window.ts';
import { Aside, type Asked, type Compile, type CompiledExtensions } from './compiled.ts';
import type { Fields, Selections } from './selection.ts';
import { type Filling, kindOfId, type Variables } from './variables.ts';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** The most fields and the most rows, each of which is a query within the statement, that one statement may have. */
const MOST_FIELDS = 1500;
const MOST_ROWS = 150;

/** How values stand in the answer, by the name of their type; all others as `to_json` writes them. */
const SCALARS: Readonly<Record<string, (value: SQL) => SQL>> = {
  Int: (value) => sql`${value}::text`,
  Float: jsonOfFloat,
  DateTime: jsonOfMoment,
};

/** Turns what is asked under one entry point into SQL, field by field, as the fields themselves say. */
export class Compilation {
  readonly #schema: GraphQLSchema;
  readonly #selections: Selections;
  readonly #filling: Filling;
  /** The variables with placeholders in them, and as they are in the request that is compiled for. */
  readonly #symbolic: Variables;
  readonly #actual: Variables;
  readonly #limits: PageLimits;
  #aliases = 0;
  #fields = 0;

  constructor(settings: {
    schema: GraphQLSchema;
    selections: Selections;
    filling: Filling;
    symbolic: Variables;
    actual: Variables;
    limits: PageLimits;
  }) {
    this.#schema = settings.schema;
    this.#selections = settings.selections;
    this.#filling = settings.filling;
    this.#symbolic = settings.symbolic;
    this.#actual = settings.actual;
    this.#limits = settings.limits;
  }

  /** The JSON of one field; throws Aside, or what the field's own checks throw, where it has none. */
  field(type: Composite, nodes: readonly FieldNode[], row: SqlRow | null): string | SQL {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return JSON.stringify(type.name);
    if (++this.#fields > MOST_FIELDS) throw new Aside(`more than ${MOST_FIELDS} fields`);
    const field = type.getFields()[name];
    if (!field) throw new Aside(`${type.name}.${name} is not compiled`);
    const { compile, column, pothosExposedField } = field.extensions as CompiledExtensions & {
      pothosExposedField?: string;
    };
    if (compile) {
      const args = getArgumentValues(field, nodes[0]!, this.#symbolic);
      const json = (compile as Compile)(this.#asked(field.type, nodes, args), row!);
      return isNonNullType(field.type) ? json : orNull(json);
    }
    const value = row?.column(column ?? pothosExposedField ?? '') ?? null;
    if (value === null) throw new Aside(`${type.name}.${name} is not compiled`);
    return this.#leaf(field.type, value);
  }

  /** A value that is read from a column, as its type has it in answers. */
  #leaf(type: GraphQLOutputType, value: SQL): SQL {
    const named = getNullableType(type);
    const json = isEnumType(named)
      ? jsonOfEnum(named, value)
      : ((isScalarType(named) && SCALARS[named.name]) || jsonOf)(value);
    return isNonNullType(type) ? json : orNull(json);
  }

  #asked(type: GraphQLOutputType, nodes: readonly FieldNode[], args: Record<string, unknown>): Asked {
    const named = getNamedType(type);
    const selected = nodes.map(({ selectionSet }) => selectionSet);
    const fieldsOf = (of: Composite) => this.#selections.fields(of, selected);
    return {
      args,
      limits: this.#limits,
      asksFor: (field) =>
        fieldsOf(this.#composite(named))
          .values()
          .some(([node]) => node!.name.value === field),
      object: (row, typeName) => {
        const of = this.#composite(typeName ? this.#schema.getType(typeName)! : named);
        return this.#object(of, fieldsOf(of), row);
      },
      entity: (id, kinds, held) => this.#entity(id, kinds, fieldsOf, held ?? null),
      alias: () => this.#alias(),
      kindOfId: (id) => kindOfId(String(this.#filling.valueOf(id, this.#actual))),
      // A placeholder stands for the text that it will be.
      derived: (value, read) => this.#filling.derived(value, read) as string,
    };
  }

  #object(type: Composite, fields: Fields, row: SqlRow, typeName?: SQL): SQL {
    const pieces = Array.from(fields).flatMap(([name, nodes], i) => [
      `${i === 0 ? '' : ','}${JSON.stringify(name)}:`,
      typeName && nodes[0]!.name.value === '__typename' ? typeName : this.field(type, nodes, row),
    ]);
    return joined(['{', ...pieces, '}']);
  }

  /** An entity of one kind, or of one of several: kinds of which the same is asked are read as one. */
  #entity(
    id: SQL,
    kinds: readonly EntityKind[],
    fieldsOf: (type: Composite) => Fields,
    held: Columns | null,
  ): SQL {
    const typeOf = (kind: EntityKind) => this.#composite(this.#schema.getType(ENTITY_KINDS[kind].typeName)!);
    const shared = this.#alias();
    if (kinds.length === 1) {
      const row = new EntitySql(kinds[0]!, shared, this.#alias(), held);
      return row.at(id, this.#object(typeOf(kinds[0]!), fieldsOf(typeOf(kinds[0]!)), row));
    }
    const entity = this.#composite(this.#schema.getType('Entity')!);
    const row = new EntitySql(null, shared, shared);
    const kind = row.column('kind')!;
    const common = fieldsOf(entity);
    const isCommon = (fields: Fields) =>
      fields.size === common.size &&
      fields.entries().every(([name, nodes]) => {
        const others = common.get(name);
        return others?.length === nodes.length && nodes.every((node, i) => node === others[i]);
      });
    const [alike, apart] = [[] as EntityKind[], [] as EntityKind[]];
    for (const kind of kinds) (isCommon(fieldsOf(typeOf(kind))) ? alike : apart).push(kind);
    const cases = apart.map((kind) => {
      const own = new EntitySql(kind, shared, this.#alias());
      return [kind, own.within(this.#object(typeOf(kind), fieldsOf(typeOf(kind)), own))] as const;
    });
    const names = sql`concat('"', ${caseOf(
      kind,
      kinds.map((kind) => [kind, constant(ENTITY_KINDS[kind].typeName)] as const),
    )}, '"')`;
    const rest = alike.length > 0 ? this.#object(entity, common, row, names) : undefined;
    return row.at(id, caseOf(kind, cases, rest));
  }

  #composite(type: GraphQLNamedType): Composite {
    if (type instanceof GraphQLObjectType || type instanceof GraphQLInterfaceType) return type;
    throw new Aside(`${type.name} is not compiled`);
  }

  #alias(): string {
    if (++this.#aliases > 2 * MOST_ROWS) throw new Aside(`more than ${MOST_ROWS} rows`);
    return `t${this.#aliases}`;
  }
}

/** Enums are inside what they are in answers, in small letters. */
function jsonOfEnum(type: GraphQLEnumType, value: SQL): SQL {
  const named = type.getValues().every(({ name, value }) => name === String(value).toUpperCase());
  if (!named) throw new Aside(`${type.name} is not compiled`);
  return jsonOfName(value);
}

function caseOf(value: SQL, cases: readonly (readonly [string, SQL])[], rest?: SQL): SQL {
  if (cases.length === 0) return rest!;
  const whens = cases.map(([when, then]) => sql`when ${constant(when)} then ${then}`);
  return sql`case ${value} ${sql.join(whens, sql` `)}${rest ? sql` else ${rest}` : sql``} end`;
}
