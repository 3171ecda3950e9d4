/**
 * Refuses operations that cost too much, before anything is read for them, and has those that ask pay for the others.
 * Every answer says what it cost; a request may ask for that alone.
 */
import type { ExecutionArgs } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { PageLimits } from '../read/window.ts';
import { note } from '../telemetry/request.ts';
import { type Answer, extended } from './answer.ts';
import { Costs } from './cost.ts';

/** The header of a request that asks what it would cost: `only` has it counted, and nothing read. */
const HEADER = 'x-citetrail-cost';

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
}

/** What servers give with a request, beside the request. */
export interface Caller {
  readonly purse?: Purse | undefined;
}

/** Lets operations cost up to so many points. */
export function costLimit(most: number, limits: PageLimits): Plugin {
  const costs = new Costs(limits);
  return {
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const { request, purse } = args.contextValue as YogaInitialContext & Caller;
      const cost = costs.of(args as ExecutionArgs);
      note({ cost });
      const extensions = { cost: { asked: cost, allowed: most } };
      if (request.headers.get(HEADER) === 'only')
        return setResultAndStopExecution({ data: null, extensions });
      if (cost > most) return setResultAndStopExecution({ errors: [tooHigh(cost, most)], extensions });
      const wait = purse?.spend(cost);
      if (wait) return setResultAndStopExecution({ errors: [tooSoon(wait)], extensions });
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

function tooSoon(wait: Wait): GraphQLError {
  const http = { status: 429, headers: { 'retry-after': String(wait.seconds) } };
  return new GraphQLError(wait.message, { extensions: { ...toldToWait(wait), http } });
}

function tooHigh(found: number, allowed: number): GraphQLError {
  const message = `The query costs ${found} points; expected at most ${allowed}. Ask for smaller pages, or for less of each row.`;
  return new GraphQLError(message, {
    extensions: { code: 'COST_TOO_HIGH', found, allowed, http: { spec: true, status: 400 } },
  });
}
