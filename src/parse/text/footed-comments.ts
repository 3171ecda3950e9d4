import type { Line } from '../lines.ts';
import { commentFooter } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';

/** Comments that follow one another, each over a line that names its writer; what stands below the last is none. */
export function footedComments(lines: readonly Line[]): CommentLines[] {
  const comments: CommentLines[] = [];
  let first = 0;
  for (const [at, line] of lines.entries()) {
    if (!commentFooter(line)) continue;
    comments.push({ lines: lines.slice(first, at + 1), parent: null });
    first = at + 1;
  }
  return comments;
}

/** Whether comments are each over the name of their writer from here on. */
export function areFooted(lines: readonly Line[]): boolean {
  return lines.some((line) => commentFooter(line) !== null);
}
