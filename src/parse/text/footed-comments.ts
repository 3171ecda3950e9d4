/** Comments that each stand over the line that says who wrote them. */
import { type Line, lastWords, nextWords } from '../lines.ts';
import { isButtons } from './buttons.ts';
import { commentFooter, commentHeader, nameAlone } from './comment-headers.ts';
import type { CommentLines } from './comment-lines.ts';
import { isStamp } from './furniture.ts';
import { isThreadFurniture } from './thread-furniture.ts';

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

/** A comment that stands over the line or two that say who wrote it, and these over its buttons; by index. */
interface OverButtons {
  readonly text: number;
  readonly footer: number;
  readonly buttons: number;
}

/**
 * The lines of a thread whose comments stand over their writers, and these over buttons, with each writer over the
 * comment, as in other threads; null for a thread that is not written so.
 */
export function withWritersOver(lines: readonly Line[]): Line[] | null {
  const comments = overButtons(lines);
  if (comments.length === 0) return null;
  const turned = [...lines];
  for (const { text, footer, buttons } of comments) {
    const head = lines.slice(footer, buttons).filter((line) => line.text !== '');
    turned.splice(text, buttons - text, ...head, ...lines.slice(text, footer));
  }
  return turned;
}

/** Whether these buttons stand under the writer of a comment whose text begins at a line or below it. */
export function standsOverWriter(lines: readonly Line[], text: number, buttons: number): boolean {
  return buttons > 0 && isButtons(lines[buttons]!.text) && footerOver(lines, buttons) > text;
}

/** The comments of a thread in which all that have buttons stand over their writers; none of any other thread. */
function overButtons(lines: readonly Line[]): OverButtons[] {
  const comments: OverButtons[] = [];
  let text = nextWords(lines, 0);
  for (const [at, line] of lines.entries()) {
    if (at < text || !isThreadFurniture(line.text)) continue;
    const footer = isButtons(line.text) ? footerOver(lines, at) : -1;
    if (footer > text) comments.push({ text, footer, buttons: at });
    else if (isButtons(line.text) && at > text) return [];
    text = nextWords(lines, at + 1);
  }
  return comments;
}

/** The index of the line that says who wrote what stands over these buttons, or of the name above the date; -1 for none. */
function footerOver(lines: readonly Line[], buttons: number): number {
  const last = lastWords(lines, buttons);
  if (last < 1) return -1;
  if (commentHeader(lines[last]!)?.form === 'stamped') return last;
  return isStamp(lines[last]!.text) && nameAlone(lines[last - 1]!) ? last - 1 : -1;
}
