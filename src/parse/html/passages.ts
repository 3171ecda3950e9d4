/** From rendered elements to the parts of a document: which ones are meant, their lines, words and links. */
import type { Link } from '../document.ts';
import { type Line, linesIn, withoutMargins } from '../lines.ts';
import type { Span } from '../span.ts';
import { webAddress } from '../web-address.ts';
import type { RenderedElement } from './rendering.ts';

/** In characters. */
const FIRST_STRETCH = 1000;

/** Whether an element is one of those that are looked for. */
export type Match = (element: RenderedElement) => boolean;

/** Matches elements by any of these: `h1`, `.post-title`, `#comments`, `[rel=tag]` (one word of an attribute). */
export function marked(...marks: readonly string[]): Match {
  const matches = marks.map(markedBy);
  return (element) => matches.some((match) => match(element));
}

function markedBy(mark: string): Match {
  const name = mark.slice(1);
  if (mark.startsWith('.')) return ({ classes }) => classes.includes(name);
  if (mark.startsWith('#')) return ({ id }) => id === name;
  if (!mark.startsWith('[')) return ({ tag }) => tag === mark;
  const [attribute, word] = name.slice(0, -1).split('=', 2);
  return ({ attributes }) => attributes[attribute!]?.split(/\s+/).includes(word!) ?? false;
}

/** Matches elements whose id or classes have one of these words in them: `share` fits `gem-c-share-links`. */
export function worded(...words: readonly string[]): Match {
  const known = new Set(words);
  return ({ id, classes }) =>
    [id, ...classes].some((name) =>
      name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => known.has(word.toLowerCase())),
    );
}

/** All elements that match or hold one that does, not looking into any for which `stop` holds. */
export function holdersOf(root: RenderedElement, match: Match, stop: Match): ReadonlySet<RenderedElement> {
  const holders = new Set<RenderedElement>();
  const visit = (element: RenderedElement): boolean => {
    let holds = match(element);
    if (!stop(element)) for (const child of element.children) holds = visit(child) || holds;
    if (holds) holders.add(element);
    return holds;
  };
  visit(root);
  return holders;
}

export function hasWords({ span }: RenderedElement): boolean {
  return span.start < span.end;
}

/** The first line of an element that is not blank; null for an element without words. */
export function firstLine(page: string, { span }: RenderedElement): Line | null {
  // Elements begin with a word: where the first stretch holds a whole line, no more is looked at.
  const start = linesIn(page, { start: span.start, end: Math.min(span.end, span.start + FIRST_STRETCH) });
  const lines = start.length > 1 ? start : linesIn(page, span);
  return lines.find(({ text }) => text !== '') ?? null;
}

/** The lines of an element without those of the elements inside it that are `left` out. */
export function linesOfElement(page: string, element: RenderedElement, left: Match): readonly Line[] {
  const pieces: Span[] = [];
  let start = element.span.start;
  for (const inner of descendants(element, left)) {
    if (!left(inner) || !hasWords(inner)) continue;
    pieces.push({ start, end: inner.span.start });
    start = inner.span.end;
  }
  pieces.push({ start, end: element.span.end });
  return withoutMargins(pieces.flatMap((piece) => linesIn(page, piece)));
}

/**
 * The web addresses that links inside an element lead to, in page order; a relative one leads from `base`,
 * or nowhere when that is null. Links without words, and inside elements `left` out, do not count.
 */
export function linksIn(element: RenderedElement, base: string | null, left: Match = () => false): Link[] {
  const links: Link[] = [];
  for (const inner of descendants(element, left)) {
    const isLink = inner.tag === 'a' && hasWords(inner) && !left(inner);
    const url = isLink ? webAddress(inner.attributes.href, base) : null;
    if (url !== null) links.push({ url, span: inner.span });
  }
  return links;
}

/** Whether an element's words all lie inside another's. */
export function isInside({ span }: RenderedElement, outer: RenderedElement): boolean {
  return outer.span.start <= span.start && span.end <= outer.span.end;
}

/** The elements inside an element, in page order, without those inside any for which `stop` holds. */
export function* descendants(
  { children }: RenderedElement,
  stop: Match = () => false,
): Generator<RenderedElement> {
  const ahead = children.toReversed();
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    yield next;
    if (!stop(next)) for (const child of next.children.toReversed()) ahead.push(child);
  }
}
