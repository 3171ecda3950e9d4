/** The names by which posts and comments are signed, as candidates for the vocabulary. */
import type { ParsedPost } from '../parse/document.ts';
import type { Span } from '../parse/span.ts';
import { isFullName } from '../parse/wording.ts';
import { HONORIFICS_BEFORE } from './honorific.ts';

/** A name that signs a text, and where the page says so. */
export interface SigningName {
  readonly name: string;
  readonly span: Span;
  /** The position of the comment that it signs; null for the post. */
  readonly comment: number | null;
}

/** Who signs a post and its comments, in the order of the page. */
export function signingNames({ byline, comments }: ParsedPost): SigningName[] {
  const writers = byline
    ? namesIn(byline.name).map((name) => ({ name, span: byline.span, comment: null }))
    : [];
  const commenters = comments.flatMap(({ signature, position }) =>
    signature ? [{ ...signature, comment: position }] : [],
  );
  return [...writers, ...commenters];
}

/** The names in `Ada Bell and Ben Cole, lecturers in tides`, without titles; a byline without full names is one name. */
function namesIn(byline: string): string[] {
  const names = byline.split(/, (?:and )?|; | \/ /).flatMap((part) => {
    const joined = part.split(/ and | & /);
    return joined.every(isFullName) ? joined : [part];
  });
  const full = names.filter(isFullName);
  return (full.length > 0 ? full : [byline]).map((name) => {
    const bare = name.replace(HONORIFICS_BEFORE, '');
    return bare.includes(' ') ? bare : name;
  });
}
