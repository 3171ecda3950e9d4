/**
 * Subscriptions: each is a stream of answers, one for each thing that was stored. What a stream holds is its place in
 * the database: a client that is slow, or has no points left, gets later what it would have got now. Streams end with
 * their client, with the server, and after a while in any case.
 */
import type { ServerResponse } from 'node:http';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { isGone } from '../read/batches.ts';
import type { Bell } from '../store/bell.ts';
import { type Answer, extended } from './answer.ts';
import { upTo } from './answer-size.ts';
import type { Context, Stream } from './context.ts';
import type { Costs } from './cost.ts';
import { type Caller, type Purse, tooSoon } from './cost-limit.ts';
import { ofOneMoment } from './one-moment.ts';
import { within } from './request-time.ts';

export interface StreamLimits {
  /** Streams of all clients at once. */
  readonly most: number;
  /** How long one lasts, in milliseconds. */
  readonly life: number;
  /** How long one waits for word from the database before it looks by itself, in milliseconds. */
  readonly lookEvery: number;
}

export interface StreamSettings {
  readonly limits: StreamLimits;
  readonly bell: Bell;
  /** Aborted when the server stops. */
  readonly stopping?: AbortSignal | undefined;
  readonly costs: Costs;
  /** The most that an operation may cost. */
  readonly mostCost: number;
  /** The most bytes that the data of an answer may have as JSON. */
  readonly answerBytes: number;
  /** How long one answer may take, in milliseconds. */
  readonly requestTime: number;
  /** What the resolvers of one answer share. */
  readonly context: (request: Request) => Context;
}

/** What a stream gives: something that was stored, with the place to go on from; or at first that place alone. */
export interface StreamEvent {
  readonly cursor: string;
  readonly isPlace?: true;
}

/** How long a client may take over the end of its stream, in milliseconds. */
const GRACE = 5_000;

type StreamContext = YogaInitialContext & Caller & { readonly res?: ServerResponse };

/** Answers subscriptions. */
export function streams(settings: StreamSettings): Plugin {
  const open = new Set<AbortController>();
  settings.stopping?.addEventListener('abort', () => {
    for (const stream of open) stream.abort(STOPPING);
  });
  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn((args: ExecutionArgs) => begin(args, open, settings)),
  };
}

async function begin(args: ExecutionArgs, open: Set<AbortController>, settings: StreamSettings) {
  const { limits, bell, answerBytes, requestTime, context } = settings;
  const { request, res, purse } = args.contextValue as StreamContext;
  if (settings.stopping?.aborted) return { errors: [overFor(STOPPING, '')] };
  const wait = open.size >= limits.most ? tooMany(limits.most) : purse?.stream();
  if (wait) return { errors: [tooSoon(wait)] };

  const follower = bell.follow();
  const control = new AbortController();
  const end = () => control.abort();
  const life = setTimeout(() => control.abort(OVER), limits.life);
  open.add(control);
  res?.once('close', end);
  control.signal.addEventListener('abort', () => {
    open.delete(control);
    follower.leave();
    clearTimeout(life);
    res?.off('close', end);
    if (control.signal.reason === OVER) cutOff(res);
  });

  const stream: Stream = {
    bell: follower,
    atLeastEvery: limits.lookEvery,
    ended: control.signal,
    lastSeen: request.headers.get('last-event-id') || null,
  };
  const contextNow = () => ({ ...(args.contextValue as object), ...context(request), stream });
  try {
    const source = await within(requestTime, res, () =>
      createSourceEventStream({ ...args, contextValue: contextNow() }),
    );
    if (!(Symbol.asyncIterator in source)) {
      end();
      return source;
    }
    const cost = { asked: settings.costs.of(args), allowed: settings.mostCost };
    const answer = (event: StreamEvent) =>
      within(requestTime, res, async () =>
        upTo(
          answerBytes,
          await ofOneMoment({ ...args, rootValue: event, contextValue: contextNow() }, execute, execute),
        ),
      ).catch(nothingOfWhatIsGone);
    const given = answers(source as AsyncIterable<StreamEvent>, {
      answer,
      cost,
      purse,
      ended: control.signal,
    });
    return endedWith(given, end);
  } catch (error) {
    end();
    throw error;
  }
}

interface Giving {
  /** Null where what the event tells of is gone. */
  answer(event: StreamEvent): Promise<Answer | null>;
  readonly cost: { readonly asked: number; readonly allowed: number };
  readonly purse: Purse | undefined;
  readonly ended: AbortSignal;
}

/** The answers of a stream, each with its cursor, and one before them that is no more than that; at last why it ended, where the client is there to hear it. */
async function* answers(
  source: AsyncIterable<StreamEvent>,
  { answer, cost, purse, ended }: Giving,
): AsyncGenerator<ExecutionResult> {
  let cursor = '';
  try {
    for await (const event of source) {
      if (event.isPlace) {
        cursor = event.cursor;
        yield { extensions: { cursor } };
        continue;
      }
      if (!(await paid(purse, cost.asked, ended))) break;
      const result = await answer(event);
      cursor = event.cursor;
      if (result) yield extended(result, { cursor, cost });
    }
  } catch (error) {
    yield { errors: [new GraphQLError('The stream failed.', { originalError: error as Error })] };
  }
  if (isEnd(ended.reason)) yield { errors: [overFor(ended.reason, cursor)] };
}

/** What was hidden or taken back since it was stored is not told of. */
function nothingOfWhatIsGone(error: Error): null {
  if (isGone(error.cause)) return null;
  throw error;
}

/** Takes what an answer costs, as soon as it is there; false when the stream ends before that. */
async function paid(purse: Purse | undefined, cost: number, ended: AbortSignal): Promise<boolean> {
  for (;;) {
    if (ended.aborted) return false;
    const wait = purse?.spend(cost);
    if (!wait) return true;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        ended.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, wait.seconds * 1_000);
      ended.addEventListener('abort', done);
    });
  }
}

/** The same answers, where going away ends the stream at once, also while it waits. */
function endedWith(given: AsyncGenerator<ExecutionResult>, end: () => void): AsyncGenerator<ExecutionResult> {
  return {
    next: async () => {
      const step = await given.next();
      if (step.done) end();
      return step;
    },
    return: (value) => {
      end();
      return given.return(value);
    },
    throw: (error) => {
      end();
      return given.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}

/** A client that takes nothing, not even the end, is not waited for. */
function cutOff(response: ServerResponse | undefined): void {
  if (!response) return;
  const timer = setTimeout(() => response.destroy(), GRACE);
  response.once('close', () => clearTimeout(timer));
}

/** Why streams end that their clients would have gone on with. */
interface End {
  readonly why: string;
}
const OVER: End = { why: 'The stream has lasted as long as one may.' };
const STOPPING: End = { why: 'The server stops.' };

const isEnd = (reason: unknown): reason is End => reason === OVER || reason === STOPPING;

const overFor = ({ why }: End, cursor: string) =>
  new GraphQLError(`${why} Ask again, after the last cursor.`, {
    extensions: { code: 'STREAM_ENDED', retryable: true, ...(cursor && { cursor }) },
  });

const tooMany = (allowed: number) => ({
  message: `${allowed} streams of this server are open; expected at most that many.`,
  seconds: 10,
  figures: { allowed },
});
