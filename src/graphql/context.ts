import type { Loaders } from '../read/loaders.ts';
import type { PageLimits } from '../read/window.ts';

/** What resolvers of one request share. */
export interface Context {
  readonly loaders: Loaders;
  readonly limits: PageLimits;
}
