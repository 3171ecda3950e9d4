import type { Line } from '../lines.ts';

/** The lines of one comment, header and buttons included, and where it hangs. */
export interface CommentLines {
  readonly lines: readonly Line[];
  /** The index of the answered comment among those before it; null at top level. */
  readonly parent: number | null;
}
