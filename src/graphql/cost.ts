/**
 * What an operation costs: a point for each object that its answer may hold, by the sizes of the pages it asks for,
 * and more for what takes more than reading rows. It is known from the document and the variables, before anything is
 * read.
 */
import { type DocumentNode, type ExecutionArgs, getOperationAST } from 'graphql';
import type { PageLimits } from '../read/window.ts';
import { Count } from './cost-count.ts';
import type { Counted, Variables } from './cost-fields.ts';

/** How many costs are kept of one document with different variables. */
const KEPT = 100;

/** How long a text may be that makes a difference, in characters: the name of a type. */
const LONGEST = 100;

/** An operation, and its costs as far as they were asked for. */
interface Known extends Counted {
  readonly costs: Map<string, number>;
}

/** Tells the costs of operations. */
export class Costs {
  readonly #limits: PageLimits;
  readonly #documents = new WeakMap<DocumentNode, Map<string, Known | null>>();

  constructor(limits: PageLimits) {
    this.#limits = limits;
  }

  /** The cost of an operation with its variables; 0 where there is no such operation. */
  of(args: ExecutionArgs): number {
    const known = this.#known(args);
    if (!known) return 0;
    const variables: Variables = args.variableValues ?? {};
    const key = () => JSON.stringify(Array.from(known.matter, (name) => [name, measure(variables[name])]));
    let cost = known.costs.size > 0 ? known.costs.get(key()) : undefined;
    if (cost === undefined) {
      cost = this.#count(known, args).cost();
      if (known.costs.size >= KEPT) known.costs.clear();
      known.costs.set(key(), cost);
    }
    return cost;
  }

  /** The field that an operation costs most for, and how much. */
  dearest(args: ExecutionArgs): { readonly field: string; readonly cost: number } {
    const known = this.#known(args);
    return known ? this.#count(known, args).dearest() : { field: '', cost: 0 };
  }

  #count(known: Counted, { schema, document, variableValues }: ExecutionArgs): Count {
    return new Count(schema, document, known, variableValues ?? {}, this.#limits);
  }

  #known({ document, operationName }: ExecutionArgs): Known | null {
    const operations = this.#documents.get(document) ?? new Map<string, Known | null>();
    this.#documents.set(document, operations);
    const name = operationName ?? '';
    let known = operations.get(name);
    if (known === undefined) {
      const definition = getOperationAST(document, operationName);
      known = definition ? { definition, matter: new Set(), costs: new Map() } : null;
      operations.set(name, known);
    }
    return known;
  }
}

/** What matters of a variable that says how much is asked for; never all of it, for it may be long. */
function measure(value: unknown): unknown {
  if (Array.isArray(value)) return { length: value.length };
  if (typeof value === 'string') return value.slice(0, LONGEST);
  return typeof value === 'number' || typeof value === 'boolean' ? value : { type: typeof value };
}
