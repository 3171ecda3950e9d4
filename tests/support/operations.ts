/**
 * Operations made from the schema, valid and varied: every choice is the next of a row of numbers, so that a
 * shorter row, or smaller numbers, make a simpler operation. Where the numbers are used up, all is zero.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** What operations may ask for by name. */
export interface Known {
  readonly slugs: Readonly<Record<string, readonly string[]>>;
  readonly ids: readonly string[];
  /** By the name of the order that they are of. */
  readonly cursors: Readonly<Record<string, readonly string[]>>;
}

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** The entry points that it has. */
  readonly roots: readonly string[];
}

/** The entry points that are compiled, and some that are not. */
const LOOKUPS = ['report', 'post', 'author', 'organisation', 'policy', 'comment', 'entity', 'node'];
const LISTS = ['reports', 'posts', 'comments', 'authors', 'organisations', 'policies', 'relations'];
const OTHERS = ['stats', 'nodes', 'timeline', 'search'];
const WORDS = ['', 'o', 'E', "it's", 'a "b" \\c', 'tide', '\u{1F426} ü', 'x'.repeat(20)];
const DAYS = ['2020-01-01', '2019-12-31', '2021-06-15', '1999-02-28', '2021-02-30'];
const SIZES = [1, 2, 3, 5, 7, 20, 100, 0, 101, -1];

type Composite = GraphQLObjectType | GraphQLInterfaceType;

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #known: Known;
  readonly #choices: readonly number[];
  readonly #declared: string[] = [];
  readonly #fragments: { name: string; type: string; text: string }[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly roots: string[] = [];
  #next = 0;
  /** The order of the connection whose arguments are being chosen. */
  #order = '';
  #names = 0;
  #left = 45;

  constructor(schema: GraphQLSchema, known: Known, choices: readonly number[]) {
    this.#schema = schema;
    this.#known = known;
    this.#choices = choices;
  }

  write(): string {
    const query = this.#schema.getQueryType()!;
    const body = Array.from({ length: 1 + this.#below(3) }, () => {
      const which = this.#below(20);
      const names = which < 11 ? LOOKUPS : which < 19 ? LISTS : OTHERS;
      const name = this.#pick(names);
      this.roots.push(name);
      return this.#field(query.getFields()[name]!, 0, true);
    });
    if (this.#below(8) === 7) body.push(this.#directed('__typename'));
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return [`query Q${declared} { ${body.join(' ')} }`, ...fragments].join('\n');
  }

  #below(count: number): number {
    return (this.#choices[this.#next++] ?? 0) % count;
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, aliased: boolean): string {
    this.#left -= 1;
    this.#order = String(field.args.find(({ name }) => name === 'orderBy')?.defaultValue ?? 'POSITION');
    const args = field.args.flatMap((arg) => this.#argument(field, arg));
    const alias = aliased || args.length > 0 || this.#below(6) === 5 ? `a${this.#names++}: ` : '';
    const call = `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
    const type = getNamedType(field.type);
    const text = isLeafType(type) ? '' : ` ${this.#selection(type as Composite, depth + 1)}`;
    return this.#directed(call, text);
  }

  #directed(call: string, text = ''): string {
    const which = this.#below(24);
    if (which < 21) return call + text;
    const name = which === 21 ? 'skip' : 'include';
    return `${call} @${name}(if: ${this.#valued('Boolean!', this.#below(2) === 1)})${text}`;
  }

  #selection(type: Composite, depth: number): string {
    const parts: string[] = [];
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    const count = 1 + this.#below(4);
    for (let i = 0; i < count; i++) {
      const which = this.#below(10);
      const deeper = depth < 7 && this.#left > 0;
      if (which >= 4 && which < 8 && deeper && branches.length > 0) {
        parts.push(this.#field(this.#pick(branches), depth, false));
      } else if (which >= 8 && deeper) {
        parts.push(this.#fragment(type, depth));
      } else if (leaves.length > 0 && this.#below(10) < 9) {
        parts.push(
          this.#field(
            this.#pick(leaves),
            depth,
            type instanceof GraphQLInterfaceType && this.#below(3) === 2,
          ),
        );
      } else parts.push('__typename');
    }
    return `{ ${parts.join(' ')} }`;
  }

  /** Selections under a condition on the type: inline, or by a name that may be used again. */
  #fragment(type: Composite, depth: number): string {
    const objects = type instanceof GraphQLInterfaceType ? this.#schema.getPossibleTypes(type) : [type];
    const object = this.#pick(objects);
    const on = this.#pick([object, ...(this.#below(3) === 2 ? object.getInterfaces() : [])]);
    const known = this.#fragments.filter((fragment) => fragment.type === on.name);
    if (known.length > 0 && this.#below(3) === 2) return this.#directed(`...${this.#pick(known).name}`);
    const text = this.#narrowed(on, depth);
    if (this.#below(2) === 0) return this.#directed(`... on ${on.name}`, ` ${text}`);
    const name = `F${this.#names++}`;
    this.#fragments.push({ name, type: on.name, text });
    return this.#directed(`...${name}`);
  }

  /** Fields by names of their own: what other types have under the same name may be of another type. */
  #narrowed(type: Composite, depth: number): string {
    const fields = Object.values(type.getFields());
    const parts = Array.from({ length: 1 + this.#below(3) }, () => {
      const field = this.#pick(fields);
      const tooDeep = (depth >= 7 || this.#left <= 0) && !isLeafType(getNamedType(field.type));
      return tooDeep ? '__typename' : this.#field(field, depth, true);
    });
    return `{ ${parts.join(' ')} }`;
  }

  #argument(field: GraphQLField<unknown, unknown>, arg: GraphQLArgument): string[] {
    const required = isNonNullType(arg.type);
    if (!required && this.#below(arg.name === 'first' ? 2 : 5) !== 1) return [];
    // A page from either end, seldom both: both is an error.
    if (arg.name === 'last' && this.#below(4) !== 3) return [];
    const value = this.#value(arg.type, arg.name, field);
    if (arg.name === 'orderBy' && value !== null) this.#order = String(value);
    return [
      `${arg.name}: ${this.#below(3) === 1 ? this.#valued(String(arg.type), value) : this.#literal(value, arg.type)}`,
    ];
  }

  /** A variable with a value; sometimes by default, or, where it may be missing, with none. */
  #valued(type: string, value: unknown): string {
    const name = `v${this.#declared.length}`;
    const optional = !type.endsWith('!');
    const how = this.#below(6);
    if (how === 5 && optional) this.#declared.push(`$${name}: ${type}`);
    else {
      this.#declared.push(`$${name}: ${type}`);
      this.variables[name] = value;
    }
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string, field?: GraphQLField<unknown, unknown>): unknown {
    if (!isNonNullType(type) && this.#below(12) === 11) return null;
    const of = getNullableType(type);
    if (isListType(of)) return Array.from({ length: 1 + this.#below(3) }, () => this.#item(of.ofType, name));
    if (isInputObjectType(of)) {
      return Object.fromEntries(
        Object.values(of.getFields())
          .filter(() => this.#below(5) === 1)
          .map((inner) => [inner.name, this.#value(inner.type, inner.name)]),
      );
    }
    if (isEnumType(of)) return this.#pick(of.getValues()).name;
    switch (of.name) {
      case 'Boolean':
        return this.#below(2) === 1;
      case 'Int':
        return this.#pick(this.#below(8) === 7 ? SIZES : SIZES.slice(0, 6));
      case 'Float':
        return this.#pick([0, 0.5, 0.9, 1, 0.30000000000000004]);
      case 'Date':
        return this.#pick(this.#below(12) === 11 ? DAYS : DAYS.slice(0, 4));
      case 'ID':
        return this.#id(field?.name);
      default:
        return this.#text(name, field?.name ?? '');
    }
  }

  #item(type: GraphQLInputType, name: string): unknown {
    return this.#value(isNonNullType(type) ? type : getNullableType(type), name) ?? this.#item(type, name);
  }

  #id(field?: string): string {
    const of = (kind: string) => `${kind}:${this.#pick(this.#known.slugs[kind] ?? [''])}`;
    const which = this.#below(16);
    if (which === 15)
      return this.#pick(['report:none', 'bad', '', 'relation:x', 'Report:r', 'report:Ü', 'evidence:0']);
    if (field === 'comment') return of('comment');
    if (field === 'node' && which > 5) return this.#pick(this.#known.ids);
    return of(this.#pick(Object.keys(this.#known.slugs)));
  }

  #text(name: string, field: string): string {
    if (name === 'slug')
      return this.#below(12) === 11 ? 'none' : this.#pick(this.#known.slugs[field] ?? ['']);
    if (name === 'after' || name === 'before') {
      const wrong = this.#below(24);
      if (wrong === 23) return this.#pick(['', 'bad', 'WyJBIl0']);
      const order = wrong === 22 ? this.#pick(Object.keys(this.#known.cursors)) : this.#order;
      return this.#pick(this.#known.cursors[order] ?? ['none']);
    }
    return this.#pick(WORDS);
  }

  #literal(value: unknown, type: GraphQLInputType): string {
    if (value === null) return 'null';
    const of = getNullableType(type);
    if (isListType(of))
      return `[${(value as unknown[]).map((item) => this.#literal(item, of.ofType)).join(', ')}]`;
    if (isInputObjectType(of)) {
      const fields = of.getFields();
      const inner = Object.entries(value as object).map(([name, inner]) => {
        const { type } = fields[name]!;
        return `${name}: ${this.#below(8) === 7 ? this.#valued(String(type), inner) : this.#literal(inner, type)}`;
      });
      return `{ ${inner.join(', ')} }`;
    }
    return isEnumType(of) ? String(value) : JSON.stringify(value);
  }
}

/** The operation that a row of numbers makes. */
export function operationFrom(schema: GraphQLSchema, known: Known, choices: readonly number[]): Operation {
  const writer = new Writer(schema, known, choices);
  const query = writer.write();
  return { query, variables: writer.variables, roots: writer.roots };
}
