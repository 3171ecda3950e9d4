import type { Loaders } from '../read/loaders.ts';
import type { PageLimits } from '../read/window.ts';
import type { Follower } from '../store/bell.ts';
import type { Statements } from '../store/database.ts';
import type { Writes } from './writes.ts';

/** What resolvers that begin a stream are given. */
export interface Stream {
  readonly bell: Follower;
  readonly atLeastEvery: number;
  readonly ended: AbortSignal;
  /** The cursor that the client had last, as browsers tell it when they connect again. */
  readonly lastSeen: string | null;
}

/** What resolvers of one request share. */
export interface Context {
  readonly loaders: Loaders;
  /** For questions that are asked once a request, not once a row. */
  readonly statements: Statements;
  readonly limits: PageLimits;
  /** For those who bring a token. */
  readonly writes: Writes;
  readonly request: Request;
  /** How many relations one step of a walk may read. */
  readonly relationsPerStep: number;
  /** How many of the entries that have the words of a search are weighed. */
  readonly searchWeighed: number;
  /** The stream that a subscription is answered by; queries have none. */
  readonly stream?: Stream;
}
