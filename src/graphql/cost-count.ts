/** Counts what one operation costs, from its document and its variables. */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import type { PageLimits } from '../read/window.ts';
import { Asked, type AskedFields, type Counted, type Places, type Variables } from './cost-fields.ts';
import { Description } from './cost-schema.ts';

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
  // Long texts: of articles and reports, and of whole pages.
  'Capture.text': 100,
  'Post.body': 10,
  'Report.body': 10,
};

/** How many objects a list is taken to have that is no page, such as the authors of a post. */
const FEW = 3;

/** How many values that describe the schema are had for a point: they are in memory already. */
const DESCRIBED = 10;

/** What describes the schema, as fields of the root. */
const DESCRIBING: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

/** The arguments that say how many objects a field gives. */
const SIZES = ['first', 'last', 'limit'];

/** The most that any of them may ask for where it is not a page. */
const MOST = 1_000;

/** What is asked of the objects that a field gives, and how many of them it may give. */
interface Below {
  readonly places: Places;
  readonly type: GraphQLCompositeType;
  /** How many rows a page holds where this is asked of a page. */
  readonly rows: number | undefined;
}

/** What a field comes to: what it takes itself, and how many times what is below it. */
interface Share {
  readonly own: number;
  readonly times: number;
  readonly below: Below | null;
}

/** One operation being counted. */
export class Count {
  readonly #schema: GraphQLSchema;
  readonly #asked: Asked;
  readonly #description: Description;
  readonly #limits: PageLimits;
  readonly #root: Below | null;
  /** What is asked of an object comes to, by the rows of its page. */
  readonly #counted = new Map<AskedFields, Map<number | undefined, number>>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: Counted,
    given: Variables,
    limits: PageLimits,
  ) {
    this.#schema = schema;
    this.#asked = new Asked(schema, document, operation, given);
    this.#description = new Description(schema, this.#asked);
    this.#limits = limits;
    this.#root = rootOf(schema, operation.definition);
  }

  cost(): number {
    return this.#root ? this.#below(this.#root) : 0;
  }

  /** The innermost field that more than half of the cost is for, or else the dearest of all, as the names that lead there; and what it costs. */
  dearest(): { readonly field: string; readonly cost: number } {
    const path: string[] = [];
    let [dearest, times] = [0, 1];
    for (let at = this.#root; at; ) {
      const type = this.#dearestOf(at);
      const shares = Array.from(this.#asked.fields(at.places, type).values(), (nodes) => {
        const share = this.#share(nodes, type, at!.rows);
        return { name: nodes[0]!.name.value, share, cost: times * this.#whole(share) };
      });
      const [most] = shares.toSorted((a, b) => b.cost - a.cost);
      if (!most || (path.length > 0 && most.cost * 2 <= this.cost())) break;
      path.push(most.name);
      dearest = most.cost;
      times *= most.share.times;
      at = most.share.below;
    }
    return { field: path.join('.'), cost: dearest };
  }

  /** What is asked of a value: the most that it comes to for any sort of object it may be. */
  #below({ places, type, rows }: Below): number {
    return Math.max(0, ...this.#sortsOf(type).map((type) => this.#ofObject(places, type, rows)));
  }

  #dearestOf({ places, type, rows }: Below): GraphQLObjectType {
    const costs = this.#sortsOf(type).map((type) => ({ type, cost: this.#ofObject(places, type, rows) }));
    return costs.toSorted((a, b) => b.cost - a.cost)[0]!.type;
  }

  #sortsOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
  }

  #ofObject(places: Places, type: GraphQLObjectType, rows: number | undefined): number {
    const asked = this.#asked.fields(places, type);
    const counted = this.#counted.get(asked) ?? new Map<number | undefined, number>();
    this.#counted.set(asked, counted);
    const known = counted.get(rows);
    if (known !== undefined) return known;
    let cost = 0;
    for (const nodes of asked.values()) cost += this.#whole(this.#share(nodes, type, rows));
    counted.set(rows, cost);
    return cost;
  }

  #whole({ own, times, below }: Share): number {
    return own + (below ? times * this.#below(below) : 0);
  }

  #share(nodes: readonly FieldNode[], parent: GraphQLObjectType, rows: number | undefined): Share {
    const { name } = nodes[0]!;
    const field = parent.getFields()[name.value];
    if (!field) return { own: this.#described(nodes), times: 0, below: null };
    const beside = BESIDE[`${parent.name}.${field.name}`] ?? BESIDE[field.name] ?? 0;
    const type = getNamedType(field.type);
    if (isLeafType(type)) return { own: beside, times: 0, below: null };
    const size = this.#sizeOf(field, nodes[0]!);
    const isList = isListType(getNullableType(field.type));
    const times = isList ? (size ?? rows ?? FEW) : 1;
    const below = { places: nodes, type: type as GraphQLCompositeType, rows: isList ? undefined : size };
    return { own: beside + times, times, below };
  }

  /** What describes the schema; nothing for the name of a type. */
  #described(nodes: readonly FieldNode[]): number {
    const field = DESCRIBING.get(nodes[0]!.name.value);
    return field ? Math.ceil(this.#description.values(field, nodes, undefined) / DESCRIBED) : 0;
  }

  /** How many objects a field is asked for: by its arguments, or in a list of ids. Undefined where neither says. */
  #sizeOf({ args }: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const valueAsked = (name: string) => {
      const argument = node.arguments?.find((argument) => argument.name.value === name);
      return argument && this.#asked.value(argument.value);
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
}

function rootOf(schema: GraphQLSchema, definition: OperationDefinitionNode): Below | null {
  const type = schema.getRootType(definition.operation);
  return type ? { places: [definition], type, rows: undefined } : null;
}
