/**
 * What an operation costs: a point for each object that its answer may hold, by the sizes of the pages it asks for,
 * and more for what takes more than reading rows. It is known from the document and the variables, before anything is
 * read.
 */
import { type DocumentNode, type ExecutionArgs, getOperationAST } from 'graphql';
import type { PageLimits } from '../read/window.ts';
import { Count, type Counted, type Variables } from './cost-count.ts';

/** How many costs are kept of one document with different variables. */
const KEPT = 100;

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
  of({ schema, document, operationName, variableValues }: ExecutionArgs): number {
    const operations = this.#documents.get(document) ?? new Map<string, Known | null>();
    this.#documents.set(document, operations);
    const name = operationName ?? '';
    let known = operations.get(name);
    if (known === undefined) {
      const definition = getOperationAST(document, operationName);
      known = definition ? { definition, matter: new Set(), costs: new Map() } : null;
      operations.set(name, known);
    }
    if (!known) return 0;
    const variables: Variables = variableValues ?? {};
    const key = () => JSON.stringify(Array.from(known.matter, (name) => [name, measure(variables[name])]));
    let cost = known.costs.size > 0 ? known.costs.get(key()) : undefined;
    if (cost === undefined) {
      cost = new Count(schema, document, known, variables, this.#limits).cost();
      if (known.costs.size >= KEPT) known.costs.clear();
      known.costs.set(key(), cost);
    }
    return cost;
  }
}

/** What matters of a variable that says how much is asked for; never all of it, for it may be long. */
function measure(value: unknown): unknown {
  if (Array.isArray(value)) return { length: value.length };
  return typeof value === 'number' || typeof value === 'boolean' ? value : typeof value;
}
