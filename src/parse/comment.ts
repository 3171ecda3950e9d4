/** What comments have in common wherever they stand: words, a name under them, and a place in their thread. */
import type { ParsedComment, Signature } from './document.ts';
import type { Line } from './lines.ts';
import { type Passage, passageOf } from './passage.ts';
import { closingSignature, signatureOf } from './signatures.ts';

/** A comment before it is numbered. */
export interface CommentInThread {
  /** Null for one without a word. A page of plain text gives no comment an address. */
  readonly comment:
    | (Omit<ParsedComment, 'position' | 'parent' | 'url'> & Partial<Pick<ParsedComment, 'url'>>)
    | null;
  /** The index of the answered comment among those before it; null at top level. */
  readonly parent: number | null;
}

/**
 * Numbers the comments of a post, which are in thread order. One without a word is left out, and what answers it hangs on
 * the nearest above that has words.
 */
export function threaded(comments: readonly CommentInThread[]): ParsedComment[] {
  const read: ParsedComment[] = [];
  /** For each comment its position; for one that is left out, that of what it answers. */
  const positions: (number | null)[] = [];
  for (const { comment, parent } of comments) {
    const answered = parent === null ? null : positions[parent]!;
    positions.push(comment ? read.length + 1 : answered);
    if (comment) read.push({ url: null, ...comment, position: read.length + 1, parent: answered });
  }
  return read;
}

/** The words of a comment and who wrote it: who is `named` around it, or else signs in its last line. */
export function signedText(
  page: string,
  lines: readonly Line[],
  named: Signature | null,
): { readonly signature: Signature | null; readonly body: Passage } {
  const closing = named ? null : closingSignature(lines);
  return {
    signature: named ?? (closing && signatureOf(closing)),
    body: passageOf(page, closing ? lines.slice(0, -1) : lines),
  };
}
