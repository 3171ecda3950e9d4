/** The names of writers in markup. */
import type { Signature } from '../document.ts';
import { type Line, partOf } from '../lines.ts';
import { NOBODY, signatureOf } from '../signatures.ts';
import { descendants, marked } from './passages.ts';
import type { RenderedElement } from './rendering.ts';

/** The name of whoever wrote a comment, alone. */
export const isName = marked(
  ...['.fn', '.user', '.wp-block-comment-author-name', '.wpd-comment-author', '.commenter-name', '.username'],
  ...['.author-name'],
);
/** What stands over a comment and holds the name. */
export const isNameHolder = marked('.comment-author', '.comment-poster', '[itemprop=author]', '.byline');

/** No name that a site shows is longer, in characters. */
const LONGEST_SHOWN_NAME = 100;

const SAID = /\s(?:(?:said|says|wrote)\s?(?:\.{3}|…|:)?|(?:Said|Says|Wrote)(?:\.{3}|…|:))$/;
/** What sites say of whoever has no account. */
const UNVERIFIED = / \(not verified\)$/;
/** `# posted by Jim Brown : 7:21 AM`, as Blogger's oldest templates have it. */
const POSTED = /^# posted by .+?( : \d{1,2}:\d{2} [AP]M)$/;

/**
 * Who is named here as a writer; null where that is nobody in particular, an address rather than a name, or longer than
 * `longest` characters.
 */
export function signatureIn(line: Line | null, longest = LONGEST_SHOWN_NAME): Signature | null {
  if (!line) return null;
  const posted = POSTED.exec(line.text.slice(0, LONGEST_SHOWN_NAME * 2));
  const start = posted ? '# posted by '.length : 0;
  const said = posted?.[1] ?? (SAID.exec(line.text.slice(-12)) ?? UNVERIFIED.exec(line.text))?.[0] ?? '';
  const name = partOf(line, start, line.text.length - said.length);
  const isNamed = name.text.length <= longest && /\p{L}/u.test(name.text);
  return isNamed && !NOBODY.test(name.text) && !name.text.split(/\s+/).some(isReachable)
    ? signatureOf(name)
    : null;
}

/**
 * A page's text with asterisks for each e-mail, network or web address that stands where a writer's name
 * should be: such an address is not kept, and every other word stays where it is.
 */
export function withoutAddresses(page: string, root: RenderedElement): string {
  let text = '';
  let end = 0;
  for (const { span } of [...descendants(root)].filter(
    (element) => isName(element) || isNameHolder(element),
  )) {
    if (span.start < end) continue;
    const words = page.slice(span.start, span.end);
    text += page.slice(end, span.start);
    text += words.replace(/\S+/g, (word) => (isReachable(word) ? '*'.repeat(word.length) : word));
    end = span.end;
  }
  return text + page.slice(end);
}

/** Whether a word is where somebody or something can be reached, of e-mail, network or web. */
function isReachable(word: string): boolean {
  const isNetwork =
    /^[\da-f:.]+$/i.test(word) && (word.split('.').length === 4 || word.split(':').length > 2);
  return isNetwork || word.includes('@') || /^(?:https?:|www\.)/i.test(word);
}
