/** Counts what one operation costs, from its document and its variables. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { PageLimits } from '../read/window.ts';

/** What a field, of any type or of one, takes beside the objects that it gives; it was measured what these take of a processor. */
const BESIDE: Readonly<Record<string, number>> = {
  totalCount: 10,
  groupBy: 10,
  search: 50,
  'SearchConnection.groupBy': 50,
  'TraversalConnection.groupBy': 200,
  timeline: 100,
  stats: 100,
  traverse: 200,
  neighbourhood: 200,
  paths: 500,
  pathSearch: 500,
  hide: 200,
  unhide: 200,
  ingestPage: 1_000,
  eraseAuthor: 1_000,
};

/** How many objects a list is taken to have that is no page, such as the authors of a post. */
const FEW = 3;

/** The arguments that say how many objects a field gives. */
const SIZES = ['first', 'last', 'limit'];

/** The most that any of them may ask for where it is not a page. */
const MOST = 1_000;

export type Variables = Readonly<Record<string, unknown>>;

/** An operation of a document. */
export interface Counted {
  readonly definition: OperationDefinitionNode;
  /** The variables that make a difference, gathered by counting: they are the same whatever the values of all others. */
  readonly matter: Set<string>;
}

/** One operation being counted. */
export class Count {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #limits: PageLimits;
  readonly #matter: Set<string>;
  readonly #given: Variables;
  /** What is asked of an object of a type, by the places in the document that ask. */
  readonly #counted = new Map<string, number>();
  readonly #places = new Map<SelectionSetNode, number>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    { definition, matter }: Counted,
    given: Variables,
    limits: PageLimits,
  ) {
    this.#schema = schema;
    this.#operation = definition;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
    this.#matter = matter;
    this.#given = given;
    this.#limits = limits;
  }

  cost(): number {
    const root = this.#schema.getRootType(this.#operation.operation);
    return root ? this.#below([this.#operation.selectionSet], root, undefined) : 0;
  }

  /** What is asked of a value of a type: the most that it comes to for any sort of object it may be. */
  #below(sets: readonly SelectionSetNode[], type: GraphQLCompositeType, rows: number | undefined): number {
    const types = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    return Math.max(0, ...types.map((type) => this.#ofObject(sets, type, rows)));
  }

  #ofObject(sets: readonly SelectionSetNode[], type: GraphQLObjectType, rows: number | undefined): number {
    // Fragments that spread others twice make a document far larger than its text: each part is counted once.
    const key = `${type.name} ${rows} ${sets.map((set) => this.#place(set)).join()}`;
    const counted = this.#counted.get(key);
    if (counted !== undefined) return counted;
    const asked = new Map<string, FieldNode[]>();
    for (const set of sets) this.#collect(set, type, asked, new Set());
    let cost = 0;
    for (const nodes of asked.values()) cost += this.#ofField(nodes, type, rows);
    this.#counted.set(key, cost);
    return cost;
  }

  #ofField(nodes: readonly FieldNode[], parent: GraphQLObjectType, rows: number | undefined): number {
    const { name } = nodes[0]!;
    const field = parent.getFields()[name.value];
    // What describes the schema takes nothing from the database, and its size is bounded by its depth.
    if (!field) return name.value === '__typename' ? 0 : 1;
    const beside = BESIDE[`${parent.name}.${field.name}`] ?? BESIDE[field.name] ?? 0;
    const type = getNamedType(field.type);
    if (isLeafType(type)) return beside;
    const size = this.#sizeOf(field, nodes[0]!);
    const isList = isListType(getNullableType(field.type));
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const one = 1 + this.#below(sets, type as GraphQLCompositeType, isList ? undefined : size);
    return beside + (isList ? (size ?? rows ?? FEW) : 1) * one;
  }

  /** How many objects a field is asked for: by its arguments, or in a list of ids. Undefined where neither says. */
  #sizeOf({ args }: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const valueAsked = (name: string) => {
      const argument = node.arguments?.find((argument) => argument.name.value === name);
      return argument && this.#value(argument.value);
    };
    if (args.some(({ name }) => name === 'ids')) {
      const ids = valueAsked('ids');
      return Array.isArray(ids) ? ids.length : 1;
    }
    const sizes = args.filter(({ name }) => SIZES.includes(name));
    if (sizes.length === 0) return undefined;
    const [initially] = sizes.flatMap(({ defaultValue }) => (defaultValue as number | undefined) ?? []);
    const [asked] = sizes.map(({ name }) => valueAsked(name)).filter((value) => typeof value === 'number');
    // What is out of range is refused where it is read, for that and not for what it would cost.
    const most = initially === undefined ? this.#limits.most : MOST;
    return Math.min(most, Math.max(0, asked ?? initially ?? this.#limits.default));
  }

  #collect(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    asked: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (this.#isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = asked.get(key);
        if (nodes) nodes.push(selection);
        else asked.set(key, [selection]);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      if (isSpread && spread.has(selection.name.value)) continue;
      if (isSpread) spread.add(selection.name.value);
      const fragment = isSpread ? this.#fragments.get(selection.name.value) : selection;
      const on = fragment?.typeCondition?.name.value;
      if (fragment && this.#isA(type, on)) this.#collect(fragment.selectionSet, type, asked, spread);
    }
  }

  #isA(type: GraphQLObjectType, name: string | undefined): boolean {
    if (name === undefined || name === type.name) return true;
    const condition = this.#schema.getType(name);
    return isAbstractType(condition) && this.#schema.isSubType(condition, type);
  }

  #isLeftOut(selection: SelectionSetNode['selections'][number]): boolean {
    if (!selection.directives?.length) return false;
    for (const directive of selection.directives) {
      const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
      const holds = value && this.#value(value);
      if (directive.name.value === 'skip' && holds === true) return true;
      if (directive.name.value === 'include' && holds === false) return true;
    }
    return false;
  }

  /** The value that stands in the document; of a variable, the one that was given, or else its default. */
  #value(node: ValueNode): unknown {
    if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node, this.#given);
    const name = node.name.value;
    this.#matter.add(name);
    const given = this.#given[name];
    if (given !== undefined) return given;
    const declared = this.#operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === name,
    );
    return declared?.defaultValue && valueFromASTUntyped(declared.defaultValue);
  }

  #place(set: SelectionSetNode): number {
    const place = this.#places.get(set) ?? this.#places.size;
    this.#places.set(set, place);
    return place;
  }
}
