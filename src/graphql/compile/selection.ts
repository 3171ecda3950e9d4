import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The fields asked of one object, by the name that they have in the answer, in its order. */
export type Fields = ReadonlyMap<string, readonly FieldNode[]>;

/** Gathers fields from selections, as the specification says under CollectFields. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(
    schema: GraphQLSchema,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** The fields that selections ask of an object of a type, or of all objects of an interface. */
  fields(
    type: GraphQLObjectType | GraphQLInterfaceType,
    selectionSets: readonly (SelectionSetNode | undefined)[],
  ): Fields {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const gather = (selections: readonly SelectionNode[]) => {
      for (const selection of selections) {
        if (!this.#isIncluded(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const name = selection.alias?.value ?? selection.name.value;
          const nodes = fields.get(name);
          if (nodes) nodes.push(selection);
          else fields.set(name, [selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (this.#isOf(selection.typeCondition?.name.value, type))
            gather(selection.selectionSet.selections);
        } else if (!seen.has(selection.name.value)) {
          seen.add(selection.name.value);
          const fragment = this.#fragments[selection.name.value];
          if (fragment && this.#isOf(fragment.typeCondition.name.value, type))
            gather(fragment.selectionSet.selections);
        }
      }
    };
    for (const set of selectionSets) if (set) gather(set.selections);
    return fields;
  }

  #isIncluded(node: SelectionNode): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, node, this.#variables);
    if (skip?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, this.#variables)?.if !== false;
  }

  #isOf(condition: string | undefined, type: GraphQLObjectType | GraphQLInterfaceType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.#schema.getType(condition);
    return isAbstractType(conditional) && this.#schema.isSubType(conditional, type);
  }
}
