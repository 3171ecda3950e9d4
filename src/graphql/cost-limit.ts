/**
 * Refuses operations that cost too much, before anything is read for them, and has those that ask pay for the others.
 * Every answer says what it cost; a request may ask for that alone.
 */
import type { ExecutionArgs } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { note } from '../telemetry/request.ts';
import { type Answer, extended } from './answer.ts';
import type { Costs } from './cost.ts';
import { COST } from './headers.ts';

/** Why someone must wait, and how many seconds. */
export interface Wait {
  readonly message: string;
  readonly seconds: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** What those who ask may still spend. */
export interface Purse {
  /** Takes so many points; null when they were there. */
  spend(points: number): Wait | null;
  /** Has the request count as a stream from now on; null when one more may be open. */
  stream(): Wait | null;
}

/** What servers give with a request, beside the request. */
export interface Caller {
  readonly purse?: Purse | undefined;
}

/** Lets operations cost up to so many points; of a subscription, each event. */
export function costLimit(most: number, costs: Costs): Plugin {
  const answeredBefore = (args: ExecutionArgs): Answer | null => {
    const { request, purse } = args.contextValue as YogaInitialContext & Caller;
    const cost = costs.of(args);
    note({ cost });
    const extensions = { cost: { asked: cost, allowed: most } };
    if (request.headers.get(COST) === 'only') return { data: null, extensions };
    if (cost > most) return { errors: [tooHigh(cost, most, costs.dearest(args))], extensions };
    const wait = purse?.spend(cost);
    return wait ? { errors: [tooSoon(wait)], extensions } : null;
  };
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const answer = answeredBefore(args as ExecutionArgs);
      if (answer) setResultAndStopExecution(answer);
    },
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const answer = answeredBefore(args as ExecutionArgs);
      if (answer) return setResultAndStopExecution(answer);
      const extensions = { cost: { asked: costs.of(args as ExecutionArgs), allowed: most } };
      setExecuteFn(async (args: ExecutionArgs) => extended((await executeFn(args)) as Answer, extensions));
    },
  };
}

/** What a client that must wait is told under `extensions`. */
export const toldToWait = ({ seconds, figures }: Wait) => ({
  code: 'RATE_LIMITED',
  retryable: true,
  retryAfter: seconds,
  ...figures,
});

/** What a client that must wait is answered. */
export function tooSoon(wait: Wait): GraphQLError {
  const http = { status: 429, headers: { 'retry-after': String(wait.seconds) } };
  return new GraphQLError(wait.message, { extensions: { ...toldToWait(wait), http } });
}

function tooHigh(found: number, allowed: number, dearest: ReturnType<Costs['dearest']>): GraphQLError {
  const message = `The query costs ${found} points, ${dearest.cost} of them for ${dearest.field}; expected at most ${allowed}, as CITETRAIL_COST says. Ask for smaller pages, or for less of each row.`;
  return new GraphQLError(message, {
    extensions: { code: 'COST_TOO_HIGH', found, allowed, dearest, http: { spec: true, status: 400 } },
  });
}
