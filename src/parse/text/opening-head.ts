/** The head that a page for one post begins with. */
import type { Line } from '../lines.ts';
import { isProse } from '../wording.ts';
import type { Head } from './head.ts';
import { findHeads } from './heads.ts';
import { isWayOn } from './navigation.ts';
import { isCommentsNotice } from './thread-furniture.ts';

/** A blog says of itself what it is in a paragraph or two, or twice as many where a gap parts them from its posts. */
const LONGEST_DESCRIPTION = 2;

/**
 * The head of a page's only post, which no text stands above, nor anything at all when it has no title, but for what
 * a blog says of itself; null for a page that begins otherwise.
 */
export function openingHead(lines: readonly Line[]): Head | null {
  const [head] = findHeads(lines);
  if (!head) return null;
  const above = lines.slice(0, head.at).filter(({ text }) => text !== '' && !isCommentsNotice(text));
  const isFirst = head.title ? !above.some(({ text }) => isProse(text)) : above.length === 0;
  const opens = isFirst || isBelowDescription(lines, head);
  return opens ? head : null;
}

/**
 * Whether all above a head is a blog's description of itself: the page is a blog's, as the way to its other pages says,
 * or a date and a title that stand apart each, and a post begins here.
 */
function isBelowDescription(lines: readonly Line[], { at, title, below }: Head): boolean {
  const above = lines.slice(0, at).filter(({ text }) => isProse(text)).length;
  const isBlank = (line: number) => lines[line]?.text === '';
  const isTitled = title !== null && isBlank(at + 1) && isBlank(below - 2) && isBlank(below);
  // A notice about comments is a blog's own words: below it the day alone, between blank lines, begins a post.
  const isNoticed = isBlank(at + 1) && lines.slice(0, at).some(({ text }) => isCommentsNotice(text));
  const isApart = isTitled || isNoticed;
  const isFar = isBlank(at - 1) && isBlank(at - 2) && isBlank(at - 3);
  return (
    above <= (isFar ? 2 : 1) * LONGEST_DESCRIPTION &&
    isBlank(at - 1) &&
    (isApart || lines.slice(at).some(({ text }) => isWayOn(text)))
  );
}
