/**
 * Where an operation enters: it is answered by one compiled statement as far as it can be, and by resolvers
 * for the rest. Wherever something is amiss, resolvers answer all of it, so that what an error says does not
 * depend on how an operation is answered.
 */
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLInputType,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
  typeFromAST,
} from 'graphql';
import { TooLargeError } from '../../errors.ts';
import type { PageLimits } from '../../read/window.ts';
import type { Database } from '../../store/database.ts';
import { unanswered } from '../../store/unanswered.ts';
import { note } from '../../telemetry/request.ts';
import { type Answer, answerOf } from '../answer.ts';
import { type Operation, type Plan, planFor } from './plan.ts';
import { shapeOf, type Variables } from './variables.ts';

type Execute = (args: ExecutionArgs) => Answer | Promise<Answer>;

export interface CompilerSettings {
  readonly prepared: Database['prepared'];
  readonly limits: PageLimits;
  /** The most bytes that the data of an answer may have as JSON. */
  readonly answerBytes: number;
  /** Is told of faults of the compiler; resolvers answer then. */
  readonly failed: (error: Error) => void;
}

/** A plan with what its statement is given. */
export interface Ready {
  readonly plan: Plan;
  readonly values: readonly unknown[];
}

/** How many plans are kept, of all documents together: the ones used last. */
const MOST_PLANS = 1_000;

/** The longest shape, in characters, for which a plan is made: longer ones are lists that no one needs twice. */
const LONGEST_SHAPE = 2_000;

/** Answers operations by compiled statements. */
export class Compiler {
  readonly #settings: CompilerSettings;
  readonly #operations = new WeakMap<
    DocumentNode,
    Map<string, (Operation & { readonly key: string }) | null>
  >();
  readonly #plans = new Map<string, Plan>();
  #documents = 0;

  constructor(settings: CompilerSettings) {
    this.#settings = settings;
  }

  /** Answers an operation; with `explain`, says under `extensions` what was left to resolvers, and why. */
  async execute(args: ExecutionArgs, execute: Execute, explain: boolean): Promise<Answer> {
    const planned = this.#planned(args);
    if (!planned) return execute(args);
    const { plan, variables } = planned;
    const values = valuesFor(plan, variables);
    const json = values && (await this.#compiledJson({ plan, values }));
    if (json instanceof Error && isFinal(json)) return failedWith(json);
    if (json instanceof Error) {
      const answer = await execute(args);
      // Where resolvers fail too, the fault is not the statement's, and they have told of it.
      if (!answer.errors) this.#settings.failed(json);
      return answer;
    }
    const extensions = explain
      ? { compiled: { leftOut: json === null ? asides(plan) : plan.leftOut } }
      : undefined;
    if (json === null) return { ...(await execute(args)), ...(extensions && { extensions }) };
    note({ compiled: plan.rest === null ? 'wholly' : 'partly' });
    if (plan.rest === null) return answerOf(json, extensions);
    const rest = await execute({ ...args, document: plan.rest });
    if (!rest.data) return rest;
    const all: Record<string, unknown> = { ...JSON.parse(json), ...rest.data };
    const data = Object.fromEntries(plan.names.map((name) => [name, all[name]]));
    return { ...rest, data, ...(extensions && { extensions }) };
  }

  /** What answers an operation by one statement, before it is asked; null where resolvers would be needed too. */
  ready(args: ExecutionArgs): Ready | null {
    const planned = this.#planned(args);
    if (planned?.plan.rest !== null) return null;
    const values = valuesFor(planned.plan, planned.variables);
    return values && { plan: planned.plan, values };
  }

  /** Answers an operation by its statement; null where that failed, and resolvers are to say why. */
  async answer(ready: Ready): Promise<Answer | null> {
    const json = await this.#compiledJson(ready);
    if (!(json instanceof Error)) return answerOf(json!);
    return isFinal(json) ? failedWith(json) : null;
  }

  /** How an operation is answered, and its variables; null where it is not compiled. */
  #planned(args: ExecutionArgs): { readonly plan: Plan; readonly variables: Variables } | null {
    const operation = this.#operationOf(args);
    if (!operation) return null;
    const { coerced } = getVariableValues(
      args.schema,
      operation.definition.variableDefinitions ?? [],
      args.variableValues ?? {},
    );
    if (!coerced) return null;
    const shape = shapeOf(operation.declared, coerced);
    if (shape.length > LONGEST_SHAPE) return null;
    return { plan: this.#planOf(operation, shape, coerced), variables: coerced };
  }

  /** The JSON of what was compiled; null where nothing was, an error where the statement failed. */
  async #compiledJson({ plan: { compiled }, values }: Ready): Promise<string | null | Error> {
    if (compiled === null || typeof compiled === 'string') return compiled;
    try {
      const [row] = await this.#settings.prepared(compiled.statement, values);
      return (row![0] as string | null) ?? new TooLargeError(this.#settings.answerBytes);
    } catch (cause) {
      return new Error('A compiled statement failed.', { cause });
    }
  }

  #planOf(operation: Operation & { readonly key: string }, shape: string, variables: Variables): Plan {
    const key = `${operation.key}\n${shape}`;
    const plan = this.#plans.get(key) ?? planFor(operation, variables, this.#settings);
    // The map is in the order of use: what was used last goes to its end.
    this.#plans.delete(key);
    this.#plans.set(key, plan);
    if (this.#plans.size > MOST_PLANS) this.#plans.delete(this.#plans.keys().next().value!);
    return plan;
  }

  #operationOf({ schema, document, operationName }: ExecutionArgs) {
    let operations = this.#operations.get(document);
    if (!operations) {
      operations = new Map();
      this.#operations.set(document, operations);
      this.#documents += 1;
    }
    const name = operationName ?? '';
    let operation = operations.get(name);
    if (operation === undefined) {
      const definition = getOperationAST(document, operationName);
      operation =
        definition?.operation === OperationTypeNode.QUERY
          ? {
              key: `${this.#documents} ${name}`,
              schema,
              document,
              definition,
              declared: (definition.variableDefinitions ?? []).map(({ variable, type }) => ({
                name: variable.name.value,
                type: typeFromAST(schema, type as never) as GraphQLInputType,
              })),
            }
          : null;
      operations.set(name, operation);
    }
    return operation;
  }
}

/** What a plan's statement is given; null where a value makes no sense: the resolver that reads it says why. */
function valuesFor({ compiled }: Plan, variables: Variables): readonly unknown[] | null {
  if (compiled === null || typeof compiled === 'string') return [];
  try {
    return compiled.values(variables);
  } catch {
    return null;
  }
}

/** Whether resolvers would come to the same: they would ask the same of the same database. */
const isFinal = (error: Error) => error instanceof TooLargeError || unanswered(error) !== null;

const failedWith = (error: Error): Answer => ({
  data: null,
  errors: [new GraphQLError(error.message, { originalError: error })],
});

const asides = ({ names, leftOut }: Plan) =>
  names.map(
    (field) => leftOut.find((left) => left.field === field) ?? { field, reason: 'a value makes no sense' },
  );
