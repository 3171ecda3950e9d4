import type { Line } from '../lines.ts';

/** Where a post begins, and what its head says. */
export interface Head {
  /** The index of its first line. */
  readonly at: number;
  readonly publishedOn: string | null;
  readonly title: Line | null;
  /** The index of the first line under the head. */
  readonly below: number;
}
