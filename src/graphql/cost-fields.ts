import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** An operation of a document. */
export interface Counted {
  readonly definition: OperationDefinitionNode;
  /** The variables that make a difference, gathered by counting: they are the same whatever the values of all others. */
  readonly matter: Set<string>;
}

/** Where a document asks something of an object: fields of one name, or the operation itself. */
export type Places = readonly { readonly selectionSet?: SelectionSetNode | undefined }[];

/** The fields asked of one object, by the names that they have in the answer. */
export type AskedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What an operation asks for, with its variables as they were given: they need not make sense. */
export class Asked {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #matter: Set<string>;
  readonly #given: Variables;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #fields = new Map<string, AskedFields>();
  readonly #ofPlaces = new Map<Places, Map<GraphQLObjectType, AskedFields>>();
  readonly #numbers = new Map<SelectionSetNode, number>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    { definition, matter }: Counted,
    given: Variables,
  ) {
    this.#schema = schema;
    this.#operation = definition;
    this.#matter = matter;
    this.#given = given;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  /** What is asked of an object of a type in these places: the same map for the same question. */
  fields(places: Places, type: GraphQLObjectType): AskedFields {
    const known = this.#ofPlaces.get(places) ?? new Map<GraphQLObjectType, AskedFields>();
    this.#ofPlaces.set(places, known);
    const fields = known.get(type) ?? this.#gathered(places, type);
    known.set(type, fields);
    return fields;
  }

  /** The value that stands in the document; of a variable, the one that was given, or else its default. */
  value(node: ValueNode): unknown {
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

  #gathered(places: Places, type: GraphQLObjectType): AskedFields {
    const sets = places.flatMap(({ selectionSet }) => selectionSet ?? []);
    // Fragments that spread others twice make a document far larger than its text: each part is gathered once.
    const key = `${type.name} ${sets.map((set) => this.#numberOf(set)).join()}`;
    const known = this.#fields.get(key);
    if (known) return known;
    const asked = new Map<string, FieldNode[]>();
    for (const set of sets) this.#gather(set, type, asked, new Set());
    this.#fields.set(key, asked);
    return asked;
  }

  #gather(
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
      if (fragment && this.#isA(type, on)) this.#gather(fragment.selectionSet, type, asked, spread);
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
      const holds = value && this.value(value);
      if (directive.name.value === 'skip' && holds === true) return true;
      if (directive.name.value === 'include' && holds === false) return true;
    }
    return false;
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }
}
